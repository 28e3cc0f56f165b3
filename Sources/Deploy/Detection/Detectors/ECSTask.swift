internal import Diagnostics
internal import Values

/// An Amazon ECS task definition, or what `aws ecs describe-task-definition` prints.
struct ECSTask: Detector {
    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        for path in folder.sortedPaths where path.hasSuffix(".json") && !path.hasSuffix("package-lock.json") {
            guard let file = folder.file(path), file.text.contains("\"containerDefinitions\""),
                let tree = folder.json(path, &detected), isOne(tree)
            else { continue }
            read(tree, service: service, &detected)
            return
        }
    }

    static func isOne(_ tree: Value) -> Bool {
        (tree["taskDefinition"] ?? tree)["containerDefinitions"]?.array != nil
    }

    static func read(_ tree: Value, service: String?, _ detected: inout DetectedProfile) {
        let task = tree["taskDefinition"] ?? tree
        let containers = task["containerDefinitions"]?.items ?? []
        let chosen =
            containers.first { $0["name"]?.string == service && service != nil }
            ?? containers.first { $0["essential"]?.bool != false } ?? containers.first
        var importer = Importer(root: tree, kind: "task definition")
        readTask(task, &importer, &detected)
        if let chosen { ECSContainer(chosen).read(&importer, &detected) }
        for container in containers where container.location != chosen?.location {
            importer.tell(
                container,
                "the container '\(container["name"]?.string ?? "")'",
                hint: "a profile describes one server",
                &detected
            )
        }
        importer.finish(&detected)
    }

    private static func readTask(_ task: Value, _ importer: inout Importer, _ detected: inout DetectedProfile)
    {
        importer.map(task["family"], "name", .deployed, "\"family\"", &detected)
        for key in ["cpu", "memory"] {
            guard let value = task[key], let number = ECSAmount.whole(value, isMemory: key == "memory") else {
                continue
            }
            importer.map(value, as: .int(number), "ecs.\(key)", .deployed, "\"\(key)\"", &detected)
        }
        importer.map(
            task["executionRoleArn"],
            "ecs.executionRole",
            .deployed,
            "\"executionRoleArn\"",
            &detected
        )
        importer.map(task["taskRoleArn"], "ecs.taskRole", .deployed, "\"taskRoleArn\"", &detected)
        if task["executionRoleArn"] == nil {
            detected.warn(
                "the task has no execution role: it cannot pull a private image, read secrets or write logs",
                at: task["containerDefinitions"]?.location ?? task.location,
                hint: "ecs.executionRole: arn:aws:iam::ACCOUNT:role/NAME"
            )
        }
        let fargate = "Fargate with awsvpc, which is what is rendered"
        if task["networkMode"]?.string == "awsvpc" {
            importer.replace(task["networkMode"], "networkMode", by: fargate, &detected)
        }
        if task["requiresCompatibilities"]?.texts == ["FARGATE"] {
            importer.replace(
                task["requiresCompatibilities"],
                "requiresCompatibilities",
                by: fargate,
                &detected
            )
        }
        for key in [
            "taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities",
            "registeredAt",
            "registeredBy",
        ] {
            importer.replace(
                task[key],
                key,
                by: "what AWS itself writes when a definition is registered",
                &detected
            )
        }
    }
}

/// Amounts in task definitions: `512`, `"1024"`, `"1 vCPU"`, `"2 GB"`.
enum ECSAmount {
    static func whole(_ value: Value, isMemory: Bool) -> Int? {
        if let number = value.wholeNumber { return number }
        let words = value.string?.split(separator: " ").map { $0.lowercased() } ?? []
        guard words.count == 2, let number = Double(words[0]), number > 0, number < 1000 else { return nil }
        switch words[1] {
        case "vcpu" where !isMemory, "gb" where isMemory: return Int(number * 1024)
        default: return nil
        }
    }
}
