/// How the dashboard looks.
package struct DashboardOptions: Sendable {
    /// Whether the terminal's background is dark, when it cannot be asked.
    package enum Theme: String, Sendable, Hashable, CaseIterable { case auto, light, dark }

    /// What stands first in the header: `mcpctl status`.
    package var title: String
    package var theme = Theme.auto
    /// Whether colours are taken, whatever the terminal says: for `--color never`.
    package var isColored = true
    /// The process's environment: `TERM`, `COLORTERM`, `NO_COLOR`, `COLORFGBG`, the locale.
    package var environment: [String: String]

    package init(title: String, environment: [String: String]) {
        (self.title, self.environment) = (title, environment)
    }
}

/// Why the dashboard ended.
package enum DashboardExit: Sendable, Hashable {
    /// Somebody pressed `q`.
    case quit
    /// Ctrl-C, or SIGINT.
    case interrupted
    /// SIGTERM or SIGHUP, or the terminal went away.
    case terminated
    /// There is no terminal to draw on: print a table instead.
    case noTerminal
}
