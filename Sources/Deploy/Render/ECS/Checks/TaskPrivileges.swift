internal import Diagnostics
internal import Values

extension ECSCheck {
    /// Rights that a server does not need, and most of which Fargate refuses.
    ///
    /// Amazon ECS API Reference, KernelCapabilities: on Fargate only SYS_PTRACE can be added.
    static let privileges = ofTasks("privileges") { task in
        task.containers.flatMap { container -> [Diagnostic] in
            var findings: [Diagnostic] = []
            if container.value["privileged"]?.bool == true {
                findings.append(
                    .error(
                        "\(container.title) is privileged"
                            + (task.isFargate ? ", which Fargate refuses" : ""),
                        at: container.location(of: "privileged"),
                        hint: "privileged: false"
                    )
                )
            }
            let capabilities = container.value.at("linuxParameters", "capabilities")
            for value in capabilities?.list("add") ?? [] {
                guard let name = value.string else { continue }
                let isRefused = task.isFargate && name != "SYS_PTRACE"
                findings.append(
                    Diagnostic(
                        isRefused ? .error : .warning,
                        "\(container.title) wants the capability \(name)"
                            + (isRefused ? ", and Fargate adds SYS_PTRACE only" : ""),
                        at: value.location ?? container.location
                    )
                )
            }
            if !container.drops.contains("ALL"), !container.isInitial || container.drops.isEmpty {
                findings.append(
                    .warning(
                        "\(container.title) keeps the capabilities that containers have by default",
                        at: capabilities?.location ?? container.location,
                        hint: "linuxParameters: {capabilities: {drop: [ALL]}}"
                    )
                )
            }
            return findings
        }
    }
}
