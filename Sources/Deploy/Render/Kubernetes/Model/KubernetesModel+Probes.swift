internal import Diagnostics
internal import Profile
internal import Values

extension KubernetesModel {
    /// A script that asks an MCP server for its health in the image's own interpreter.
    struct ProbeScript {
        let interpreter: String
        let file: String
        var mountPath: String { "/opt/mcpctl/\(file)" }
    }

    var probeScript: ProbeScript? {
        switch profile.runtime.language {
        case .node: ProbeScript(interpreter: "node", file: "mcp-health.mjs")
        case .python: ProbeScript(interpreter: "python", file: "mcp-health.py")
        case .swift, .go, .custom: nil
        }
    }

    var usesProbeScript: Bool { profile.health.kind != .http && probeScript != nil }

    /// The three probes: may it still be starting, may it get requests, would a restart help.
    func probes() throws(InvalidInput) -> [Value] {
        let health = profile.health
        let period = health.period.wholeSeconds
        let alive = liveness
        return [
            // As long as it starts, the other two wait.
            probe("startup", alive, period: 2, failures: max(1, (health.startup.wholeSeconds + 1) / 2)),
            probe("readiness", readiness, period: period, failures: 3),
            // Slower to act than readiness: a restart loses every session.
            probe("liveness", alive, period: usesProbeScript ? period * 3 : period, failures: 6),
        ]
    }

    private func probe(_ name: String, _ handler: Value, period: Int, failures: Int) -> Value {
        // An exec probe starts an interpreter each time: give it a calmer beat, also while starting.
        let isExec = handler["kind"]?.string == "exec"
        let beat = isExec ? max(period, 5) : period
        let timeout = isExec ? profile.health.timeout.wholeSeconds + 1 : profile.health.timeout.wholeSeconds
        return
            handler
            .setting("name", .string(name))
            .setting("periodSeconds", .int(max(beat, timeout)))
            .setting("timeoutSeconds", .int(timeout))
            .setting("failureThreshold", .int(isExec && name == "startup" ? max(3, failures * 2 / max(beat, timeout)) : failures))
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
            guard let script = probeScript else { return openPort }
            var more = health.tool.map { ["--tool", $0] } ?? []
            more += health.expectedTools.flatMap { ["--expect-tool", $0] }
            return exec(script, more)
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
            guard let script = probeScript else { return openPort }
            // The handshake alone: a tool's verdict may depend on an upstream that no restart brings back.
            return exec(script, ["--handshake"])
        }
    }

    private var openPort: Value { ["kind": "tcp", "port": "mcp"] }

    private func exec(_ script: ProbeScript, _ more: [String]) -> Value {
        let server = profile.server
        let scheme = server.transport == .websocket ? "ws" : "http"
        var words = [script.interpreter, script.mountPath, "\(scheme)://127.0.0.1:\(server.port)\(server.path)"]
        if server.transport == .sse || server.transport == .websocket {
            words += ["--transport", server.transport.rawValue]
        }
        words += ["--timeout", String(profile.health.timeout.wholeSeconds)] + more
        return ["kind": "exec", "command": .array(words.map(Value.string))]
    }

    /// What cannot be probed properly, said plainly.
    var probeWarnings: [Diagnostic] {
        guard profile.health.kind != .http, probeScript == nil else { return [] }
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
