/// Whether headings stand out.
package enum TextStyle: Sendable {
    case plain, bold

    func heading(_ text: String) -> String {
        switch self {
        case .plain: text
        case .bold: "\u{1B}[1m\(text)\u{1B}[0m"
        }
    }
}

/// Words in lines of at most `width` characters; a longer word has a line of its own.
func wrap(_ text: some StringProtocol, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        let size = word.count
        if length > 0, length + 1 + size > width {
            lines.append(line)
            (line, length) = ("", 0)
        }
        line += length == 0 ? String(word) : " " + word
        length += length == 0 ? size : size + 1
    }
    return (lines + (line.isEmpty ? [] : [line])).map { line in
        line.contains(tie) ? String(line.map { $0 == tie ? " " : $0 }) : line
    }
}

/// Stands for a space at which `wrap` does not break a line.
private let tie: Character = "\u{A0}"

func unbroken(_ text: String) -> String { String(text.map { $0 == " " ? tie : $0 }) }

/// A paragraph, or lines that have to stay as they are.
enum Block: Equatable {
    case paragraph(String)
    case verbatim([String])

    /// Paragraphs have an empty line between them; indented lines are verbatim.
    static func blocks(of text: String) -> [Block] {
        var blocks: [Block] = []
        var isOpen = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy({ $0 == " " }) {
                isOpen = false
            } else if line.hasPrefix("  ") {
                if isOpen, case .verbatim(let lines)? = blocks.last {
                    blocks[blocks.count - 1] = .verbatim(lines + [String(line)])
                } else {
                    blocks.append(.verbatim([String(line)]))
                }
                isOpen = true
            } else {
                if isOpen, case .paragraph(let start)? = blocks.last {
                    blocks[blocks.count - 1] = .paragraph("\(start) \(line)")
                } else {
                    blocks.append(.paragraph(String(line)))
                }
                isOpen = true
            }
        }
        return blocks
    }
}

/// Paragraphs wrapped to `width`, verbatim lines untouched, an empty line between blocks.
func lines(of text: String, width: Int) -> [String] {
    let blocks = Block.blocks(of: text).map { block in
        switch block {
        case .paragraph(let text): wrap(text, width: width)
        case .verbatim(let lines): lines
        }
    }
    return Array(blocks.joined(separator: [""]))
}

/// An entry of a two-column list.
struct Row {
    var left: String
    var right: String
    /// Lines that follow the entry, indented.
    var below: [String] = []
}

/// Two columns, the right one wrapped under itself.
func columns(_ rows: [Row], width: Int) -> [String] {
    let widest = rows.map(\.left.count).filter { $0 <= 32 }.max() ?? 0
    let gutter = widest + 4
    let indent = String(repeating: " ", count: gutter)
    return rows.flatMap { row -> [String] in
        let lines = wrap(row.right, width: max(width - gutter, 24))
        let below = row.below.map { "\(indent)  \($0)" }
        guard row.left.count <= widest else {
            return ["  \(row.left)"] + lines.map { indent + $0 } + below
        }
        guard let first = lines.first else { return ["  \(row.left)"] + below }
        let padding = String(repeating: " ", count: gutter - 2 - row.left.count)
        return ["  \(row.left)\(padding)\(first)"] + lines.dropFirst().map { indent + $0 } + below
    }
}
