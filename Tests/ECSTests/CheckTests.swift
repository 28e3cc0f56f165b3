import Diagnostics
import Render
import Testing
import Values
import YAML

/// One thing broken in rendered inputs that are fine, and the first thing that is said of it.
struct Broken: Sendable, CustomTestStringConvertible {
    enum Document: String, Sendable {
        case task = "task-definition.json"
        case service = "service.json"
        case scaling = "scaling.json"
    }

    let testDescription: String
    let document: Document
    let old: String
    let new: String
    let finding: String

    init(_ what: String, in document: Document, _ old: String, _ new: String, finds finding: String) {
        testDescription = what
        self.document = document
        self.old = old
        self.new = new
        self.finding = finding
    }
}

@Suite struct `Checks of inputs of ECS` {
    private static func findings(_ texts: [String: String]) throws -> [DeploymentFiles.Finding] {
        var files = DeploymentFiles()
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            #expect(files.add(try YAML.document(in: SourceFile(name: name, text: text))))
        }
        return files.findings
    }

    @Test func `nothing is found in what is rendered`() throws {
        #expect(try Self.findings(try Rendering(Rendering.whole).texts).isEmpty)
    }

    @Test func `every check has a mistake here that it alone finds`() throws {
        let found = Set(Self.mistakes.compactMap { $0.finding.split(separator: ":").first.map(String.init) })
        #expect(Set(ECSCheck.all.map(\.id)).subtracting(found).isEmpty)
        #expect(Set(ECSCheck.all.map(\.id)).count == ECSCheck.all.count)
    }

    @Test(arguments: mistakes)
    func `a mistake is found and placed`(_ broken: Broken) throws {
        var texts = try Rendering(Rendering.whole).texts
        let text = try #require(texts[broken.document.rawValue])
        let range = try #require(text.firstRange(of: broken.old), "nothing is changed")
        texts[broken.document.rawValue] = text.replacingCharacters(in: range, with: broken.new)
        let findings = try Self.findings(texts)
        let first = try #require(findings.first)
        #expect("\(first.check): \(first.diagnostic.message)" == broken.finding)
        #expect(findings.allSatisfy { $0.diagnostic.location != nil })
    }

    private static let mistakes: [Broken] = [
        Broken(
            "family with a dot",
            in: .task,
            #""family": "weather""#,
            #""family": "weather.v1""#,
            finds: "ecs/name: the task's family: 'weather.v1' is no name for ECS"
        ),
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
            "a port twice",
            in: .task,
            #""containerPort": 9090"#,
            #""containerPort": 3000"#,
            finds: "ecs/duplicate: task 'weather' has the port '3000' twice"
        ),
        Broken(
            "a variable twice",
            in: .task,
            #""name": "LOG_LEVEL""#,
            #""name": "NODE_ENV""#,
            finds: "ecs/duplicate: task 'weather': container 'weather' has the variable 'NODE_ENV' twice"
        ),
        Broken(
            "a reserved tag",
            in: .task,
            #""key": "version""#,
            #""key": "aws:version""#,
            finds: "ecs/tags: task 'weather': the tag 'aws:version' begins with aws:, which is reserved"
        ),
        Broken(
            "a tag twice",
            in: .service,
            #""key": "version""#,
            #""key": "owner""#,
            finds: "ecs/tags: service 'weather': the tag 'owner' is there twice"
        ),
        Broken(
            "more than 64 KiB",
            in: .task,
            #"{\n  \"tools\": 5\n}\n"#,
            String(repeating: "x", count: 66000),
            finds: "ecs/size: task 'weather' has 70732 bytes, more than the 65536 that ECS takes"
        ),
        Broken(
            "memory that 512 CPU units cannot have",
            in: .task,
            #""memory": "1024""#,
            #""memory": "8192""#,
            finds: "ecs/fargate-size: Fargate has no task of 512 CPU units and 8192 MiB"
        ),
        Broken(
            "memory between two sizes",
            in: .task,
            #""memory": "1024""#,
            #""memory": "1536""#,
            finds: "ecs/fargate-size: Fargate has no task of 512 CPU units and 1536 MiB"
        ),
        Broken(
            "container larger than its task",
            in: .task,
            "\"name\": \"weather\",\n      \"image\"",
            "\"memory\": 2048,\n      \"name\": \"weather\",\n      \"image\"",
            finds: "ecs/container-memory: task 'weather': its containers want 2048 MiB, and the task has 1024"
        ),
        Broken(
            "another network mode",
            in: .task,
            #""networkMode": "awsvpc""#,
            #""networkMode": "bridge""#,
            finds: "ecs/fargate-mode: task 'weather': networkMode must be awsvpc on Fargate"
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
            "a folder of the host",
            in: .task,
            "\"name\": \"cache\"\n    }",
            "\"name\": \"cache\",\n      \"host\": {\"sourcePath\": \"/data\"}\n    }",
            finds:
                "ecs/fargate-mode: task 'weather': volume 'cache' cannot be a folder of the host on Fargate"
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
            "ephemeral storage of 10 GiB",
            in: .task,
            #""sizeInGiB": 30"#,
            #""sizeInGiB": 10"#,
            finds:
                "ecs/ephemeral-storage: task 'weather': ephemeralStorage must be from 21 to 200 GiB, not 10"
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
            "no execution role",
            in: .task,
            "  \"executionRoleArn\": \"arn:aws:iam::123456789012:role/weather-execution\",\n",
            "",
            finds:
                "ecs/execution-role: task 'weather' has no executionRoleArn: nobody can write the log, read secrets"
        ),
        Broken(
            "one role for both",
            in: .task,
            "arn:aws:iam::123456789012:role/weather-task",
            "arn:aws:iam::123456789012:role/weather-execution",
            finds:
                "ecs/roles-apart: task 'weather' uses one role twice: the server could read every secret and image that ECS can"
        ),
        Broken(
            "a role that is none",
            in: .task,
            "arn:aws:iam::123456789012:role/weather-task",
            "arn:aws:iam::123456789012:user/weather",
            finds: "ecs/roles-apart: task 'weather': taskRoleArn is no ARN of a role"
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
            "no essential container",
            in: .task,
            #""essential": true"#,
            #""essential": false"#,
            finds: "ecs/essential: task 'weather' has no essential container"
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
            "two that wait for each other",
            in: .task,
            #""startTimeout": 120"#,
            #""dependsOn": [{"containerName": "weather", "condition": "START"}]"#,
            finds:
                "ecs/dependency: task 'weather': prepare waits for weather waits for prepare: none of them starts"
        ),
        Broken(
            "mount of no volume",
            in: .task,
            #""sourceVolume": "archive""#,
            #""sourceVolume": "archives""#,
            finds:
                "ecs/mount: task 'weather': container 'weather' mounts 'archives', which is no volume of the task"
        ),
        Broken(
            "file system in clear",
            in: .task,
            #""transitEncryption": "ENABLED""#,
            #""transitEncryption": "DISABLED""#,
            finds:
                "ecs/file-system: task 'weather': volume 'archive' is read and written in clear, and ECS refuses that beside an authorizationConfig"
        ),
        Broken(
            "file system for everybody",
            in: .task,
            #""iam": "ENABLED""#,
            #""iam": "DISABLED""#,
            finds: "ecs/file-system: task 'weather': volume 'archive' asks nobody who mounts it"
        ),
        Broken(
            "access point and folder",
            in: .task,
            #""rootDirectory": "/""#,
            #""rootDirectory": "/data""#,
            finds:
                "ecs/file-system: task 'weather': volume 'archive' has both an access point and a rootDirectory"
        ),
        Broken(
            "load balancer to no container",
            in: .service,
            #""containerName": "weather""#,
            #""containerName": "wether""#,
            finds:
                "ecs/service: service 'weather' sends requests to 'wether', which is no container of the task"
        ),
        Broken(
            "load balancer to no port",
            in: .service,
            #""containerPort": 3000"#,
            #""containerPort": 3001"#,
            finds: "ecs/service: service 'weather' sends requests to port 3001, which 'weather' does not list"
        ),
        Broken(
            "Service Connect to no port",
            in: .service,
            #""portName": "mcp""#,
            #""portName": "http""#,
            finds: "ecs/service: service 'weather' offers the port 'http', which no container names"
        ),
        Broken(
            "service of another family",
            in: .service,
            #""taskDefinition": "weather""#,
            #""taskDefinition": "wether""#,
            finds: "ecs/service: service 'weather' runs 'wether', which is none of these task definitions"
        ),
        Broken(
            "two ways to launch",
            in: .service,
            #""launchType": "FARGATE""#,
            #""launchType": "FARGATE", "capacityProviderStrategy": [{"capacityProvider": "FARGATE"}]"#,
            finds: "ecs/service: service 'weather' has both launchType and capacityProviderStrategy"
        ),
        Broken(
            "public addresses",
            in: .service,
            #""assignPublicIp": "DISABLED""#,
            #""assignPublicIp": "ENABLED""#,
            finds: "ecs/public-address: service 'weather' gives its tasks public addresses"
        ),
        Broken(
            "no circuit breaker",
            in: .service,
            #""enable": true"#,
            #""enable": false"#,
            finds:
                "ecs/rollout: service 'weather' starts a broken version again and again: no circuit breaker rolls it back"
        ),
        Broken(
            "rollout that cannot begin",
            in: .service,
            #""maximumPercent": 200"#,
            #""maximumPercent": 100"#,
            finds: "ecs/rollout: service 'weather' can neither stop an old task nor start a new one first"
        ),
        Broken(
            "no time to start",
            in: .service,
            "  \"healthCheckGracePeriodSeconds\": 60,\n",
            "",
            finds: "ecs/rollout: service 'weather' lets the load balancer end tasks that are still starting"
        ),
        Broken(
            "more at least than at most",
            in: .scaling,
            #""MinCapacity": 3"#,
            #""MinCapacity": 30"#,
            finds: "ecs/scaling: the service cannot have 30 tasks at least and 9 at most"
        ),
        Broken(
            "scaling of another service",
            in: .scaling,
            "service/mcp/weather",
            "service/mcp/wether",
            finds: "ecs/scaling: 'wether' is scaled, and is none of these services"
        ),
    ]
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
