package import Fleet
package import RuleWatch
package import TerminalUI

/// What can happen to the dashboard.
package enum DashboardEvent: Sendable {
    case key(Key)
    /// Text that was pasted.
    case paste(String)
    case resized(Size)
    /// What there is to show now.
    case picture(FleetSnapshot, [AlertSnapshot])
    /// Time goes on: milliseconds since the epoch.
    case tick(Int64)
    case actionEnded(ActionResult)
}

/// What the dashboard wants done.
package enum DashboardEffect: Sendable {
    case quit
    case interrupt
    case suspend
    case redraw
    case refresh
    case setInterval(Duration)
    case setPaused(Bool)
    /// What can be done to a thing; the answer is ``DashboardModel/offer(_:for:)``.
    case listActions(ActionSubject)
    case run(DashboardAction)
}
