internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Pods that no policy guards, and policies that guard no pod.
    static let networkPolicies = ManifestCheck(id: "network-policy") { set in
        let policies = set.objects(of: "NetworkPolicy")
        // Other network plug-ins' own policies cannot be read here.
        let hasOthers = set.objects.contains {
            ["CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy"].contains(
                $0.kindName
            )
        }
        return (hasOthers ? [] : set.pods.compactMap { unguarded($0, by: policies) })
            + policies.compactMap { policy in
                let selector = LabelSelector(policy.at("spec", "podSelector"))
                if selector.isEmpty
                    || set.pods(beside: policy).contains(where: { selector.matches($0.labels) })
                {
                    return nil
                }
                return .warning(
                    "\(policy.title): its podSelector matches no pod, so it guards nothing",
                    at: policy.at("spec", "podSelector")?.location,
                    hint: "write the labels of the pods it should guard"
                )
            }
    }

    private static func unguarded(_ pod: PodTemplate, by policies: [Value]) -> Diagnostic? {
        let own = policies.filter {
            $0.isBeside(pod.owner) && LabelSelector($0.at("spec", "podSelector")).matches(pod.labels)
        }
        let directions = Set(own.flatMap(directions))
        let missing = ["Ingress", "Egress"].filter { !directions.contains($0) }
        guard let first = missing.first else { return nil }
        let problem =
            missing.count == 2
            ? "no NetworkPolicy selects its pods, so anyone can reach them and they can reach anything"
            : first == "Ingress"
                ? "no NetworkPolicy says who may reach its pods"
                : "no NetworkPolicy says what its pods may reach"
        return .warning(
            "\(pod.title): \(problem)",
            at: pod.owner.at("metadata", "name")?.location ?? pod.owner.location,
            hint: "write a NetworkPolicy with policyTypes: [Ingress, Egress]"
        )
    }

    /// What the policy limits: egress only when it says so.
    private static func directions(of policy: Value) -> [String] {
        if let types = policy.at("spec", "policyTypes")?.array { return types.compactMap(\.string) }
        return policy.at("spec", "egress") == nil ? ["Ingress"] : ["Ingress", "Egress"]
    }
}
