internal import Diagnostics
internal import Profile
internal import Values

/// The server's container of a task definition.
struct ECSContainer {
    private let container: Value

    init(_ container: Value) { self.container = container }

    func read(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        importer.map(container["image"], "image", .deployed, "\"image\"", &detected)
        importer.replace(container["name"], "name", by: "the server's name", &detected)
        importer.replace(
            container["essential"],
            "essential",
            by: "one container, which is essential",
            &detected
        )
        readVariables(&importer, &detected)
        readLogs(&importer, &detected)
        for mapping in container["portMappings"]?.items ?? [] {
            guard let port = mapping["containerPort"], let number = port.int else { continue }
            let key = number == 9090 || mapping["name"]?.string == "metrics" ? "metrics.port" : "server.port"
            importer.map(port, key, .deployed, "\"containerPort\"", &detected)
            if key == "metrics.port" {
                detected.add("metrics.enabled", true, .deployed, "\"containerPort\"", at: port.location)
            }
            importer.replace(mapping, "portMappings", by: "the mapping of the server's port", &detected)
        }
        let words = (container["entryPoint"]?.texts ?? []) + (container["command"]?.texts ?? [])
        if let place = container["command"] ?? container["entryPoint"], !words.isEmpty {
            importer.map(place, as: .texts(words), "runtime.command", .deployed, "\"command\"", &detected)
            if let entry = container["entryPoint"] {
                detected.ledger.account(entry, .mapped("runtime.command"))
            }
        }
        importer.map(
            container["workingDirectory"],
            "runtime.workingDirectory",
            .deployed,
            "\"workingDirectory\"",
            &detected
        )
        if let user = container["user"], let number = user.wholeNumber, number > 0 {
            importer.map(user, as: .int(number), "runtime.user", .deployed, "\"user\"", &detected)
        }
        if let stop = container["stopTimeout"], let seconds = stop.int {
            importer.map(
                stop,
                as: .string("\(seconds)s"),
                "server.drain",
                .deployed,
                "\"stopTimeout\"",
                &detected
            )
        }
        readHealth(&importer, &detected)
        importer.replace(
            container["readonlyRootFilesystem"],
            "readonlyRootFilesystem",
            by: "a read-only root",
            &detected
        )
        if container["privileged"]?.bool == true {
            detected.warn(
                "the container is privileged",
                at: container["privileged"]?.location,
                hint: "the rendered one is not"
            )
        }
        importer.replace(
            container["privileged"],
            "privileged",
            by: "a container without privileges",
            &detected
        )
    }

    private func readVariables(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        for entry in container["environment"]?.items ?? [] {
            guard let name = entry["name"]?.string else { continue }
            let key = detected.addVariable(
                name,
                entry["value"],
                .deployed,
                "\"environment\"",
                at: entry["value"]?.location
            )
            detected.ledger.account(entry, .mapped(key))
        }
        for entry in container["secrets"]?.items ?? [] {
            guard let name = entry["name"]?.string, let source = entry["valueFrom"], let text = source.string
            else { continue }
            if TextRule.secretARN.problem(with: text) == nil {
                importer.map(source, path: ["secrets", name, "aws"], .deployed, "\"valueFrom\"", &detected)
                if let name = entry["name"] { detected.ledger.account(name, .mapped("secrets")) }
            } else {
                detected.nameSecret(name, "\"secrets\"", at: source.location)
                if let value = entry["name"] { detected.ledger.account(value, .mapped("secrets.\(name)")) }
                importer.tell(
                    source,
                    "the secret's address '\(shortened(text))', which is no full ARN",
                    hint: "secrets.\(name).aws: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf",
                    &detected
                )
            }
        }
    }

    private func readLogs(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        guard let logs = container["logConfiguration"], logs["logDriver"]?.string == "awslogs" else { return }
        let options = logs["options"]
        importer.map(options?["awslogs-group"], "ecs.logGroup", .deployed, "\"awslogs-group\"", &detected)
        importer.map(options?["awslogs-region"], "ecs.region", .deployed, "\"awslogs-region\"", &detected)
        importer.replace(logs["logDriver"], "logDriver", by: "logs to CloudWatch", &detected)
        for key in ["awslogs-stream-prefix", "awslogs-create-group", "mode", "max-buffer-size"] {
            importer.replace(options?[key], key, by: "logs to CloudWatch", &detected)
        }
    }

    private func readHealth(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        guard let health = container["healthCheck"] else { return }
        if let command = health["command"], let endpoint = HealthURL(in: command.texts.joined(separator: " "))
        {
            endpoint.add(to: &detected, .deployed, "\"healthCheck\"", at: command.location)
            detected.ledger.account(command, .mapped("health.path"))
            for (key, field) in [("interval", "period"), ("timeout", "timeout"), ("startPeriod", "startup")] {
                guard let value = health[key], let seconds = value.int, seconds > 0 else { continue }
                importer.map(
                    value,
                    as: .string("\(seconds)s"),
                    "health.\(field)",
                    .deployed,
                    "\"\(key)\"",
                    &detected
                )
            }
        } else {
            importer.tell(
                health,
                "the health check, which asks no URL",
                hint: "health.path or health.tool; without them the protocol is asked",
                &detected
            )
        }
        importer.replace(health["retries"], "retries", by: "three failures in a row", &detected)
    }
}
