internal import TerminalUI

/// The live screen of `mcpctl status`.
package enum Dashboard {
    /// Shows a feed until somebody ends it; the terminal is then as it was.
    ///
    /// It ends at once with ``DashboardExit/noTerminal`` where standard input or output is none, or `TERM` is `dumb` or
    /// not set.
    package static func run(_ feed: some DashboardFeed, options: DashboardOptions) async -> DashboardExit {
        guard TerminalLook.canDraw(options.environment) else { return .noTerminal }
        let look = TerminalLook(options)
        let courier = FeedCourier(feed)
        let (snapshot, alerts) = await courier.picture()
        guard let terminal = TerminalSession(asksBackground: look.asksBackground) else { return .noTerminal }
        let model = DashboardModel(
            title: options.title,
            snapshot: snapshot,
            alerts: alerts,
            // The terminal tells its own before anything is drawn.
            size: Size(columns: 80, rows: 24),
            now: WallClock.milliseconds
        )
        var loop = DashboardLoop(courier, terminal, model, look)
        return await loop.run()
    }
}
