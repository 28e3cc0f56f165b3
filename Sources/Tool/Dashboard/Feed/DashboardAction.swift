/// The thing in a row of the dashboard.
package enum ActionSubject: Sendable, Hashable {
    case server(id: String)
    case tool(server: String, name: String)
    case breaker(server: String, name: String)
    case session(server: String, id: String)
    case alert(id: String)
}

/// Something that can be done to the thing in a row: it is asked for first, and its result is shown.
package struct DashboardAction: Sendable {
    /// What chooses it in the menu.
    package var key: Character
    /// What the menu calls it: `reset breaker`.
    package var title: String
    /// What is asked before, in a whole sentence, such as `Reset breaker "search" of mcp-1?`.
    package var question: String
    /// Does it, and says how that went.
    package var run: @Sendable () async -> ActionResult

    package init(
        key: Character,
        title: String,
        question: String,
        run: @escaping @Sendable () async -> ActionResult
    ) {
        (self.key, self.title, self.question, self.run) = (key, title, question, run)
    }
}

/// How an action went.
package struct ActionResult: Sendable {
    package var succeeded: Bool
    /// Control characters in them are made visible when they are shown.
    package var lines: [String]

    package init(succeeded: Bool, lines: [String]) { (self.succeeded, self.lines) = (succeeded, lines) }
}
