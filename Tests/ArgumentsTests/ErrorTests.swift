import Synchronization
import Testing

@testable import Arguments

@Suite struct `Errors` {
    /// A line, its message, and its hints besides the last, which names the help page.
    @Test(arguments: [
        ("render k8s --outptu json", "unknown option '--outptu'", "did you mean '--output'?", "render k8s"),
        ("render k8s --no-wiat", "unknown option '--no-wiat'", "did you mean '--no-wait'?", "render k8s"),
        (
            "render k8s -xprofile", "unknown option '-x'",
            "if '-xprofile' is an argument, put '--' before it", "render k8s"
        ),
        ("render k8s -diff", "unknown option '-d'", "did you mean '--diff'?", "render k8s"),
        (
            "render k8s --out json", "unknown option '--out'", "did you mean '--output'?", "render k8s"
        ),
        ("render k8s --diff=yes", "'--diff' takes no value", "", "render k8s"),
        ("render k8s --no-diff", "unknown option '--no-diff'", "did you mean '--diff'?", "render k8s"),
        ("render k8s --output", "'--output' needs a value: --output FORMAT", "", "render k8s"),
        ("render k8s -o --diff", "'-o' needs a value: -o FORMAT", "", "render k8s"),
        ("render k8s -o -- x", "'-o' needs a value: -o FORMAT", "", "render k8s"),
        (
            "render k8s --env --foo", "'--env' needs a value: --env ENV",
            "if '--foo' is the value, write '--env=--foo'", "render k8s"
        ),
        (
            "render k8s -o jsno", "invalid value 'jsno' for '-o': expected table, wide, json, or yaml",
            "did you mean 'json'?", "render k8s"
        ),
        (
            "render k8s --timeout 5",
            "invalid value '5' for '--timeout': expected a duration such as 500ms, 2s, 5m, or 1h30m",
            "", "render k8s"
        ),
        ("render k8s --diff --check", "'--diff' cannot be used with '--check'", "", "render k8s"),
        ("render k8s --replicas -1", "--replicas must be 0 or more", "0 stops it", "render k8s"),
        ("breakers reset --confirm prod", "missing argument NAME", "", "breakers reset"),
        ("breakers reset github", "missing option '--confirm NAME'", "", "breakers reset"),
        ("breakers reset a b c --confirm prod", "unexpected argument 'c'", "", "breakers reset"),
        ("breakers list extra", "unexpected argument 'extra'", "", "breakers list"),
        ("breakers", "'mytool breakers' needs a command: list or reset", "", "breakers"),
        ("-o json", "'mytool' needs a command: render, breakers, query, help, completion, or man", "", ""),
        ("rendre k8s", "unknown command 'rendre'", "did you mean 'mytool render'?", ""),
        ("k8s", "unknown command 'k8s'", "did you mean 'mytool render k8s'?", ""),
        ("kubernetes", "unknown command 'kubernetes'", "did you mean 'mytool render k8s'?", ""),
        ("reset breakers", "unknown command 'reset'", "did you mean 'mytool breakers reset'?", ""),
        ("list", "unknown command 'list'", "did you mean 'mytool breakers list'?", ""),
        ("render reset", "unknown command 'reset'", "did you mean 'mytool breakers reset'?", "render"),
        ("outptu", "unknown command 'outptu'", "did you mean 'mytool help output'?", ""),
        ("help rendre", "unknown command 'rendre'", "did you mean 'mytool render'?", ""),
        ("rend k8s", "unknown command 'rend'", "did you mean 'mytool render'?", ""),
        ("completion", "missing argument SHELL: bash, zsh, or fish", "", "completion"),
        (
            "render k8s --nonsense", "unknown option '--nonsense'",
            "if '--nonsense' is an argument, put '--' before it", "render k8s"
        ),
        ("breakers list --nonsense", "unknown option '--nonsense'", "", "breakers list"),
        ("gibberish", "unknown command 'gibberish'", "", ""),
        (
            "-n 5 query up", "'-n' means different things to different commands", "put it after the command",
            ""
        ),
        ("--colour never render k8s", "unknown option '--colour'", "did you mean '--color'?", ""),
        ("--color", "'--color' needs a value: --color WHEN", "", ""),
    ])
    func `say what is wrong and what next`(line: String, message: String, hint: String, page: String) async {
        let outcome = await run(line)
        let help = (["mytool"] + page.split(separator: " ").map(String.init) + ["--help"]).joined(
            separator: " "
        )
        let hints = [hint, "see '\(help)'"].filter { !$0.isEmpty }.map { "hint: \($0)\n" }.joined()
        #expect(outcome == Outcome(status: .usage, error: "error: \(message)\n\(hints)"))
    }

    @Test func `spell out control characters`() async {
        let outcome = await run(["render", "k8s", "--\u{1B}[2J\n"])
        #expect(outcome.error.hasPrefix(#"error: unknown option '--\u{1b}[2J\n'"#))
    }

    @Test func `cut an endless word`() async {
        let outcome = await run([String(repeating: "x", count: 5000)])
        #expect(outcome.error.count < 200)
    }
}

@Suite struct `Running` {
    @Test(arguments: [
        ("render k8s", Arguments.ExitStatus.success), ("breakers list", .findings),
        ("breakers reset a --confirm b", .unavailable),
        ("query up", .failure), ("query", .usage),
    ])
    func `ends with the command's status`(line: String, status: Arguments.ExitStatus) async {
        #expect(await run(line).status == status)
    }

    @Test(arguments: ["--version", "-o json --version"]) func `the version is one line`(line: String) async {
        #expect(await run(line) == Outcome(status: .success, output: "mytool 1.2.3\n"))
    }

    @Test func `no words show help`() async {
        let (help, outcome) = (await run("--help"), await run(""))
        #expect(outcome == help)
    }

    @Test func `one verb builds one table`() async {
        let program = Program(
            "tool",
            "",
            version: "1",
            released: "",
            [CommandNode(ListBreakers.self), CommandNode(Counted.self)]
        )
        let streams = Streams(output: { _ in }, error: { _ in })
        #expect(
            await program.run(words: ["list"], environment: [:], streams: streams) { _ in .failure }
                == .findings
        )
        #expect(Counted.tables.withLock(\.self) == 0)
        #expect(
            await program.run(words: ["counted"], environment: [:], streams: streams) { _ in .failure }
                == .success
        )
        #expect(Counted.tables.withLock(\.self) > 0)
    }
}

/// Knows how often its table was asked for.
private struct Counted: Command {
    static let tables = Mutex(0)
    static let name = "counted"
    static let summary = "Count"
    static var parameters: [Parameter<Self>] {
        tables.withLock { $0 += 1 }
        return []
    }
    func run() async throws -> Arguments.ExitStatus { .success }
}
