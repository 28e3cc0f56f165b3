internal import Foundation

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

    private static func run(_ words: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["tmux", "-u"] + words
        process.environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
            "HOME": NSTemporaryDirectory(),
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TmuxFailure(screen: "tmux \(words) failed") }
        return String(decoding: output, as: UTF8.self)
    }
}

/// What the terminal showed instead of what was waited for.
package struct TmuxFailure: Error, CustomStringConvertible {
    package let screen: String
    package var description: String { "the terminal shows:\n\(screen)" }
}
