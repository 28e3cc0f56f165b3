extension Broken {
    /// Mistakes in a container of a task definition.
    static let containers: [Broken] = [
        Broken(
            "container name with a blank",
            in: .task,
            "\"name\": \"weather\",\n      \"image\"",
            "\"name\": \"the weather\",\n      \"image\"",
            finds: "ecs/name: task 'weather': container 'the weather': 'the weather' is no name for ECS"
        ),
        Broken(
            "port name in capitals",
            in: .task,
            #""name": "mcp""#,
            #""name": "MCP""#,
            finds: "ecs/name: task 'weather': container 'weather': 'MCP' is no name for a port"
        ),
        Broken(
            "two containers of one name",
            in: .task,
            #""name": "prepare""#,
            #""name": "weather""#,
            finds: "ecs/duplicate: task 'weather' has the container 'weather' twice"
        ),
        Broken(
            "a variable twice",
            in: .task,
            #""name": "LOG_LEVEL""#,
            #""name": "NODE_ENV""#,
            finds: "ecs/duplicate: task 'weather': container 'weather' has the variable 'NODE_ENV' twice"
        ),
        Broken(
            "tmpfs on Fargate",
            in: .task,
            #""initProcessEnabled": true"#,
            #""tmpfs": [{"containerPath": "/tmp", "size": 64}]"#,
            finds:
                "ecs/fargate-mode: task 'weather': container 'weather': there is no linuxParameters.tmpfs on Fargate"
        ),
        Broken(
            "ulimit that Fargate does not set",
            in: .task,
            #""name": "nofile""#,
            #""name": "nproc""#,
            finds:
                "ecs/fargate-mode: task 'weather': container 'weather': only the ulimit nofile can be set on Fargate"
        ),
        Broken(
            "stop after 500 seconds",
            in: .task,
            #""stopTimeout": 50"#,
            #""stopTimeout": 500"#,
            finds:
                "ecs/stop-timeout: task 'weather': container 'weather': stopTimeout must be from 2 to 120 s on Fargate, not 500"
        ),
        Broken(
            "no stop timeout",
            in: .task,
            "      \"stopTimeout\": 50,\n",
            "",
            finds:
                "ecs/stop-timeout: task 'weather': container 'weather' has no stopTimeout: after 30 s its streams are cut"
        ),
        Broken(
            "secret without its six characters",
            in: .task,
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:weather-AbCdEf:api_key::",
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:weather",
            finds:
                "ecs/secret-reference: task 'weather': container 'weather': API_KEY is no full ARN: Secrets Manager ends each name in a hyphen and six characters"
        ),
        Broken(
            "secret with half a suffix",
            in: .task,
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:weather-AbCdEf:api_key::",
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:weather-AbCdEf:api_key",
            finds:
                "ecs/secret-reference: task 'weather': container 'weather': API_KEY names a part of the secret, and not by key, stage and version"
        ),
        Broken(
            "secret of another region",
            in: .task,
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:weather-AbCdEf:api_key::",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:weather-AbCdEf:api_key::",
            finds:
                "ecs/secret-reference: task 'weather': container 'weather': API_KEY is in us-east-1, and the task runs in eu-central-1"
        ),
        Broken(
            "secret that is no secret",
            in: .task,
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:weather-AbCdEf:api_key::",
            "arn:aws:s3:::weather-keys",
            finds:
                "ecs/secret-reference: task 'weather': container 'weather': API_KEY is no ARN of a secret or parameter"
        ),
        Broken(
            "secret in clear",
            in: .task,
            "\"name\": \"API_BASE_URL\",\n          \"value\": \"https://api.example.com\"",
            "\"name\": \"API_TOKEN\",\n          \"value\": \"k8Zq2Lr91xVtY7sNp3Wd\"",
            finds:
                "ecs/literal-secret: task 'weather': container 'weather': API_TOKEN looks like a secret written in clear"
        ),
        Broken(
            "image without a version",
            in: .task,
            "weather:1.4.0@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "weather:latest",
            finds:
                "ecs/image: task 'weather': container 'prepare': the image 'registry.example.com/acme/weather:latest' is tagged 'latest': nobody can tell what runs, or roll back"
        ),
        Broken(
            "image reference that no registry reads",
            in: .task,
            "registry.example.com/acme/weather:1.4.0@",
            "registry.example.com/Acme/weather:1.4.0@",
            finds:
                "ecs/image: task 'weather': container 'prepare': 'registry.example.com/Acme/weather:1.4.0@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' is no image reference"
        ),
        Broken(
            "server as root",
            in: .task,
            #""user": "10001:10001""#,
            #""user": "0:0""#,
            finds: "ecs/root-user: task 'weather': container 'weather' runs as root"
        ),
        Broken(
            "no user",
            in: .task,
            "      \"user\": \"10001:10001\",\n",
            "",
            finds:
                "ecs/root-user: task 'weather': container 'weather' names no user: it runs as the image's, often root"
        ),
        Broken(
            "user by name",
            in: .task,
            #""user": "10001:10001""#,
            #""user": "node""#,
            finds:
                "ecs/root-user: task 'weather': container 'weather' runs as 'node', and only the image knows who that is"
        ),
        Broken(
            "writable root",
            in: .task,
            "\"user\": \"10001:10001\",\n      \"readonlyRootFilesystem\": true",
            "\"user\": \"10001:10001\",\n      \"readonlyRootFilesystem\": false",
            finds: "ecs/writable-root: task 'weather': container 'weather' can write to its root"
        ),
        Broken(
            "privileged",
            in: .task,
            #""privileged": false"#,
            #""privileged": true"#,
            finds: "ecs/privileges: task 'weather': container 'prepare' is privileged, which Fargate refuses"
        ),
        Broken(
            "capability added",
            in: .task,
            "\"capabilities\": {\n          \"drop\": [\n            \"ALL\"",
            "\"capabilities\": {\n          \"add\": [\"SYS_ADMIN\"],\n          \"drop\": [\n            \"ALL\"",
            finds:
                "ecs/privileges: task 'weather': container 'weather' wants the capability SYS_ADMIN, and Fargate adds SYS_PTRACE only"
        ),
        Broken(
            "capabilities kept",
            in: .task,
            "\"drop\": [\n            \"ALL\"\n          ]",
            #""drop": []"#,
            finds:
                "ecs/privileges: task 'weather': container 'weather' keeps the capabilities that containers have by default"
        ),
        Broken(
            "preparation with all of root's rights",
            in: .task,
            "\"SETUID\",\n",
            "",
            finds: "ecs/root-user: task 'weather': container 'prepare' runs as root"
        ),
        Broken(
            "another host port",
            in: .task,
            #""containerPort": 3000"#,
            "\"containerPort\": 3000,\n          \"hostPort\": 8080",
            finds:
                "ecs/port: task 'weather': container 'weather': hostPort 8080 must be 3000 too in awsvpc mode"
        ),
        Broken(
            "port below 1024",
            in: .task,
            #""containerPort": 3000"#,
            #""containerPort": 80"#,
            finds:
                "ecs/port: task 'weather': container 'weather' cannot listen on 80 without NET_BIND_SERVICE"
        ),
        Broken(
            "no stream prefix",
            in: .task,
            "\"awslogs-stream-prefix\": \"weather\",\n",
            "",
            finds: "ecs/log: task 'weather': container 'prepare': its log has no awslogs-stream-prefix"
        ),
        Broken(
            "log group with a colon",
            in: .task,
            #""awslogs-group": "/ecs/weather""#,
            #""awslogs-group": "ecs:weather""#,
            finds: "ecs/log: task 'weather': container 'prepare': 'ecs:weather' is no name of a log group"
        ),
        Broken(
            "log that stops the server",
            in: .task,
            #""mode": "non-blocking""#,
            #""mode": "blocking""#,
            finds: "ecs/log: task 'weather': container 'prepare' stops when its log cannot be written"
        ),
        Broken(
            "log group made by the driver",
            in: .task,
            #""mode": "non-blocking""#,
            #""mode": "non-blocking", "awslogs-create-group": "true""#,
            finds:
                "ecs/log: task 'weather': container 'prepare': awslogs-create-group needs logs:CreateLogGroup, and keeps events for ever"
        ),
        Broken(
            "no health check",
            in: .task,
            #""healthCheck""#,
            #""dockerLabels""#,
            finds:
                "ecs/missing-health-check: task 'weather': container 'weather' has no healthCheck, so it stays when it hangs; ECS ignores the image's own"
        ),
        Broken(
            "health check with curl",
            in: .task,
            "\"CMD\",\n          \"node\",\n          \"-e\",",
            #""CMD-SHELL", "curl -f http://localhost:3000/health || exit 1","#,
            finds:
                "ecs/health-check-command: task 'weather': container 'weather': its health check needs curl, which small images do not have"
        ),
        Broken(
            "health check that cannot fail",
            in: .task,
            "\"CMD\",\n          \"node\",\n          \"-e\",\n",
            "\"CMD\", \"node\", \"-e\", \"process.exit(0)\",\n",
            finds:
                "ecs/health-check-command: task 'weather': container 'weather': its health check can never fail, whatever the server does"
        ),
        Broken(
            "health check without CMD",
            in: .task,
            "\"CMD\",\n",
            "",
            finds:
                "ecs/health-check-command: task 'weather': container 'weather': its health check must begin with CMD or CMD-SHELL, and a command after it"
        ),
        Broken(
            "health check each second",
            in: .task,
            #""interval": 10"#,
            #""interval": 1"#,
            finds:
                "ecs/health-check-range: task 'weather': container 'weather': interval of its health check must be from 5 to 300 on ECS, not 1"
        ),
        Broken(
            "health check with ten minutes to start",
            in: .task,
            #""startPeriod": 60"#,
            #""startPeriod": 600"#,
            finds:
                "ecs/health-check-range: task 'weather': container 'weather': startPeriod of its health check must be from 0 to 300 on ECS, not 600"
        ),
        Broken(
            "wait for what is not there",
            in: .task,
            #""containerName": "prepare""#,
            #""containerName": "prepared""#,
            finds:
                "ecs/stop-timeout: task 'weather': container 'prepare' has no stopTimeout: after 30 s its streams are cut"
        ),
        Broken(
            "wait for the end of an essential container",
            in: .task,
            #""essential": false"#,
            #""essential": true"#,
            finds:
                "ecs/stop-timeout: task 'weather': container 'prepare' has no stopTimeout: after 30 s its streams are cut"
        ),
        Broken(
            "mount of no volume",
            in: .task,
            #""sourceVolume": "archive""#,
            #""sourceVolume": "archives""#,
            finds:
                "ecs/mount: task 'weather': container 'weather' mounts 'archives', which is no volume of the task"
        ),
    ]
}
