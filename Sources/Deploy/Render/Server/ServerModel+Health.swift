internal import Profile

extension ServerModel {
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

    /// Whether the server works, as words to run in its container: the health tool, and the tools that must be there.
    ///
    /// `nil` when the image has no interpreter for the question.
    var toolQuestion: [String]? {
        let health = profile.health
        let tool = health.tool.map { ["--tool", $0] } ?? []
        return question(tool + health.expectedTools.flatMap { ["--expect-tool", $0] })
    }

    /// Whether the server lists its tools at all: it says less than `toolQuestion`, and depends on nothing else.
    var listQuestion: [String]? { question([]) }

    private func question(_ more: [String]) -> [String]? {
        guard let script = probeScript else { return nil }
        let server = profile.server
        let scheme = server.transport == .websocket ? "ws" : "http"
        var words = [
            script.interpreter, script.mountPath, "\(scheme)://127.0.0.1:\(server.port)\(server.path)",
        ]
        if server.transport == .sse || server.transport == .websocket {
            words += ["--transport", server.transport.rawValue]
        }
        return words + ["--timeout", String(profile.health.timeout.wholeSeconds)] + more
    }

    /// One question for platforms that ask only one: whether the server itself works, by words to run in its
    /// container.
    ///
    /// `nil` when the image has nothing to ask with.
    ///
    /// An HTTP endpoint is asked by the image's own interpreter: slim images have no curl.
    var containerQuestion: [String]? {
        let health = profile.health
        if !health.command.isEmpty { return health.command }
        guard health.kind == .http else { return toolQuestion }
        let url =
            "http://127.0.0.1:\(health.port ?? profile.server.port)"
            + (health.path ?? health.readiness ?? "/")
        let seconds = profile.health.timeout.wholeSeconds
        switch profile.runtime.language {
        case .node:
            return [
                "node", "-e",
                "fetch('\(url)',{signal:AbortSignal.timeout(\(seconds)000)})"
                    + ".then(r=>process.exit(r.ok?0:1),()=>process.exit(1))",
            ]
        case .python:
            return ["python", "-c", "import urllib.request as r;r.urlopen('\(url)',timeout=\(seconds))"]
        case .swift, .go, .custom: return nil
        }
    }
}
