extension Broken {
    /// Mistakes in the task itself, its volumes and its roles.
    static let tasks: [Broken] = [
        Broken(
            "family with a dot",
            in: .task,
            #""family": "weather""#,
            #""family": "weather.v1""#,
            finds: "ecs/name: the task's family: 'weather.v1' is no name for ECS"
        ),
        Broken(
            "a port twice",
            in: .task,
            #""containerPort": 9090"#,
            #""containerPort": 3000"#,
            finds: "ecs/duplicate: task 'weather' has the port '3000' twice"
        ),
        Broken(
            "a reserved tag",
            in: .task,
            #""key": "version""#,
            #""key": "aws:version""#,
            finds: "ecs/tags: task 'weather': the tag 'aws:version' begins with aws:, which is reserved"
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
            "a folder of the host",
            in: .task,
            "\"name\": \"cache\"\n    }",
            "\"name\": \"cache\",\n      \"host\": {\"sourcePath\": \"/data\"}\n    }",
            finds:
                "ecs/fargate-mode: task 'weather': volume 'cache' cannot be a folder of the host on Fargate"
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
            "no essential container",
            in: .task,
            #""essential": true"#,
            #""essential": false"#,
            finds: "ecs/essential: task 'weather' has no essential container"
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
    ]
}
