internal import TerminalUI

/// What a terminal can show, as far as its environment, its answers and people tell.
struct TerminalLook: Sendable, Hashable {
    private(set) var theme: Theme
    /// Whether it shows nothing but ASCII.
    let isPlain: Bool
    /// Whether it is worth asking for its background.
    let asksBackground: Bool

    init(_ options: DashboardOptions) {
        let environment = options.environment
        let depth = options.isColored ? ColorDepth(environment: environment) : .none
        let known: Theme.Background? =
            switch options.theme {
            case .light: .light
            case .dark: .dark
            case .auto: nil
            }
        theme = Theme(known ?? Theme.Background(environment: environment) ?? .dark, depth)
        let term = environment["TERM"] ?? ""
        // GNU Screen hands the answer on as if it had been typed.
        let isScreen = environment["STY"] != nil || term.hasPrefix("screen") && environment["TMUX"] == nil
        asksBackground = known == nil && depth != .none && !isScreen && term != "linux"
        isPlain = term == "linux" || !Self.isUnicode(environment)
    }

    /// The locale says which characters there are; one that was never set says nothing (POSIX, 8.2).
    private static func isUnicode(_ environment: [String: String]) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let locale = locale?.lowercased() else { return true }
        return locale.contains("utf-8") || locale.contains("utf8")
    }

    /// Where a dashboard is of no use: nothing can be drawn over.
    static func canDraw(_ environment: [String: String]) -> Bool {
        !["", "dumb", "unknown"].contains(environment["TERM"] ?? "")
    }

    var encoder: FrameEncoder { FrameEncoder(theme: theme, isPlain: isPlain) }

    mutating func learn(_ background: Theme.Background) { theme.background = background }
}
