internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// A workload that does not own the pods it makes, or that no later version can replace.
    static let workloadSelectors = ManifestCheck(id: "workload-selector") { set in
        let workloads = set.objects(of: "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet")
        return workloads.flatMap(selector) + overlaps(among: workloads)
    }

    private static let versionKeys = [
        "app.kubernetes.io/version", "chart", "helm.sh/chart", "image", "release-version", "revision", "tag",
        "version",
    ]

    private static func selector(of workload: Value) -> [Diagnostic] {
        let labels = PodTemplate(workload)?.labels ?? [:]
        guard let value = workload.at("spec", "selector"), !LabelSelector(value).isEmpty else {
            let example =
                labels.min { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                ?? "app: \(workload.reference.name)"
            let missing = labels.isEmpty ? ", and the same label in the pod template's metadata" : ""
            return [
                .error(
                    "\(workload.title): spec.selector is missing",
                    at: workload.at("spec", "selector")?.location ?? workload["spec"]?.location
                        ?? workload.location,
                    hint: "write selector: {matchLabels: {\(example)}}\(missing)"
                )
            ]
        }
        let selector = LabelSelector(value)
        var findings: [Diagnostic] = []
        if PodTemplate(workload) != nil, !selector.matches(labels) {
            findings.append(
                .error(
                    "\(workload.title): spec.selector does not match the labels of the pod template",
                    at: value.location,
                    hint: "write the same labels in both places"
                )
            )
        }
        for key in selector.keys where versionKeys.contains(key) {
            findings.append(
                .error(
                    "\(workload.title): spec.selector has '\(key)', so the next version cannot be applied",
                    at: value.at("matchLabels", key)?.location ?? value.location,
                    hint: "a selector cannot be changed: keep labels in it that never change"
                )
            )
        }
        return findings
    }

    private static func overlaps(among workloads: [Value]) -> [Diagnostic] {
        workloads.flatMap { workload -> [Diagnostic] in
            let selector = LabelSelector(workload.at("spec", "selector"))
            guard !selector.isEmpty else { return [] }
            return workloads.compactMap { other in
                guard other.reference != workload.reference, other.isBeside(workload),
                    let pod = PodTemplate(other), selector.matches(pod.labels)
                else { return nil }
                return .error(
                    "\(workload.title): spec.selector also matches the pods of \(other.title)",
                    at: workload.at("spec", "selector")?.location,
                    hint: "give each of them a label that the other has not"
                )
            }
        }
    }
}
