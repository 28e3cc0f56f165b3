internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// A container that nobody asks whether it started, can take requests, or still works.
    static let missingProbes = ManifestCheck(id: "missing-probe") { set in
        set.pods.filter { !$0.runsToCompletion }.flatMap(\.runningContainers).filter {
            $0.value.object != nil
        }
        .flatMap(missing)
    }

    private static func missing(in container: Container) -> [Diagnostic] {
        let severity: Diagnostic.Severity = container.role == .main ? .error : .warning
        var findings: [Diagnostic] = []
        if container.probe(.readiness) == nil {
            findings.append(
                Diagnostic(
                    severity,
                    "\(container.title) has no readinessProbe, so requests reach it before it can answer",
                    at: container.location,
                    hint: "write readinessProbe: {httpGet: {path: /ready, port: …}}"
                )
            )
        }
        if container.probe(.liveness) == nil {
            findings.append(
                Diagnostic(
                    severity,
                    "\(container.title) has no livenessProbe, so it stays when it hangs",
                    at: container.location,
                    hint: "write livenessProbe: {httpGet: {path: /live, port: …}}"
                )
            )
        }
        guard container.role == .main, container.probe(.startup) == nil else { return findings }
        let delay = container.probe(.liveness)?.value["initialDelaySeconds"]?.int ?? 0
        let reason =
            container.probe(.liveness) == nil || delay > 0
            ? "so a slow start is told from a hang by a guess" : "so a slow start is taken for a hang"
        findings.append(
            .warning(
                "\(container.title) has no startupProbe, \(reason)",
                at: container.location,
                hint:
                    "write startupProbe: {httpGet: {path: /health, port: …}, failureThreshold: 30, periodSeconds: 2}"
            )
        )
        return findings
    }
}
