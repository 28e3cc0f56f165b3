internal import Arguments
internal import Diagnostics
internal import Discovery
internal import HTTP
internal import MCP

/// The verb `mcpctl probe`.
struct ProbeServer: Command {
    static let name = "probe"
    static let summary = "Check how well a server keeps to the Model Context Protocol"
    static let discussion = """
        Finds out which revisions a server speaks, and holds it to their rules: handshakes, versions, fields, sessions, \
        errors, origins, credentials, lists of tools. Rules that the public conformance suite has too are called as it \
        calls them.

        It asks a few dozen small questions, some of them wrong on purpose. It calls no tool unless --call names one, and \
        ends every session that it opened.

        Exits with 0 when the server keeps every rule that it must, with 3 when it breaks one, with 1 when it wants \
        credentials and nothing else was found, and with 4 when nobody answers.
        """
    static let examples = [
        Example("Check a server", "mcpctl probe http://localhost:3000/mcp"),
        Example("Check a program", "mcpctl probe -- docker exec -i weather node server.js"),
        Example(
            "List what it breaks",
            "mcpctl probe https://mcp.example.com/mcp -o json | jq -r '.rules[] | select(.verdict == \"fail\") | .id'"
        ),
        Example(
            "Call a tool as well",
            "mcpctl probe http://localhost:3000/mcp --call 'echo={\"text\": \"hi\"}'"
        ),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .argument(
                \.words,
                "URL",
                help:
                    "The MCP endpoint, /mcp where the URL has no path; or after --, a command that speaks on its standard input and output",
                isRequired: true
            ),
            .option(
                \.call,
                "--call",
                value: "NAME[=JSON]",
                help: "Call this tool as well, with these arguments; it may change something"
            ),
            .option(
                \.timeout,
                "--timeout",
                value: "SPAN",
                help: "How long one answer may take",
                environment: "MCPCTL_TIMEOUT"
            ),
        ] + TargetAccessOptions.parameters.lifted(into: \.access)
        + DataOptions.parameters.lifted(into: \.print)

    var words: [String] = []
    var call: ToolCallArgument?
    var timeout = Duration.seconds(5)
    var access = TargetAccessOptions()
    var print = DataOptions()

    func validate() throws(UsageError) {
        try access.validate()
        guard timeout > .zero else { throw UsageError("--timeout must be longer than nothing") }
        guard let first = words.first, words.count > 1, HTTPAuthority(of: first) != nil else { return }
        throw UsageError("one server at a time can be probed", hint: "run it once for each URL")
    }

    func run() async throws -> ExitStatus {
        let console = print.shared.console
        var options = MCPOptions()
        options.clientVersion = Version.number
        options.deadline = timeout
        let runner = ProbeRunner(
            try endpoint(),
            http: HTTPClient(connectionLimit: 4),
            options: options,
            call: call.map { ProbeRunner.Call(name: $0.name, arguments: $0.arguments) }
        )
        if access.isInsecure {
            console.tell([
                .warning("certificates are not checked: whoever is between here and there may answer")
            ])
        }
        let report: ProbeReport
        do throws(MCPFailure) {
            report = try await runner.run { console.progress("looking at \($0)") }
            console.progress(nil)
        } catch {
            console.progress(nil)
            console.tell([error.diagnostic])
            return error.isUnreachable ? .unavailable : .failure
        }
        print.print(report.value) { ProbePage(report).text }
        if let obstacle = report.obstacle {
            console.tell([.warning(obstacle.message, hint: obstacle.hint)])
        }
        if !report.isConforming { return .findings }
        return report.obstacle == nil ? .success : .failure
    }

    private func endpoint() throws -> MCPEndpoint {
        guard let first = words.first, let authority = HTTPAuthority(of: first) else {
            return .stdio(command: words, environment: processEnvironment())
        }
        guard !authority.hasUser else {
            throw InvalidInput(
                .error(
                    "the URL must not hold a user or a password",
                    hint: "send credentials with --token-file or --header-file"
                )
            )
        }
        var wish = TargetWish()
        access.set(&wish)
        let access = wish.changed(TargetAccess())
        do throws(TargetAccessProblem) {
            return .http(
                url: Self.withPath(first),
                headers: try access.requestHeaders(),
                tls: access.tls,
                proxy: access.proxy,
                socket: access.socket
            )
        } catch {
            throw InvalidInput(error.diagnostic)
        }
    }

    /// The usual place of the endpoint, where only the server is named.
    static func withPath(_ url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        guard let slash = rest.firstIndex(of: "/") else {
            return rest.contains("?") ? url : url + "/mcp"
        }
        return rest[slash...] == "/" ? url + "mcp" : url
    }
}
