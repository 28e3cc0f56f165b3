internal import Diagnostics
internal import Profile
internal import Values

/// The server's container.
struct KubernetesContainer {
    private let container: Value
    private let pod: Value
    private let set: KubernetesReader
    private var importer: Importer

    init(_ container: Value, pod: Value, in set: KubernetesReader, _ importer: Importer) {
        self.container = container
        self.pod = pod
        self.set = set
        self.importer = importer
    }

    mutating func read(_ detected: inout DetectedProfile) {
        importer.replace(container["name"], "container name", by: "the server's name", &detected)
        importer.map(container["image"], "image", .deployed, "image", &detected)
        importer.replace(
            container["imagePullPolicy"],
            "imagePullPolicy",
            by: "imagePullPolicy Always, cheap with a digest",
            &detected
        )
        importer.map(container["workingDir"], "runtime.workingDirectory", .deployed, "workingDir", &detected)
        readCommand(&detected)
        readPorts(&detected)
        readVariables(&detected)
        readResources(&detected)
        readProbes(&detected)
        var mounts = KubernetesMounts(container, pod: pod, in: set, importer)
        mounts.read(&detected)
        if let user = container.at("securityContext", "runAsUser"), let number = user.int, number > 0 {
            importer.map(user, "runtime.user", .deployed, "runAsUser", &detected)
        }
        importer.replace(
            container["securityContext"],
            "securityContext",
            by: "the restricted security context",
            &detected
        )
        importer.replace(
            container["lifecycle"],
            "lifecycle",
            by: "a pause before the stop, so that no request is lost",
            &detected
        )
        for key in ["terminationMessagePath", "terminationMessagePolicy", "stdin", "tty"] {
            importer.replace(container[key], key, by: "what is rendered for every container", &detected)
        }
    }

    private mutating func readCommand(_ detected: inout DetectedProfile) {
        if let command = container["command"] {
            let words = command.texts + (container["args"]?.texts ?? [])
            importer.map(command, as: .texts(words), "runtime.command", .deployed, "command", &detected)
            if let args = container["args"] { detected.ledger.account(args, .mapped("runtime.command")) }
        } else if let args = container["args"] {
            importer.tell(
                args,
                "the arguments: what they are given to stands in the image",
                hint: "runtime.command: the image's own program, and these",
                &detected
            )
        }
    }

    private mutating func readPorts(_ detected: inout DetectedProfile) {
        let metrics = detected.best("metrics.port")?.value.int
        let ports = container["ports"]?.items ?? []
        for port in ports {
            guard let number = port["containerPort"], let value = number.int else { continue }
            let name = port["name"]?.string ?? ""
            let key =
                value == metrics || name.contains("metrics")
                ? "metrics.port"
                : name.contains("health")
                    ? "health.port"
                    : name.contains("admin") ? "admin.port" : "server.port"
            importer.map(number, key, .deployed, "containerPort", &detected)
            if key == "metrics.port" {
                detected.add("metrics.enabled", true, .deployed, "containerPort", at: number.location)
            }
            if key == "admin.port" {
                detected.add("admin.enabled", true, .deployed, "containerPort", at: number.location)
            }
            importer.replace(
                port,
                "ports",
                by: "ports under the names that the profile's keys have",
                &detected
            )
        }
    }

    private mutating func readVariables(_ detected: inout DetectedProfile) {
        for entry in container["env"]?.items ?? [] {
            guard let name = entry["name"]?.string else { continue }
            if let reference = entry.at("valueFrom", "secretKeyRef"), let secret = reference["name"],
                let key = reference["key"]
            {
                detected.add(
                    ["secrets", name, "kubernetes"],
                    ["name": secret, "key": key],
                    .deployed,
                    "secretKeyRef",
                    at: reference.location
                )
                detected.ledger.account(entry, .mapped("secrets.\(name)"))
            } else if let reference = entry.at("valueFrom", "configMapKeyRef"),
                let value = set.named("ConfigMap", reference["name"]?.string)?["data"]?[
                    reference["key"]?.string ?? ""
                ]
            {
                let key = detected.addVariable(name, value, .deployed, "configMapKeyRef", at: entry.location)
                detected.ledger.account(entry, .mapped(key))
                detected.ledger.account(value, .mapped(key))
            } else if entry["valueFrom"] != nil {
                let operation: Value = [
                    "op": "add", "path": "/spec/template/spec/containers/0/env/-", "value": entry,
                ]
                importer.patch(entry, kind: "Deployment", json: [operation], "env", &detected)
            } else {
                let value = entry["value"] ?? ""
                let key = detected.addVariable(
                    name,
                    value,
                    .deployed,
                    "env",
                    at: entry["value"]?.location ?? entry.location
                )
                detected.ledger.account(entry, .mapped(key))
            }
        }
        for source in container["envFrom"]?.items ?? [] { readAll(source, &detected) }
    }

    /// `envFrom` hands over every key, also those that come later.
    private mutating func readAll(_ source: Value, _ detected: inout DetectedProfile) {
        if let name = source.at("configMapRef", "name"), let map = set.named("ConfigMap", name.string) {
            for member in map["data"]?.members ?? [] {
                let key = detected.addVariable(
                    member.key,
                    member.value,
                    .deployed,
                    "data",
                    at: member.value.location
                )
                detected.ledger.account(member.value, .mapped(key))
            }
            detected.ledger.account(source, .mapped("env"))
        } else if let name = source.at("secretRef", "name"), let text = name.string {
            detected.wholeSecret = text
            for member in set.named("Secret", text).map({
                ($0["data"]?.members ?? []) + ($0["stringData"]?.members ?? [])
            }) ?? [] {
                detected.add(
                    ["secrets", member.key, "kubernetes"],
                    ["name": name, "key": .string(member.key)],
                    .deployed,
                    "secretRef",
                    at: name.location
                )
            }
            importer.tell(
                source,
                "envFrom: it hands the server every key of the Secret '\(text)', also those that are added later",
                hint: "name each under secrets, as API_KEY: \(text)/API_KEY",
                &detected
            )
        } else {
            let operation: Value = [
                "op": "add", "path": "/spec/template/spec/containers/0/envFrom", "value": [source],
            ]
            importer.patch(source, kind: "Deployment", json: [operation], "envFrom", &detected)
        }
    }

    private mutating func readResources(_ detected: inout DetectedProfile) {
        for (key, field) in [("requests", "request"), ("limits", "limit")] {
            for member in container["resources"]?[key]?.members ?? [] {
                let names = ["cpu": "cpu", "memory": "memory", "ephemeral-storage": "ephemeralStorage"]
                if let name = names[member.key] {
                    importer.map(
                        member.value,
                        "resources.\(name).\(field)",
                        .deployed,
                        "resources.\(key)",
                        &detected
                    )
                } else {
                    let path =
                        "/spec/template/spec/containers/0/resources/\(key)/\(member.key.replacing("/", with: "~1"))"
                    let operation: Value = ["op": "add", "path": .string(path), "value": member.value]
                    importer.patch(
                        member.value,
                        kind: "Deployment",
                        json: [operation],
                        "resources.\(key)",
                        &detected
                    )
                }
            }
        }
    }

    // MARK: Probes

    private mutating func readProbes(_ detected: inout DetectedProfile) {
        let ready = container["readinessProbe"]
        let live = container["livenessProbe"]
        if let ready { readEndpoint(ready, "health.path", "readinessProbe", &detected) }
        if let live {
            let same = ready?.at("httpGet", "path")?.string
            if let path = live.at("httpGet", "path") {
                if same == nil {
                    readEndpoint(live, "health.path", "livenessProbe", &detected)
                } else if path.string == same {
                    importer.replace(
                        live,
                        "livenessProbe",
                        by:
                            "a liveness probe of its own: asking the same as readiness, a lost upstream would restart every replica",
                        &detected
                    )
                } else {
                    importer.map(path, "health.liveness", .deployed, "livenessProbe", &detected)
                }
            }
            importer.replace(live, "livenessProbe", by: "a liveness probe of its own", &detected)
        }
        importer.replace(
            container["startupProbe"],
            "startupProbe",
            by: "a startup probe of a minute",
            &detected
        )
    }

    private mutating func readEndpoint(
        _ probe: Value,
        _ key: String,
        _ name: String,
        _ detected: inout DetectedProfile
    ) {
        importer.map(probe.at("httpGet", "path"), key, .deployed, name, &detected)
        if let port = probe.at("httpGet", "port") {
            let number =
                port.int
                ?? container["ports"]?.items.first { $0["name"]?.string == port.string }?["containerPort"]?
                .int
            let server = detected.best("server.port")
            let isOwn = server?.strength == .deployed && server?.value.int == number
            if let number, !isOwn {
                importer.map(port, as: .int(number), "health.port", .deployed, name, &detected)
            }
            importer.replace(port, "\(name).httpGet.port", by: "the server's own port", &detected)
        }
        for (field, own) in [("periodSeconds", "period"), ("timeoutSeconds", "timeout")] {
            guard let value = probe[field], let seconds = value.int, seconds > 0 else { continue }
            importer.map(
                value,
                as: .string("\(seconds)s"),
                "health.\(own)",
                .deployed,
                "\(name).\(field)",
                &detected
            )
        }
        importer.replace(
            probe,
            name,
            by: "a startup probe of a minute, and readiness as the profile says",
            &detected
        )
    }
}
