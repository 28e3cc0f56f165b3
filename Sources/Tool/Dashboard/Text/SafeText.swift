internal import Diagnostics
internal import TerminalUI

extension Screen {
    /// Draws a text that may have come from a server: what would move the cursor is spelled out, and no more of a long
    /// text is looked at than a screen can show.
    @discardableResult
    mutating func show(
        _ text: String,
        row: Int,
        column: Int,
        limit: Int = .max,
        style: Style = .text
    ) -> Int {
        draw(
            safe(text, columns: min(limit, size.columns)),
            row: row,
            column: column,
            limit: limit,
            style: style
        )
    }
}

/// So much of a text as fits into that many columns, and a little more, without control characters.
func safe(_ text: String, columns: Int = 4096) -> String {
    // Sixteen bytes for a column are more than any script needs.
    let limit = columns * 16 + 64
    if text.utf8.count <= limit { return visible(text) }
    return visible(String(decoding: text.utf8.prefix(limit), as: UTF8.self))
}

/// A text in exactly that many columns, cut or filled up; numbers stand at the right.
func fitted(_ text: String, to width: Int, isNumber: Bool = false) -> String {
    var cut = safe(text, columns: width)
    if columns(of: cut) > width {
        var kept = ""
        var taken = 0
        for character in cut {
            let size = columns(of: String(character))
            guard taken + size < width else { break }
            kept.append(character)
            taken += size
        }
        cut = width > 0 ? kept + "…" : ""
    }
    let space = String(repeating: " ", count: max(width - columns(of: cut), 0))
    return isNumber ? space + cut : cut + space
}
