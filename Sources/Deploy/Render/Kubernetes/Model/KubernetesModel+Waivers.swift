internal import Profile
internal import Values

extension KubernetesModel {
    /// Annotations by which linters read that a finding is meant, on the workload, each with its reason.
    var waivers: Object {
        var waivers = Object()
        var checkov: [(id: String, reason: String)] = []
        var kubeScore: [(ids: [String], reason: String)] = []
        func kubeLinter(_ check: String, _ reason: String) {
            waivers["ignore-check.kube-linter.io/\(check)"] = .string(reason)
        }

        if profile.scaling.isAutomatic {
            let reason =
                "replicas is left to the HorizontalPodAutoscaler, which keeps at least \(profile.scaling.least)"
            kubeLinter("minimum-three-replicas", reason)
        } else if profile.scaling.least < 3 {
            kubeLinter("minimum-three-replicas", fewReplicasReason)
            if profile.scaling.least < 2, !isStateful {
                kubeScore.append((["deployment-replicas"], fewReplicasReason))
            }
        }
        if hasSecretVariables {
            let reason = "the server reads this key from its environment only; it has no file setting"
            kubeLinter("read-secret-from-env-var", reason)
            checkov.append(("CKV_K8S_35", reason))
            kubeLinter("env-value-from", "whoever runs the cluster fills the Secret; no value is rendered")
        }
        if profile.secrets.contains(where: { $0.element.pathEnv?.lowercased().contains("secret") == true }) {
            kubeLinter("env-var-secret", "the value is the path of a file")
        }
        if profile.env.contains(where: { $0.name.lowercased().contains("secret") }) {
            kubeLinter("env-var-secret", "the value is no secret: secrets come by reference only")
        }
        if probesAreAlike {
            kubeScore.append(
                (["pod-probes-identical"], "the open port is all that can be asked of this server")
            )
        }
        if profile.image.digest == nil {
            let reason = "the profile pins the tag \(profile.imageTag) and names no digest"
            checkov.append(("CKV_K8S_43", reason))
            kubeLinter("image-not-pinned-by-digest", reason)
        }
        if profile.kubernetes.priorityClass != nil {
            kubeLinter("priority-class-name", "the profile sets it")
        }
        if !unequalResources.isEmpty {
            kubeScore.append(
                (unequalResources, "the profile asks for less than it allows: bursts are welcome")
            )
        }
        for entry in profile.kubernetes.waivers {
            if entry.name.hasPrefix("CKV") {
                checkov.append((entry.name, entry.element))
            } else {
                kubeLinter(entry.name, entry.element)
            }
        }
        for (index, skip) in checkov.enumerated() {
            waivers["checkov.io/skip\(index + 1)"] = .string("\(skip.id)=\(skip.reason)")
        }
        if !kubeScore.isEmpty {
            // One check a line where one line would be too long: kube-score trims each.
            let ids = kubeScore.flatMap(\.ids)
            waivers["kube-score/ignore"] = .string(ids.joined(separator: ids.count > 3 ? ",\n" : ","))
            // That annotation has no room for reasons.
            waivers["mcpctl.dev/kube-score-reason"] = .string(
                kubeScore.map(\.reason).joined(separator: ";\n")
            )
        }
        return waivers
    }

    private var fewReplicasReason: String {
        let count = profile.scaling.least
        if isStateful { return "the state lives on a volume that replicas do not share" }
        if profile.server.transport == .stdio, profile.server.keepsSessions {
            return "one stdio process stands behind the bridge; its sessions cannot be shared"
        }
        if profile.server.keepsSessions { return "sessions live in the memory of one process" }
        return "the profile asks for \(count) replica\(count == 1 ? "" : "s")"
    }

    /// kube-score's optional checks that want requests equal to limits.
    private var unequalResources: [String] {
        let resources = profile.resources
        let cpu = resources.cpu.request != resources.cpu.limit
        let memory = resources.memory.request != resources.memory.limit
        let disk = resources.ephemeralStorage.request != resources.ephemeralStorage.limit
        return (cpu || memory ? ["container-resource-requests-equal-limits"] : [])
            + (cpu ? ["container-cpu-requests-equal-limits"] : [])
            + (memory ? ["container-memory-requests-equal-limits"] : [])
            + (disk ? ["container-ephemeral-storage-request-equals-limit"] : [])
    }
}
