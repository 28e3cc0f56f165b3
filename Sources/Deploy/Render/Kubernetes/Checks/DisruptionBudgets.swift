internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// A budget that protects nothing, or stops every node from being drained.
    static let disruptionBudgets = ManifestCheck(id: "disruption-budget") { set in
        set.objects(of: "PodDisruptionBudget").flatMap { budget -> [Diagnostic] in
            let available = budget.at("spec", "minAvailable")
            let unavailable = budget.at("spec", "maxUnavailable")
            if let available, unavailable != nil {
                return [
                    .error(
                        "\(budget.title): has both minAvailable and maxUnavailable",
                        at: available.location,
                        hint: "keep maxUnavailable: 1"
                    )
                ]
            }
            guard let limit = available ?? unavailable else {
                return [
                    .warning(
                        "\(budget.title): says neither minAvailable nor maxUnavailable",
                        at: budget["spec"]?.location ?? budget.location,
                        hint: "write maxUnavailable: 1"
                    )
                ]
            }
            guard ReplicaShare(limit) != nil else {
                return [
                    .error(
                        "\(budget.title): the limit must be a number or a percentage such as 50%",
                        at: limit.location
                    )
                ]
            }
            let selector = budget.at("spec", "selector")
            let pods = set.pods(beside: budget).filter {
                selector != nil && !$0.runsToCompletion && LabelSelector(selector).matches($0.labels)
            }
            guard !pods.isEmpty else {
                return [
                    .warning(
                        "\(budget.title): its selector matches no pod, so it protects nothing",
                        at: selector?.location ?? budget["spec"]?.location,
                        hint: "write the selector of the workload it should protect"
                    )
                ]
            }
            return [blockade(by: budget, over: pods, in: set)].compactMap(\.self)
        }
    }

    private static func blockade(by budget: Value, over pods: [PodTemplate], in set: ManifestSet)
        -> Diagnostic?
    {
        let replicas = pods.reduce(0) { $0 &+ set.replicas(of: $1.owner).fewest }
        let available = budget.at("spec", "minAvailable")
        let unavailable = budget.at("spec", "maxUnavailable")
        let isBlocked =
            ReplicaShare(unavailable)?.isZero == true
            || ReplicaShare(available).map {
                $0.count(of: replicas, roundedUp: true) >= replicas && !$0.isZero
            } == true
        guard isBlocked else { return nil }
        return .error(
            "\(budget.title): forbids every eviction of \(replicas) replica\(replicas == 1 ? "" : "s"), so no node can be drained",
            at: (available ?? unavailable)?.location,
            hint: "write maxUnavailable: 1"
        )
    }
}
