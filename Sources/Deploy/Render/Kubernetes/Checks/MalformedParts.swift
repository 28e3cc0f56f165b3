internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// A mapping where a list belongs, or the other way round: the other checks see nothing there.
    static let malformedParts = ManifestCheck(id: "malformed-part") { set in
        set.objects.flatMap { object -> [Diagnostic] in
            guard KnownKinds.all.contains(object.kindName) else { return [] }
            var findings: [Diagnostic] = []
            if let metadata = object["metadata"] { findings += parts(of: ["metadata": metadata], in: object) }
            if let spec = object["spec"] { findings += parts(of: spec, in: object) }
            return findings
        }
    }

    private static let lists: Set<String> = [
        "accessModes", "add", "args", "backendRefs", "command", "containers", "drop", "egress", "endpoints",
        "env",
        "envFrom", "except", "from", "imagePullSecrets", "ingress", "initContainers", "items",
        "matchExpressions",
        "metrics", "paths", "podMetricsEndpoints", "policyTypes", "ports", "rules", "sources", "tls", "to",
        "volumeClaimTemplates", "volumeMounts", "volumes",
    ]
    private static let mappings: Set<String> = [
        "annotations", "backend", "capabilities", "configMap", "configMapKeyRef", "configMapRef", "exec",
        "grpc", "http",
        "httpGet", "ipBlock", "jobTemplate", "labels", "lifecycle", "limits", "livenessProbe", "matchLabels",
        "metadata",
        "persistentVolumeClaim", "podSelector", "preStop", "projected", "readinessProbe", "requests",
        "resources",
        "rollingUpdate", "scaleTargetRef", "seccompProfile", "secret", "secretKeyRef", "secretRef",
        "securityContext",
        "selector", "spec", "startupProbe", "strategy", "tcpSocket", "template", "valueFrom",
    ]

    private static func parts(of value: Value, in object: Value) -> [Diagnostic] {
        if let values = value.array { return values.flatMap { parts(of: $0, in: object) } }
        return (value.object?.members ?? []).flatMap { member -> [Diagnostic] in
            let value = member.value
            // What a label or an annotation is called says nothing about its value.
            if ["labels", "annotations", "matchLabels", "requests", "limits"].contains(member.key),
                value.object != nil
            {
                return []
            }
            let expected =
                lists.contains(member.key) && value.array == nil
                ? "a list" : mappings.contains(member.key) && value.object == nil ? "a mapping" : nil
            // The API drops a key without a value.
            guard let expected, !value.isNull else { return parts(of: value, in: object) }
            return [
                Diagnostic.error(
                    "\(object.title): \(member.key) must be \(expected), not \(value.kind)",
                    at: value.location
                )
                .withoutExcerpt()
            ]
        }
    }
}
