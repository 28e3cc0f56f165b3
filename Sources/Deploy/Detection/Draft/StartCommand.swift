internal import DockerfileSyntax
/// What really starts a server: scripts are looked up, package managers and development tools left out.
struct StartCommand {
    struct Settled {
        /// `nil` leaves it to the preset, or to the image.
        var words: [String]?
        var warning: String?
        var hint: String?
    }

    private let words: [String]
    private let scripts: [String: String]
    private let preset: String

    init(_ words: [String], scripts: [String: String], preset: String) {
        self.words = words
        self.scripts = scripts
        self.preset = preset
    }

    var settled: Settled {
        let plain = Self.resolved(words, scripts, depth: 0)
        if preset == "mcp-sandbox", plain != ["python", "-m", "mcp_sandbox.server"] {
            return Settled(
                words: nil,
                warning: "'\(words.joined(separator: " "))' is not what the preset starts: "
                    + "the sandbox's own scripts are clients that ask a question and end",
                hint:
                    "the preset runs python -m mcp_sandbox.server behind a bridge; runtime.command changes it"
            )
        }
        if preset == "kailash", !plain.contains("/opt/mcpctl/kailash-http.py") {
            return Settled(
                words: nil,
                warning: "'\(words.joined(separator: " "))' serves no HTTP: run() waits on stdin",
                hint:
                    "the preset's adapter serves the same object over HTTP; runtime.command names MODULE:ATTRIBUTE"
            )
        }
        guard let tool = plain.first, ["tsx", "ts-node"].contains(tool) else {
            return Settled(words: plain, warning: nil)
        }
        let built = scripts["node:main"].map { ["node", $0] }
        return Settled(
            words: preset == "custom" || preset == "mcp-typescript" ? built : nil,
            warning:
                "'\(words.joined(separator: " "))' compiles at every start, with a tool that production images lack",
            hint:
                "what the build makes is started instead: \((built ?? ["node", "dist/index.js"]).joined(separator: " "))"
        )
    }

    private static func resolved(_ words: [String], _ scripts: [String: String], depth: Int) -> [String] {
        guard let first = words.first, depth < 4 else { return words }
        switch first {
        case "npm", "pnpm", "yarn":
            let rest = words.dropFirst().filter { $0 != "run" && $0 != "--silent" && $0 != "-s" }
            if rest.first == "exec" { return resolved(Array(rest.dropFirst()), scripts, depth: depth + 1) }
            guard let name = rest.first, let script = scripts["node:\(name)"], ShellWords.isSimple(script)
            else { return words }
            let more = rest.dropFirst().filter { $0 != "--" }
            return resolved(ShellWords.split(script) + more, scripts, depth: depth + 1)
        case "npx", "bunx":
            let rest = words.dropFirst().drop { $0.hasPrefix("-") }
            return rest.isEmpty ? words : resolved(Array(rest), scripts, depth: depth + 1)
        case "poetry", "uv", "pipenv", "pdm", "hatch":
            guard words.count > 2, words[1] == "run" else { return words }
            let rest = words.dropFirst(2).drop { $0.hasPrefix("-") }
            return rest.isEmpty ? words : Array(rest)
        default: return words
        }
    }
}
