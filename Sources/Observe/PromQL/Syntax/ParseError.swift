package import Diagnostics

/// One thing that is wrong with a query's text.
package struct ParseError: Error, Sendable, Hashable {
    /// In the words of Prometheus where it has any.
    package let message: String
    package let range: TextRange
    /// What to do about it.
    package let hint: String?

    init(_ message: String, at range: TextRange, hint: String? = nil) {
        self.message = message
        self.range = range
        self.hint = hint
    }
}

/// A query that cannot be read, with everything that is wrong with it in the order found.
package struct ParseErrors: Error, Sendable, Hashable {
    package let query: String
    /// One at least.
    package let errors: [ParseError]
}

extension ParseErrors: CustomStringConvertible {
    /// The first one as Prometheus says it: `1:5: parse error: unexpected end of input`.
    package var description: String {
        guard let first = errors.first else { return "parse error" }
        return "\(first.range.position(in: query)): parse error: \(first.message)"
    }
}

extension ParseErrors {
    /// With the query's line and a caret; the name stands for the query, as in `query:1:5: error: …`.
    package func diagnostics(named name: String) -> [Diagnostic] {
        let file = SourceFile(name: name, text: query)
        return errors.map { error in
            Diagnostic.error(error.message, at: error.range.location(in: file), hint: error.hint)
        }
    }
}

extension TextRange {
    /// The beginning, in a file that holds nothing but the query.
    package func location(in file: SourceFile) -> SourceLocation {
        var line = 1
        var column = 1
        // A column is a Unicode scalar, of which the bytes that continue one are part.
        for byte in file.text.utf8.prefix(lowerBound) {
            if byte == UInt8(ascii: "\n") {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return SourceLocation(file: file, line: line, column: column)
    }
}
