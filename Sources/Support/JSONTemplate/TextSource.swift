import Diagnostics

/// A text of the template that holds expressions, and where it was written.
struct TextSource: Sendable {
    let text: String
    /// Where the scalar starts in the file, its quote included.
    let location: SourceLocation?

    func error(_ fault: ExpressionFault) -> TemplateError {
        TemplateError(
            fault.message,
            category: fault.category,
            at: location(ofByte: fault.offset),
            hint: fault.hint
        )
    }

    /// The place of a byte of the text, when the scalar is written plainly or in quotes on one line; otherwise the
    /// place where the scalar starts.
    func location(ofByte offset: Int) -> SourceLocation? {
        guard let location, let line = location.file.line(location.line) else { return location }
        var written = Substring(line).unicodeScalars.dropFirst(location.column - 1)
        let quote = written.first.flatMap { $0 == "'" || $0 == "\"" ? $0 : nil }
        var column = location.column
        func advance() {
            written = written.dropFirst()
            column += 1
        }
        if quote != nil { advance() }
        var byte = 0
        for scalar in text.unicodeScalars {
            if byte >= offset { break }
            if quote == "'", scalar == "'", written.first == "'" {
                advance()
            } else if quote == "\"", written.first == "\\" {
                advance()
                guard let escaped = written.first, Self.escapes[escaped] == scalar else { return location }
                written = Substring(String(scalar) + String(written.dropFirst())).unicodeScalars[...]
            }
            guard written.first == scalar else { return location }
            advance()
            byte += UTF8.width(scalar)
        }
        return SourceLocation(file: location.file, line: location.line, column: column)
    }

    /// The one-letter escapes that JSON and YAML share.
    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "\"": "\"", "\\": "\\", "/": "/", "n": "\n", "t": "\t", "r": "\r",
    ]
}
