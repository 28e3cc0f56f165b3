package import Fleet
package import RuleWatch
package import TerminalUI

/// Everything the dashboard shows and how somebody looks at it: a value, changed by events and drawn by ``screen()``.
package struct DashboardModel: Sendable {
    /// What lies over the table.
    enum Overlay: Sendable {
        case help(offset: Int)
        case actions(of: String, [DashboardAction])
        case question(DashboardAction)
        case running(DashboardAction)
        case result(DashboardAction, ActionResult)
    }

    /// The page of one server.
    struct Page: Sendable, Hashable {
        var server: String
        var offset = 0
    }

    let title: String
    var size: Size
    var picture: Picture
    /// What came while the picture is held still.
    var held: (snapshot: FleetSnapshot, alerts: [AlertSnapshot])?
    var isPaused = false
    /// Whether columns go before texts.
    var isWide = false
    var view = DashboardView.fleet
    var page: Page?
    var overlay: Overlay?
    var isFiltering = false
    /// Something to say once, until the next key.
    var message: String?
    /// How often servers are polled, as it was asked for last.
    var interval: Duration
    private var tables: [TableState]

    package init(title: String, snapshot: FleetSnapshot, alerts: [AlertSnapshot] = [], size: Size, now: Int64)
    {
        (self.title, self.size) = (title, size)
        picture = Picture(snapshot, alerts, now: now)
        interval = snapshot.interval
        tables = DashboardView.allCases.map { _ in TableState() }
        arrange()
    }

    /// How the table in view is looked at.
    var table: TableState {
        get { tables[view.rawValue] }
        set { tables[view.rawValue] = newValue }
    }

    var layout: ScreenLayout { ScreenLayout(self) }

    /// Puts the rows of the table in view in their order, and the chosen one in sight.
    mutating func arrange() {
        table.arrange(view.definition, picture, width: layout.tableColumns, isWide: isWide)
        scroll()
    }

    /// Where the columns of the table in view stand.
    var columnLayout: TableLayout {
        TableLayout(
            view.definition.columns,
            width: layout.tableColumns,
            isWide: isWide,
            longest: table.longest
        )
    }

    mutating func scroll() { table.scroll(height: layout.rows.count) }

    /// The server of the page, while the picture has it.
    var pageServer: ServerSnapshot? {
        page.flatMap { page in picture.snapshot.servers.first { $0.id == page.server } }
    }
}
