import TestSupport
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A program beside the tests that feeds the dashboard with a sample fleet.
private let program: String = {
    let parts = ToolRun.executable.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast().joined(separator: "/") + "/framebench"
}()

private func start(_ session: TmuxSession, _ words: String = "live 50") throws {
    try session.type("clear; '\(program)' \(words)")
    try session.press("Enter")
    try session.waitFor { $0.contains("[1 fleet]") && $0.contains("q quit") }
}

/// How many of the words that tell a terminal's ordinary state are there.
private func expectOrdinary(_ session: TmuxSession) throws {
    try session.type("clear; stty -a | tr ' ;' '\\n\\n' | grep -cxE 'icanon|echo|isig|opost|icrnl'")
    try session.press("Enter")
    try session.waitFor { $0.split(separator: "\n").contains("5") }
}

@Suite(.enabled(if: TmuxSession.isThere, "tmux is not installed"), .serialized)
struct `On a real terminal` {
    @Test(arguments: [(80, 24), (200, 50)])
    func `the dashboard lives, and leaves it as it was`(columns: Int, rows: Int) throws {
        let session = try TmuxSession(columns: columns, rows: rows)
        try session.type("echo before")
        try session.press("Enter")
        try session.waitFor { $0.split(separator: "\n").contains("before") }
        try session.type("'\(program)' live 50")
        try session.press("Enter")
        try session.waitFor { $0.contains("[1 fleet]") && $0.contains("q quit") }
        try session.press("Down")
        try session.type("/git")
        try session.waitFor { !$0.contains("mcp-files") && $0.contains("mcp-git-11") }
        try session.press("Escape")
        try session.waitFor { $0.contains("mcp-files") }
        try session.press("G", "Enter")
        try session.waitFor { $0.contains("TOOLS") && !$0.contains("[1 fleet]") }
        try session.type("q")
        // The screen from before is there again.
        let after = try session.waitFor { $0.contains("ended: quit") }
        #expect(after.contains("before") && !after.contains("[1 fleet]"))
        try expectOrdinary(session)
    }

    @Test func `the picture follows the size, and no row is left behind`() throws {
        let session = try TmuxSession(columns: 80, rows: 24)
        try start(session)
        try session.resize(columns: 200, rows: 50)
        try session.waitFor { $0.contains("│") && $0.split(separator: "\n").count > 45 }
        try session.resize(columns: 20, rows: 5)
        try session.waitFor { $0.contains("mcp-") && !$0.contains("[1 fleet]") }
        try session.resize(columns: 100, rows: 30)
        try session.waitFor { $0.contains("[1 fleet]") && $0.contains("q quit") }
        try session.type("q")
        let after = try session.waitFor { $0.contains("ended: quit") }
        #expect(!after.contains("servers") && !after.contains("q quit"))
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGABRT, SIGSEGV])
    func `a signal that ends it leaves the terminal as it was`(signal: Int32) throws {
        let folder = try TemporaryFolder()
        let session = try TmuxSession(columns: 80, rows: 24, environment: ["SWIFT_BACKTRACE": "enable=no"])
        try session.type("clear; sh -c 'echo $$ >\(folder.path)/pid; exec \(program) live 50'; echo o''ver")
        try session.press("Enter")
        try session.waitFor { $0.contains("[1 fleet]") && $0.contains("q quit") }
        let pid = try #require(folder.text(of: "pid").flatMap { Int32($0.dropLast()) })
        kill(pid, signal)
        try session.waitFor { $0.contains("over") && !$0.contains("[1 fleet]") }
        try expectOrdinary(session)
    }

    @Test func `Ctrl-Z goes to the shell, and fg comes back`() throws {
        let session = try TmuxSession(columns: 80, rows: 24)
        try start(session)
        try session.press("C-z")
        try session.waitFor { $0.contains("Stopped") && !$0.contains("[1 fleet]") }
        try expectOrdinary(session)
        try session.type("fg")
        try session.press("Enter")
        try session.waitFor { $0.contains("[1 fleet]") && $0.contains("q quit") }
        try session.press("C-c")
        try session.waitFor { $0.contains("ended: interrupted") }
        try expectOrdinary(session)
    }

    @Test func `what is pasted is no command`() throws {
        let session = try TmuxSession(columns: 80, rows: 24)
        try start(session)
        try session.type("/")
        try session.paste("qmcp-git-11\nq")
        try session.waitFor { $0.contains("/qmcp-git-11q") }
        try session.press("Escape")
        try session.paste("q")
        try session.type("?")
        try session.waitFor { $0.contains("Ctrl-L") }
        try session.type("xq")
        try session.waitFor { $0.contains("ended: quit") }
    }

    @Test func `a terminal that can only print lines gets no dashboard`() throws {
        let session = try TmuxSession(columns: 80, rows: 24)
        try session.type("TERM=dumb '\(program)' live 50; '\(program)' live 50 | cat")
        try session.press("Enter")
        try session.waitFor { $0.split(separator: "ended: noTerminal").count == 3 }
    }
}
