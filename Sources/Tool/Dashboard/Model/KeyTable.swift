internal import TerminalUI

/// What a key does.
enum Command: Sendable, Hashable {
    case move(Int)
    case page(Int)
    case first, last
    case open, back
    case filter
    case sortColumn, sortDirection
    case pause
    case slower, faster
    case refresh
    case wide
    case view(DashboardView)
    case actions
    case help
    case redraw, suspend
    case quit, interrupt
}

/// A key, what it does, and how it is told.
struct KeyBinding: Sendable {
    let keys: [Key]
    let command: Command
    /// As help names the keys; empty when another binding of the same line has told it.
    var label = ""
    var help = ""
    /// A word for the line at the bottom.
    var word = ""
}

/// All keys: help and the line at the bottom are made from it.
enum KeyTable {
    static let bindings: [KeyBinding] =
        [
            KeyBinding(
                keys: [.up, .character("k")],
                command: .move(-1),
                label: "↑ ↓ or k j",
                help: "choose a row, scroll a page"
            ),
            KeyBinding(keys: [.down, .character("j")], command: .move(1)),
            KeyBinding(
                keys: [.pageUp, .control("b")],
                command: .page(-1),
                label: "PgUp PgDn",
                help: "a screen further"
            ),
            KeyBinding(keys: [.pageDown, .control("f"), .character(" ")], command: .page(1)),
            KeyBinding(
                keys: [.character("g"), .home],
                command: .first,
                label: "g G",
                help: "the first, the last row"
            ),
            KeyBinding(keys: [.character("G"), .end], command: .last),
            KeyBinding(
                keys: [.enter],
                command: .open,
                label: "enter",
                help: "all about the server of the row",
                word: "details"
            ),
            KeyBinding(
                keys: [.escape],
                command: .back,
                label: "esc",
                help: "back, or clear the filter",
                word: "back"
            ),
            KeyBinding(
                keys: [.character("/")],
                command: .filter,
                label: "/",
                help: "show rows with a text only; ! before it: without",
                word: "filter"
            ),
            KeyBinding(
                keys: [.character("s")],
                command: .sortColumn,
                label: "s",
                help: "sort by the next column; after the last: the worst first",
                word: "sort"
            ),
            KeyBinding(
                keys: [.character("S")],
                command: .sortDirection,
                label: "S",
                help: "sort the other way round"
            ),
            KeyBinding(
                keys: [.character("p")],
                command: .pause,
                label: "p",
                help: "hold the picture still",
                word: "pause"
            ),
            KeyBinding(
                keys: [.character("+"), .character("=")],
                command: .slower,
                label: "+ -",
                help: "poll less often, more often"
            ),
            KeyBinding(keys: [.character("-")], command: .faster),
            KeyBinding(
                keys: [.character("r")],
                command: .refresh,
                label: "r",
                help: "poll every server now",
                word: "refresh"
            ),
            KeyBinding(
                keys: [.character("w")],
                command: .wide,
                label: "w",
                help: "more columns, shorter texts",
                word: "wide"
            ),
            KeyBinding(
                keys: [.character("a")],
                command: .actions,
                label: "a",
                help: "what can be done to the thing in the row"
            ),
        ]
        + DashboardView.allCases.map { view in
            KeyBinding(
                keys: [.character(Character("\(view.rawValue + 1)"))],
                command: .view(view),
                label: view == .fleet ? "1-\(DashboardView.allCases.count)" : "",
                help: view == .fleet
                    ? DashboardView.allCases.map(\.definition.title).joined(separator: ", ") : "",
                word: ""
            )
        } + [
            KeyBinding(
                keys: [.control("l")],
                command: .redraw,
                label: "Ctrl-L",
                help: "draw the screen anew"
            ),
            KeyBinding(
                keys: [.control("z")],
                command: .suspend,
                label: "Ctrl-Z",
                help: "to the shell; fg comes back"
            ),
            KeyBinding(keys: [.character("?")], command: .help, label: "?", help: "this help", word: "help"),
            KeyBinding(keys: [.character("q")], command: .quit, label: "q", help: "quit", word: "quit"),
            KeyBinding(keys: [.control("c")], command: .interrupt, label: "Ctrl-C", help: "quit"),
        ]

    private static let commands: [Key: Command] = Dictionary(
        bindings.flatMap { binding in binding.keys.map { ($0, binding.command) } }
    ) { first, _ in first }

    static func command(for key: Key) -> Command? { commands[key] }

    /// What the line at the bottom says.
    static func line(onPage: Bool) -> [(key: String, word: String)] {
        bindings.filter { binding in
            !binding.word.isEmpty
                && (onPage ? !tableOnly.contains(binding.command) : binding.command != .back)
        }.map { ($0.label, $0.word) }
    }

    /// What means nothing on the page of a server.
    private static let tableOnly: Set<Command> = [.open, .filter, .sortColumn, .sortDirection, .wide]
}
