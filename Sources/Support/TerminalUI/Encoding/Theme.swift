/// The colours of a terminal, or their absence.
///
/// Blue, amber and red rather than green and red, which the common colour blindnesses cannot tell apart. Colour is never
/// all there is: views put a mark and a word beside it.
package struct Theme: Sendable, Hashable {
    package enum Background: String, Sendable, Hashable, CaseIterable { case dark, light }

    package var background: Background
    package var depth: ColorDepth

    package init(_ background: Background, _ depth: ColorDepth) {
        (self.background, self.depth) = (background, depth)
    }

    /// The parameters of SGR (ECMA-48, 8.3.117) that a style is drawn with, after a reset.
    func rendition(of style: Style) -> Rendition {
        var rendition = Rendition()
        rendition.foreground = color(of: style.role)
        switch style.role {
        case .heading: rendition.isBold = true
        case .bad: rendition.isBold = true
        case .warning: rendition.isBold = depth == .none
        case .muted: rendition.isDim = depth <= .ansi16
        case .text, .good, .accent: break
        }
        if style.isStale {
            (rendition.isDim, rendition.isBold) = (true, false)
            if style.role == .text { rendition.foreground = color(of: .muted) }
        }
        if style.isSelected {
            // A colour on a coloured ground is hard to read, reversed it is not.
            if depth <= .ansi16 {
                rendition.isReversed = true
            } else {
                rendition.ground = selection
            }
        }
        return rendition
    }

    private func color(of role: Style.Role) -> String {
        let isDark = background == .dark
        switch (role, depth) {
        case (_, .none), (.text, _), (.heading, _), (.muted, .ansi16): return ""
        case (.good, .ansi16): return isDark ? "94" : "34"
        case (.warning, .ansi16): return "33"
        case (.bad, .ansi16): return isDark ? "91" : "31"
        case (.accent, .ansi16): return "36"
        case (.muted, .indexed256): return isDark ? "38;5;246" : "38;5;241"
        case (.good, .indexed256): return isDark ? "38;5;75" : "38;5;25"
        case (.warning, .indexed256): return isDark ? "38;5;214" : "38;5;130"
        case (.bad, .indexed256): return isDark ? "38;5;203" : "38;5;160"
        case (.accent, .indexed256): return isDark ? "38;5;80" : "38;5;30"
        case (.muted, .direct): return isDark ? "38;2;148;148;148" : "38;2;98;98;98"
        case (.good, .direct): return isDark ? "38;2;97;175;255" : "38;2;0;90;181"
        case (.warning, .direct): return isDark ? "38;2;255;176;0" : "38;2;163;88;0"
        case (.bad, .direct): return isDark ? "38;2;255;95;95" : "38;2;200;10;20"
        case (.accent, .direct): return isDark ? "38;2;86;214;214" : "38;2;0;118;118"
        }
    }

    private var selection: String {
        switch (background, depth) {
        case (_, .none), (_, .ansi16): ""
        case (.dark, .indexed256): "48;5;238"
        case (.light, .indexed256): "48;5;253"
        case (.dark, .direct): "48;2;58;64;78"
        case (.light, .direct): "48;2;218;224;236"
        }
    }
}
