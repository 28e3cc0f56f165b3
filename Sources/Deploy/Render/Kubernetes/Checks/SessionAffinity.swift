internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Affinity that an API server refuses, or that has no effect.
    static let sessionAffinity = ManifestCheck(id: "session-affinity") { set in
        set.objects(of: "Service").compactMap { service in
            let affinity = service.at("spec", "sessionAffinity")
            let timeout = service.at("spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds")
            let kinds = ["None", "ClientIP"]
            if let affinity, !kinds.contains(affinity.string ?? "") {
                return .error(
                    "\(service.title): sessionAffinity must be None or ClientIP",
                    at: affinity.location,
                    hint: affinity.string.flatMap { nearest(to: $0, in: kinds) }.map {
                        "did you mean '\($0)'?"
                    }
                )
            }
            if let timeout, !(timeout.int.map { 1...86_400 ~= $0 } ?? false) {
                return .error(
                    "\(service.title): the timeout of sessionAffinity must be 1 to 86400 seconds",
                    at: timeout.location,
                    hint: "write timeoutSeconds: 10800"
                )
            }
            let isPinned = affinity?.string == "ClientIP"
            if let timeout, !isPinned {
                return .error(
                    "\(service.title): sessionAffinityConfig needs sessionAffinity: ClientIP",
                    at: timeout.location
                )
            }
            guard isPinned, service.at("spec", "clusterIP")?.string == "None" else { return nil }
            return .warning(
                "\(service.title): sessionAffinity has no effect on a headless Service",
                at: affinity?.location,
                hint: "remove one of sessionAffinity and clusterIP: None"
            )
        }
    }
}
