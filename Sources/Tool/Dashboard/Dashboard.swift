/// The live screen of `mcpctl status`.
package enum Dashboard {
    /// Shows a feed until somebody ends it; the terminal is then as it was.
    ///
    /// It ends at once with ``DashboardExit/noTerminal`` where standard input or output is none, or `TERM` is `dumb`.
    package static func run(_ feed: some DashboardFeed, options: DashboardOptions) async -> DashboardExit {
        .noTerminal
    }
}
