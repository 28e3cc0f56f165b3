internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// An autoscaler without a target, without room, or without anything to measure.
    static let autoscalers = ManifestCheck(id: "autoscaler") { set in
        set.objects(of: "HorizontalPodAutoscaler").flatMap { scaler in
            bounds(of: scaler) + target(of: scaler, in: set)
        }
    }

    private static func bounds(of scaler: Value) -> [Diagnostic] {
        let fewest = scaler.at("spec", "minReplicas")
        guard let most = scaler.at("spec", "maxReplicas"), let upper = most.int, upper > 0 else {
            return [
                .error(
                    "\(scaler.title): spec.maxReplicas is missing",
                    at: scaler.at("spec", "maxReplicas")?.location ?? scaler["spec"]?.location
                        ?? scaler.location,
                    hint: "write maxReplicas: 10"
                )
            ]
        }
        let lower = fewest?.int ?? 1
        guard lower > upper else { return [] }
        return [
            .error(
                "\(scaler.title): minReplicas of \(lower) is more than maxReplicas of \(upper)",
                at: fewest?.location ?? most.location
            )
        ]
    }

    private static func target(of scaler: Value, in set: ManifestSet) -> [Diagnostic] {
        let reference = scaler.at("spec", "scaleTargetRef")
        guard let kind = reference?.text("kind"), let name = reference?.text("name") else {
            return [
                .error(
                    "\(scaler.title): spec.scaleTargetRef does not say what to scale",
                    at: reference?.location ?? scaler["spec"]?.location ?? scaler.location,
                    hint: "write scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: …}"
                )
            ]
        }
        guard let workload = set.object(kind, name, beside: scaler) else {
            if set.provides(kind, name) { return [] }
            return [
                .error(
                    "\(scaler.title): scales \(kind)/\(name), which is not among the manifests",
                    at: reference?["name"]?.location,
                    hint: nearest(to: name, in: set.names(of: kind)).map { "did you mean '\($0)'?" }
                )
            ]
        }
        var findings: [Diagnostic] = []
        if let replicas = workload.at("spec", "replicas") {
            findings.append(
                .warning(
                    "\(workload.title): each deploy sets replicas back, against \(scaler.title)",
                    at: replicas.location,
                    hint: "remove replicas: the autoscaler sets them"
                )
            )
        }
        return findings + utilization(of: scaler, workload)
    }

    /// A share of the request can only be measured where there is one.
    private static func utilization(of scaler: Value, _ workload: Value) -> [Diagnostic] {
        let metrics = scaler["spec"]?.list("metrics") ?? []
        var names = metrics.filter { $0.at("resource", "target", "type")?.string == "Utilization" }
            .compactMap { $0.at("resource", "name")?.string }
        if scaler.at("spec", "targetCPUUtilizationPercentage") != nil { names.append("cpu") }
        let containers = PodTemplate(workload)?.runningContainers ?? []
        return names.flatMap { name in
            containers.compactMap { container in
                let resources = container.value["resources"]
                guard resources?.at("requests", name) == nil, resources?.at("limits", name) == nil else {
                    return nil
                }
                return .error(
                    "\(container.title) requests no \(name), so \(scaler.title) cannot tell how much of it is used",
                    at: resources?.location ?? container.location,
                    hint: "write resources: {requests: {\(name): …}}"
                )
            }
        }
    }
}
