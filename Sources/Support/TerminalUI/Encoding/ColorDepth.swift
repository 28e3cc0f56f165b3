/// How many colours a terminal has.
package enum ColorDepth: Int, Sendable, Hashable, CaseIterable, Comparable {
    case none, ansi16, indexed256, direct

    /// What the environment says of the terminal, and of what people want.
    ///
    /// `NO_COLOR` (no-color.org) and `CLICOLOR=0` ask for none; `COLORTERM` and `TERM` tell what there is.
    package init(environment: [String: String]) {
        let term = environment["TERM"] ?? ""
        if environment["NO_COLOR"]?.isEmpty == false || environment["CLICOLOR"] == "0" {
            self = .none
        } else if ["", "dumb", "unknown"].contains(term) || term.hasPrefix("vt") {
            self = .none
        } else if term.hasPrefix("screen"), environment["TMUX"] == nil {
            // GNU Screen hands COLORTERM on and draws direct colours as something else.
            self = term.contains("256color") ? .indexed256 : .ansi16
        } else if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") || term.hasSuffix("-direct")
        {
            self = .direct
        } else if term.contains("256color")
            || ["kitty", "alacritty", "ghostty", "foot"].contains(where: term.contains)
        {
            self = .indexed256
        } else {
            self = .ansi16
        }
    }

    package static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}
