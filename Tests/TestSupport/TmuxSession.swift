#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// A terminal of tmux with a shell in it; it goes away with the value.
package final class TmuxSession: Sendable {
    package static let isThere = (try? run(["-V"])) != nil

    private let socket = "mcpctl-test-\(UInt64.random(in: 0 ... .max))"

    /// Starts a shell that knows no more than the environment given.
    package init(columns: Int, rows: Int, environment: [String: String] = [:]) throws {
        var words = ["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
        for (name, value) in environment { words += ["-e", "\(name)=\(value)"] }
        // No history, no profile, a prompt that can be waited for.
        try tmux(words + ["env PS1='ready> ' bash --norc --noprofile +o history"])
        try waitFor { $0.contains("ready>") }
    }

    deinit { _ = try? tmux(["kill-server"]) }

    /// What a terminal of that size shows, row by row, without blanks at the ends.
    package func screen() throws -> String { try tmux(["capture-pane", "-p"]) }

    /// Types a text as it is.
    package func type(_ text: String) throws { try tmux(["send-keys", "-l", text]) }

    /// Presses a key by tmux's name for it: `Enter`, `Escape`, `C-c`.
    package func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

    /// Pastes a text, marked as such where the program wants that.
    package func paste(_ text: String) throws {
        try tmux(["set-buffer", text])
        try tmux(["paste-buffer", "-p", "-r"])
    }

    package func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// The screen as soon as it is as wanted; fails when it never is.
    @discardableResult
    package func waitFor(_ condition: (String) -> Bool) throws -> String {
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while true {
            let screen = try screen()
            if condition(screen) { return screen }
            guard ContinuousClock.now < deadline else { throw TmuxFailure(screen: screen) }
            usleep(50_000)
        }
    }

    @discardableResult
    private func tmux(_ words: [String]) throws -> String { try Self.run(["-L", socket] + words) }

    /// Not with Foundation's `Process`: it waits until the server, too, has closed what it inherited.
    private static func run(_ words: [String]) throws -> String {
        let folder = try TemporaryFolder()
        let output = "\(folder.path)/output"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // Threads of the tests block signals, which nobody in the terminal should.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let environment = [
            "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "TERM=xterm-256color", "HOME=\(folder.path)",
        ]
        var arguments = (["tmux", "-u"] + words).map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, "tmux", &actions, &attributes, &arguments, &variables)
        var status: Int32 = 0
        guard code == 0, waitpid(pid, &status, 0) == pid, status == 0 else {
            throw TmuxFailure(screen: "tmux \(words) failed")
        }
        return folder.text(of: "output") ?? ""
    }
}

/// What the terminal showed instead of what was waited for.
package struct TmuxFailure: Error, CustomStringConvertible {
    package let screen: String
    package var description: String { "the terminal shows:\n\(screen)" }
}
