internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Pods that may call upstreams and cannot look up their names.
    ///
    /// Policies add up: the way to the name servers may be in another one.
    static let nameLookups = ManifestCheck(id: "name-lookup") { set in
        let policies = set.objects(of: "NetworkPolicy").filter(limitsEgress)
        return set.pods.compactMap { pod -> Diagnostic? in
            let own = policies.filter {
                $0.isBeside(pod.owner) && LabelSelector($0.at("spec", "podSelector")).matches(pod.labels)
            }
            let rules = own.flatMap { $0["spec"]?.list("egress") ?? [] }
            guard let policy = own.first, !rules.isEmpty, !rules.contains(where: letsNamesThrough) else {
                return nil
            }
            return .warning(
                "\(pod.title): its policies let it call upstreams, but not ask a name server where they are",
                at: policy.at("spec", "egress")?.location,
                hint: "add an egress rule for UDP and TCP port 53 (5353 on OpenShift) to the name servers"
            )
        }
    }

    private static func limitsEgress(_ policy: Value) -> Bool {
        policy.at("spec", "policyTypes")?.array?.contains { $0.string == "Egress" }
            ?? (policy.at("spec", "egress") != nil)
    }

    /// Whether a rule has a port that name servers listen on: UDP 53, and 5353 for those of OpenShift's pods.
    private static func letsNamesThrough(_ rule: Value) -> Bool {
        let ports = rule.list("ports")
        return ports.isEmpty
            || ports.contains { port in
                guard port.text("protocol") == "UDP" else { return false }
                guard let first = port["port"]?.int else { return true }
                let range = first...max(first, port["endPort"]?.int ?? first)
                return range.contains(53) || range.contains(5353)
            }
    }
}
