/// How a terminal draws: the state that SGR (ECMA-48, 8.3.117) sets.
struct Rendition: Sendable, Hashable {
    var isBold = false
    var isDim = false
    var isReversed = false
    /// Parameters, or nothing for the terminal's own colour.
    var foreground = ""
    var ground = ""

    static let plain = Self()

    /// Whether a blank looks like any other blank.
    var hidesInBlanks: Bool { !isReversed && ground.isEmpty }

    /// The shortest sequence from one rendition to the next; empty when they are the same.
    func sequence(from last: Self) -> String {
        if self == last { return "" }
        if self == .plain { return "\u{1B}[m" }
        let mustReset =
            (last.isBold && !isBold) || (last.isDim && !isDim) || (last.isReversed && !isReversed)
            || (!last.ground.isEmpty && ground.isEmpty) || (!last.foreground.isEmpty && foreground.isEmpty)
        let start = mustReset ? Self.plain : last
        var parts: [String] = mustReset && last != .plain ? ["0"] : []
        if isBold, !start.isBold { parts.append("1") }
        if isDim, !start.isDim { parts.append("2") }
        if isReversed, !start.isReversed { parts.append("7") }
        if foreground != start.foreground { parts.append(foreground) }
        if ground != start.ground { parts.append(ground) }
        return "\u{1B}[\(parts.joined(separator: ";"))m"
    }
}
