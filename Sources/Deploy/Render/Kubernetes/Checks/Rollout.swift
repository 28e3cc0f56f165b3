internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Updates that cannot start, take the server down, or cannot be taken back.
    static let rollout = ManifestCheck(id: "rollout") { set in
        set.pods.flatMap { pod in
            (pod.owner.kindName == "Deployment" ? strategy(of: pod, in: set) + progress(of: pod.owner) : [])
                + history(of: pod.owner) + grace(of: pod)
        }
    }

    private static func strategy(of pod: PodTemplate, in set: ManifestSet) -> [Diagnostic] {
        let owner = pod.owner
        guard let strategy = owner.at("spec", "strategy") else { return [] }
        let type = strategy["type"]
        let rolling = strategy["rollingUpdate"]
        switch type?.string ?? (type == nil ? "RollingUpdate" : "") {
        case "RollingUpdate": return rolling.map { pace($0, of: owner, in: set) } ?? []
        case "Recreate":
            if let rolling, !rolling.isNull {
                return [
                    .error(
                        "\(owner.title): the strategy Recreate cannot have rollingUpdate",
                        at: rolling.location,
                        hint: "remove rollingUpdate, or write type: RollingUpdate"
                    )
                ]
            }
            // Two pods cannot hold one volume, so there the pause is right.
            if pod.volumes.contains(where: { $0["persistentVolumeClaim"] != nil }) { return [] }
            return [
                .warning(
                    "\(owner.title): the strategy Recreate stops every replica before the next version starts",
                    at: type?.location,
                    hint: "write type: RollingUpdate with maxUnavailable: 0"
                )
            ]
        default:
            return [
                .error("\(owner.title): the strategy must be RollingUpdate or Recreate", at: type?.location)
            ]
        }
    }

    private static func pace(_ rolling: Value, of owner: Value, in set: ManifestSet) -> [Diagnostic] {
        let replicas = max(set.replicas(of: owner).fewest, 1)
        let unavailable = ReplicaShare(rolling["maxUnavailable"])
        let surge = ReplicaShare(rolling["maxSurge"])
        if unavailable?.isZero == true, surge?.isZero == true {
            return [
                .error(
                    "\(owner.title): with maxSurge and maxUnavailable both 0 no update can ever start",
                    at: rolling.location,
                    hint: "write maxSurge: 1"
                )
            ]
        }
        guard let unavailable else { return [] }
        let down = unavailable.count(of: replicas, roundedUp: false)
        guard down >= replicas - down, down > 0 else { return [] }
        return [
            .warning(
                "\(owner.title): maxUnavailable takes \(down) of \(replicas) replicas down during an update",
                at: rolling["maxUnavailable"]?.location,
                hint: "write maxUnavailable: 0 and maxSurge: 1"
            )
        ]
    }

    private static func progress(of owner: Value) -> [Diagnostic] {
        guard let ready = owner.at("spec", "minReadySeconds")?.int else { return [] }
        let deadline = owner.at("spec", "progressDeadlineSeconds")
        guard (deadline?.int ?? 600) <= ready else { return [] }
        return [
            .error(
                "\(owner.title): progressDeadlineSeconds must be longer than minReadySeconds of \(ready)",
                at: deadline?.location ?? owner.at("spec", "minReadySeconds")?.location
            )
        ]
    }

    private static func history(of owner: Value) -> [Diagnostic] {
        guard let limit = owner.at("spec", "revisionHistoryLimit"), let count = limit.int, count < 2 else {
            return []
        }
        let message =
            "\(owner.title): revisionHistoryLimit of \(count) leaves \(count < 1 ? "no version" : "one version") to go back to"
        return [Diagnostic(count < 1 ? .error : .warning, message, at: limit.location, hint: "write 3")]
    }

    private static func grace(of pod: PodTemplate) -> [Diagnostic] {
        let value = pod.spec["terminationGracePeriodSeconds"]
        let grace = value?.int ?? 30
        return pod.runningContainers.compactMap { container in
            guard let hook = container.value.at("lifecycle", "preStop"),
                let pause = PreStop.seconds(of: hook), grace <= pause
            else { return nil }
            return .error(
                "\(container.title): preStop sleeps \(pause) s of the \(grace) s it has to stop, so it is killed before it can drain",
                at: value?.location ?? hook.location,
                hint: "write terminationGracePeriodSeconds: \(pause &+ 30) or more"
            )
        }
    }
}
