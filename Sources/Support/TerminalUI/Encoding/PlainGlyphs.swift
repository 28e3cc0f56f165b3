/// What stands for a character where the terminal shows ASCII only.
enum PlainGlyphs {
    static func text(for character: Character, width: UInt8) -> String {
        if character.isASCII { return String(character) }
        let substitute: Character =
            switch character {
            case "●": "*"
            case "▲", "↑": "^"
            case "▼", "↓": "v"
            case "✗": "x"
            case "○": "o"
            case "≠": "#"
            case "…": "."
            case "·": "-"
            case "→": ">"
            case "←": "<"
            case "│": "|"
            case "─", "═": "-"
            case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼": "+"
            case "▁", "▂": "_"
            case "▃", "▄": "-"
            case "▅", "▆": "="
            case "▇", "█": "#"
            case "µ": "u"
            default: "?"
            }
        return String(repeating: substitute, count: Int(width))
    }
}
