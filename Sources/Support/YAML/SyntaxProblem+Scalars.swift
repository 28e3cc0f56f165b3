internal import Diagnostics

extension SyntaxProblem {
    var scalarProblem: Diagnostic? {
        switch problem {
        case "found unexpected end of stream": return unclosedQuote("the text is never closed")
        case "found unexpected document indicator":
            return unclosedQuote("the document ends inside a quoted text")
        case "found unknown escape character":
            let escape = escaped.map { "`\\\($0)`" } ?? "this"
            return .error(
                "\(escape) is no escape in double quotes",
                at: place,
                hint: "write `\\\\` for a backslash, or use single quotes"
            )
        case "did not find expected hexdecimal number":
            return .error("hexadecimal digits are missing after this escape", at: place)
        case "found invalid Unicode character escape code":
            return .error(
                "this escape is no Unicode character",
                at: place,
                hint: "write a character beyond U+FFFF as one escape, such as \"\\U0001F600\""
            )
        case "found a tab character where an indentation space is expected",
            "found a tab character that violates indentation":
            return .error(
                "a tab is used for indentation",
                at: place,
                hint: "indent with spaces: YAML allows no tabs there"
            )
        case "found an indentation indicator equal to 0":
            return .error("the indentation of a block text is 1 to 9, not 0", at: place)
        case "found unexpected ':'":
            return .error("a colon cannot stand here", at: place, hint: "put the text in quotes")
        case "did not find expected comment or line break" where context == "while scanning a block scalar":
            return .error(
                "nothing but a comment may follow `|` or `>` on its line",
                at: place,
                hint: "start the text on the next line, indented"
            )
        default: return nil
        }
    }

    private var escaped: Unicode.Scalar? {
        scalar(at: SourceLocation(file: file, line: place.line, column: place.column + 1))
    }

    private func unclosedQuote(_ message: String) -> Diagnostic {
        let quote = start.flatMap(scalar(at:)).map(String.init) ?? "\""
        return .error(
            message,
            at: place,
            notes: start.map { [.init("the quote is opened here", at: $0)] } ?? [],
            hint: "close it with `\(quote)`"
        )
    }
}
