internal import Diagnostics
internal import Values

extension ECSCheck {
    /// Bounds that contradict each other, or that are for a service that is not there.
    ///
    /// Application Auto Scaling API Reference, RegisterScalableTarget.
    static let scaling = ECSCheck(id: "ecs/scaling") { documents in
        documents.scalableTargets.flatMap { target -> [Diagnostic] in
            var findings: [Diagnostic] = []
            if let least = target["MinCapacity"]?.int, let most = target["MaxCapacity"]?.int, least > most {
                findings.append(
                    .error(
                        "the service cannot have \(least) tasks at least and \(most) at most",
                        at: target.location
                    )
                )
            }
            guard let text = target.text("ResourceId") else { return findings }
            let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            let services = documents.services.compactMap { $0.text("serviceName") }
            if parts.count != 3 || parts[0] != "service" {
                findings.append(
                    .error(
                        "'\(text)' names no service to scale",
                        at: target["ResourceId"]?.location ?? target.location,
                        hint: "service/CLUSTER/SERVICE"
                    )
                )
            } else if !services.isEmpty, !services.contains(parts[2]) {
                findings.append(
                    .error(
                        "'\(parts[2])' is scaled, and is none of these services",
                        at: target["ResourceId"]?.location ?? target.location
                    )
                )
            }
            return findings
        }
    }
}
