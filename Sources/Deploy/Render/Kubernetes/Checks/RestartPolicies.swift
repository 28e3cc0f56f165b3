internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Pods that do not come back, or come back for ever.
    static let restartPolicies = ManifestCheck(id: "restart-policy") { set in
        set.pods.compactMap { pod in
            let value = pod.spec["restartPolicy"]
            let policy = value?.string ?? (value == nil ? "Always" : "")
            let location = value?.location ?? pod.spec.location
            if pod.runsToCompletion {
                if ["OnFailure", "Never"].contains(policy) { return nil }
                return .error(
                    "\(pod.title): the restartPolicy of a job must be OnFailure or Never",
                    at: location,
                    hint: "write restartPolicy: OnFailure"
                )
            }
            if pod.owner.kindName == "Pod" {
                return .warning(
                    "\(pod.title): a Pod by itself does not come back when its node goes",
                    at: pod.owner["kind"]?.location,
                    hint: "make it a Deployment"
                )
            }
            guard policy != "Always" else { return nil }
            return .error(
                "\(pod.title): the restartPolicy must be Always",
                at: location,
                hint: "write restartPolicy: Always, or leave it out"
            )
        }
    }
}
