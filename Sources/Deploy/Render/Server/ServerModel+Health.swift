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

    /// One question for platforms that ask only one: whether the server itself works, by words to run in its container.
    ///
    /// `nil` when the image has nothing to ask with. An HTTP endpoint is asked by the image's own interpreter, or by
    /// bash's own sockets: slim images have no curl.
    var containerQuestion: [String]? {
        let health = profile.health
        if !health.command.isEmpty { return health.command }
        guard health.kind == .http else { return toolQuestion }
        let port = health.port ?? profile.server.port
        let path = health.path ?? health.readiness ?? "/"
        let url = "http://127.0.0.1:\(port)\(path)"
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
        case .swift, .go, .custom: return shellQuestion(port: port, path: path)
        }
    }

    /// How long a platform waits for the answer, in seconds: the question itself gives up before, and can still say why
    /// or end its session.
    var containerQuestionSeconds: Int { profile.health.timeout.wholeSeconds + 2 }

    /// The same question by what the base image itself brings: bash opens sockets, busybox has a `wget`.
    ///
    /// `nil` in images without a shell, and in those of which nothing is known.
    private func shellQuestion(port: Int, path: String) -> [String]? {
        let seconds = profile.health.timeout.wholeSeconds
        guard let image = BaseImages(profile)?.final else { return nil }
        switch ImageFamily(image) {
        case .debian:
            let target = Self.shellQuoted("GET \(path) HTTP/1.0")
            let script =
                "exec 3<>/dev/tcp/127.0.0.1/\(port) && "
                + "printf '%s\\r\\nHost: 127.0.0.1\\r\\n\\r\\n' \(target) >&3 && "
                + "read -r -t \(seconds) _ status _ <&3 && [[ $status == 2* ]]"
            return ["bash", "-c", script]
        case .alpine:
            return [
                "wget", "-q", "-T", String(seconds), "-O", "/dev/null", "http://127.0.0.1:\(port)\(path)",
            ]
        case .other: return nil
        }
    }
}
