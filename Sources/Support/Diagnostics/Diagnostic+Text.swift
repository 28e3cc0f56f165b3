extension Diagnostic {
    /// The message as it is printed on a terminal or into a log.
    ///
    ///     mcpctl.yaml:12:9: error: replicas must be 1 or more, not 0
    ///      12 |     min: 0
    ///         |          ^
    ///     hint: …
    package var text: String {
        var lines = [headline(severity.rawValue, message, location)]
        lines += Self.excerpt(of: location)
        for note in notes {
            lines.append(headline("note", note.message, note.location))
            lines += Self.excerpt(of: note.location)
        }
        if let hint { lines.append("hint: \(visible(hint))") }
        return lines.joined(separator: "\n")
    }

    private func headline(_ word: String, _ message: String, _ location: SourceLocation?) -> String {
        let place = location.map { "\(visible($0.description)): " } ?? ""
        return "\(place)\(word): \(visible(message))"
    }

    /// The source line and a caret under the column; nothing when the line is not there.
    private static func excerpt(of location: SourceLocation?) -> [String] {
        guard let location, let line = location.file.line(location.line) else { return [] }
        // A long line is cut to a window around the column, so that a minified file stays readable.
        let window = 100
        let scalars = Array(line.unicodeScalars)
        let column = min(max(location.column, 1), scalars.count + 1)
        let start = column > window ? column - 1 - window / 2 : 0
        let shown = scalars[min(start, scalars.count)..<min(start + window, scalars.count)]
        let text = String(String.UnicodeScalarView(shown.map { $0 == "\t" ? " " : $0 }))
        let head = shown.prefix(column - 1 - start).map { $0 == "\t" ? " " : $0 }
        let before = String(String.UnicodeScalarView(head))
        let number = String(location.line)
        let gutter = String(repeating: " ", count: number.count)
        return [
            " \(number) | \(start > 0 ? "…" : "")\(visible(text))",
            " \(gutter) | \(start > 0 ? " " : "")\(String(repeating: " ", count: visible(before).count))^",
        ]
    }
}
