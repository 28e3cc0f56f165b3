internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// A probe that asks at the wrong door.
    static let probeTargets = ManifestCheck(id: "probe-target") { set in
        set.pods.flatMap { pod in
            pod.containers.flatMap { container in
                container.probes.flatMap { [port(of: $0, in: pod), path(of: $0)].compactMap(\.self) }
                    + [sameQuestion(in: container)].compactMap(\.self)
            }
        }
    }

    private static func port(of probe: Probe, in pod: PodTemplate) -> Diagnostic? {
        guard let handler = probe.handlers.first, handler != "exec" else { return nil }
        // Another host has its own ports.
        if probe.value.at(handler, "host") != nil { return nil }
        guard let port = probe.port else {
            return .error(
                "\(probe.title): \(handler) has no port",
                at: probe.value[handler]?.location ?? probe.location
            )
        }
        // A number is a port of the pod, a name one of the same container.
        let containers = port.int == nil ? [probe.container] : pod.runningContainers
        guard let problem = ContainerPorts(containers).problem(with: port) else { return nil }
        return Diagnostic(
            problem.severity,
            "\(probe.title) asks at port \(problem.words)",
            at: port.location,
            hint: problem.hint
        )
    }

    private static func path(of probe: Probe) -> Diagnostic? {
        guard let value = probe.path else { return nil }
        guard let path = value.string, path.hasPrefix("/") else {
            return .warning(
                "\(probe.title): the path should start with '/'",
                at: value.location,
                hint: "write path: /health"
            )
        }
        let last = path.prefix { $0 != "?" }.split(separator: "/").last?.lowercased() ?? ""
        if last == "metrics" {
            return .warning(
                "\(probe.title) asks \(path), which gathers numbers and answers even when the server does not",
                at: value.location,
                hint: "ask a health endpoint"
            )
        }
        guard probe.purpose == .liveness, ["ready", "readyz", "readiness"].contains(last) else { return nil }
        return .warning(
            "\(probe.title) asks \(path): when something the server depends on fails, restarting it does not help",
            at: value.location,
            hint: "ask whether the process itself works: /live or /healthz"
        )
    }

    private static func sameQuestion(in container: Container) -> Diagnostic? {
        guard let liveness = container.probe(.liveness), let readiness = container.probe(.readiness),
            liveness.handlers.count == 1, liveness.question == readiness.question,
            // A closed port is no rest: a server that has only its port to show is restarted rightly.
            liveness.handlers != ["tcpSocket"]
        else { return nil }
        return .warning(
            "\(container.title): livenessProbe and readinessProbe ask the same, so a pod that should rest is killed",
            at: liveness.location,
            notes: [.init("readinessProbe is here", at: readiness.location)],
            hint: "let readiness look at what the server depends on, and liveness at the process only"
        )
    }
}
