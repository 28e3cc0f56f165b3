internal import Diagnostics
internal import Profile
internal import Values

extension KubernetesModel {
    /// The three probes: may it still be starting, may it get requests, would a restart help.
    func probes() throws(InvalidInput) -> [Value] {
        let health = profile.health
        let starting = health.kind == .http ? liveness : openPort
        return [
            // As long as it starts, the other two wait.
            probe("startup", starting, period: startupBeat, failures: startupFailures),
            probe("readiness", readiness, period: health.period.wholeSeconds, failures: 3),
            // Slower to act than readiness: a restart loses every session.
            probe("liveness", liveness, period: health.period.wholeSeconds * 2, failures: 3),
        ]
    }

    /// How often a starting server is asked, in seconds: one probe ends before the next begins.
    private var startupBeat: Int { max(2, profile.health.timeout.wholeSeconds) }

    /// How many of those fit into the time it may take.
    private var startupFailures: Int {
        max(1, (profile.health.startup.wholeSeconds + startupBeat - 1) / startupBeat)
    }

    private func probe(_ name: String, _ handler: Value, period: Int, failures: Int) -> Value {
        // A probe that is killed at its timeout cannot end its session: the script gives up before.
        let isExec = handler["kind"]?.string == "exec"
        let timeout = profile.health.timeout.wholeSeconds + (isExec ? 2 : 0)
        return
            handler
            .setting("name", .string(name))
            .setting("periodSeconds", .int(isExec ? max(period, 15) : period))
            .setting("timeoutSeconds", .int(timeout))
            .setting("failureThreshold", .int(failures))
    }

    /// Whether requests may come: what the server itself says of its health.
    private var readiness: Value {
        let health = profile.health
        switch health.kind {
        case .http:
            return [
                "kind": "http", "path": .string(health.readiness ?? health.path ?? "/"),
                "port": .string(portName(health.port)),
            ]
        case .tool, .protocol:
            return server.toolQuestion.map(exec) ?? openPort
        }
    }

    /// Whether a restart would help: never what depends on others.
    private var liveness: Value {
        let health = profile.health
        switch health.kind {
        case .http:
            guard let path = health.liveness else {
                return ["kind": "tcp", "port": .string(portName(health.port))]
            }
            return ["kind": "http", "path": .string(path), "port": .string(portName(health.port))]
        case .tool, .protocol:
            // A bridge stays up in front of a dead server, so it is asked for the tools behind it. The health tool
            // itself is not called: its verdict may depend on an upstream that no restart brings back.
            guard profile.server.bridge != nil else { return openPort }
            return server.listQuestion.map(exec) ?? openPort
        }
    }

    /// Whether readiness and liveness ask the same, because there is nothing else to ask.
    var probesAreAlike: Bool { readiness == liveness }

    private var openPort: Value { ["kind": "tcp", "port": "mcp"] }

    private func exec(_ words: [String]) -> Value {
        ["kind": "exec", "command": .array(words.map(Value.string))]
    }

    /// What cannot be probed properly, said plainly.
    var probeWarnings: [Diagnostic] {
        guard profile.health.kind != .http, server.probeScript == nil else { return [] }
        return [
            .warning(
                "health can only be asked by opening the port: a \(profile.runtime.language.rawValue) image has no "
                    + "interpreter for the MCP probe",
                at: resolved.location("health"),
                hint: "give the server an HTTP health endpoint and name it in health.path"
            )
        ]
    }
}
