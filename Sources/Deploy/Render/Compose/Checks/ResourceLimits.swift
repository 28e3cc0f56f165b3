internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A container that can take the whole machine.
    static let resourceLimits = ComposeCheck.ofEachService("resource-limits") { service in
        var findings: [Diagnostic] = []
        let limits = service.value.at("deploy", "resources", "limits")
        let place = limits?.location ?? service.location
        let hint = "write deploy: {resources: {limits: {cpus: '0.5', memory: 512m, pids: 512}}}"
        for (key, old) in [("memory", "mem_limit"), ("cpus", "cpus"), ("pids", "pids_limit")] {
            let isOld = service.value[old] != nil
            if limits?[key] == nil, !isOld {
                findings.append(.warning("\(service.title) has no limit of \(key)", at: place, hint: hint))
            }
            if isOld, limits != nil {
                findings.append(
                    .error(
                        "\(service.title): \(old) beside deploy.resources.limits is refused by Compose when they differ",
                        at: service.place(old),
                        hint: "write deploy.resources.limits.\(key) instead"
                    )
                )
            }
        }
        return findings
    }
}
