internal import Diagnostics
internal import Profile
internal import Values

/// What follows from a profile for Kubernetes: the decisions that the templates only lay out.
struct KubernetesModel {
    let server: ServerModel

    var resolved: ResolvedProfile { server.resolved }
    var profile: Profile { server.profile }
    var name: String { server.name }
    var namespace: String { profile.kubernetes.namespace ?? name }

    /// What selects the pods; immutable in a workload, so it only holds what never changes.
    var selector: Object {
        object([("app.kubernetes.io/instance", server.instance), ("app.kubernetes.io/name", name)])
    }

    /// The labels of every object.
    var labels: Object {
        var labels = selector
        labels["app.kubernetes.io/component"] = "mcp-server"
        labels["app.kubernetes.io/managed-by"] = "mcpctl"
        labels["app.kubernetes.io/part-of"] = "mcp"
        labels["app.kubernetes.io/version"] = .string(Self.labelText(profile.version))
        if let team = profile.owner?.team { labels["owner"] = .string(team) }
        for entry in profile.kubernetes.labels { labels[entry.name] = .string(entry.element) }
        return labels
    }

    /// The annotations of every object.
    var annotations: Object {
        var annotations = Object()
        if let email = profile.owner?.email {
            annotations["email"] = .string(email)
        } else {
            annotations["ignore-check.kube-linter.io/required-annotation-email"] =
                "the profile names no owner.email"
        }
        if profile.owner?.team == nil {
            annotations["ignore-check.kube-linter.io/required-label-owner"] =
                "the profile names no owner.team"
        }
        return annotations
    }

    /// Whether each replica has a volume of its own.
    var isStateful: Bool { !ownVolumes.isEmpty }
    var workload: String { isStateful ? "StatefulSet" : "Deployment" }

    /// What the templates see as `k8s`.
    func context() throws(InvalidInput) -> Value {
        let files = try configFiles()
        var context: Value = [
            "namespace": .string(namespace), "workload": .string(workload),
            "image": .string(profile.imageReference),
            "selector": .object(selector), "waivers": .object(waivers),
            "ports": .array(ports.map { ["name": .string($0.name), "port": .int($0.number)] }),
            "servicePorts": servicePorts, "headless": headless,
            "metricsServicePort": .string(metricsServicePort),
            "env": .array(environment), "volumes": .array(volumes(files)), "mounts": .array(mounts(files)),
            "configMap": .string(configMapName), "configData": configData(files),
            "probes": .array(try probes()),
            "configChecksum": ConfigChecksum(of: configData(files)).map { .string($0.text) } ?? .null,
        ]
        let more: [(String, Value)] = [
            (
                "command",
                try server.command().map { .array($0.map { .string(Self.unexpanded($0)) }) } ?? .null
            ),
            ("replicas", profile.scaling.isAutomatic ? .null : .int(profile.scaling.least)),
            ("autoscaling", autoscaling), ("drain", drain),
            ("affinitySeconds", affinitySeconds.map(Value.int) ?? .null),
            ("ownSecret", .string(ownSecretName)), ("ownSecretKeys", .array(ownSecretKeys.map(Value.string))),
            ("externalSecrets", .array(externalSecrets)), ("sharedVolumes", .array(sharedVolumes)),
            ("ownVolumes", .array(ownVolumes)), ("ingressRules", .array(ingressRules)),
            ("egressRules", .array(egressRules)), ("routes", .array(routes)),
        ]
        for (key, value) in more { context = context.setting(key, value) }
        return context
    }

    /// Sleep before the stop signal, and how long the whole stop may take, in seconds.
    private var drain: Value {
        let preStop = 10
        let grace = max(60, preStop + profile.server.drain.wholeSeconds + 5)
        return ["preStopSeconds": .int(preStop), "graceSeconds": .int(grace)]
    }

    private var autoscaling: Value {
        guard profile.scaling.isAutomatic else { return .null }
        var waivers = Object()
        if profile.scaling.least < 3 {
            waivers["ignore-check.kube-linter.io/hpa-minimum-three-replicas"] = .string(
                "the profile asks for \(profile.scaling.least) at least"
            )
        }
        return [
            "min": .int(profile.scaling.least), "max": .int(profile.scaling.most),
            "waivers": .object(waivers),
        ]
    }

    /// How long a client is kept on its replica; `nil` when any replica will do.
    private var affinitySeconds: Int? {
        profile.server.keepsSessions && profile.scaling.most > 1
            ? profile.server.sessions.idleTimeout.wholeSeconds : nil
    }
}

extension KubernetesModel {
    func object(_ members: [(String, String)]) -> Object {
        var object = Object()
        for (key, value) in members { object[key] = .string(value) }
        return object
    }

    /// A text made fit for a label value: semantic versions may hold a `+`, which labels may not.
    static func labelText(_ text: String) -> String {
        let mapped = text.unicodeScalars.map { scalar -> Character in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-_.".unicodeScalars.contains(scalar))
                ? Character(scalar) : "-"
        }
        var label = String(mapped.prefix(63))
        while let last = label.last, "-_.".contains(last) { label.removeLast() }
        return label
    }

    /// A text that means itself after the kubelet expanded it: `$(NAME)` would become a variable, and `$$` a `$`.
    static func unexpanded(_ text: String) -> String {
        text.holds("$(") || text.holds("$$") ? text.replacing("$", with: "$$") : text
    }
}
