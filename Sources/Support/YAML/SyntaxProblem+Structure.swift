internal import Diagnostics

extension SyntaxProblem {
    var structureProblem: Diagnostic? {
        switch problem {
        case "found character that cannot start any token": return badStart
        case "could not find expected ':'": return missingColon
        case "mapping values are not allowed in this context": return misplacedValue
        case "block sequence entries are not allowed in this context":
            return .error(
                "a list item cannot start here",
                at: place,
                hint: "start the list on a line of its own; if `- ` is meant as text, put it in quotes"
            )
        case "mapping keys are not allowed in this context":
            return .error(
                "a key cannot start here",
                at: place,
                hint: "if `? ` is meant as text, put it in quotes"
            )
        case "did not find expected key":
            return misindented(
                "this does not belong to the mapping it stands in",
                "the mapping starts here",
                "keys of one mapping start in the same column"
            )
        case "did not find expected '-' indicator":
            return misindented(
                "this is no item of the list it stands in",
                "the list starts here",
                "items of one list start with `- ` in the same column"
            )
        case "did not find expected ',' or ']'": return unfinished("list", "]")
        case "did not find expected ',' or '}'": return unfinished("mapping", "}")
        case "did not find expected <document start>":
            return .error(
                "the document has ended, but more text follows",
                at: place,
                hint: "check the indentation; a second document starts with `---`"
            )
        case "did not find expected node content":
            guard scalar(at: place) == nil else { return .error("a value is expected here", at: place) }
            return .error("a value is missing, or a bracket is not closed", at: place)
        default: return nil
        }
    }

    private var badStart: Diagnostic {
        switch scalar(at: place) {
        case "\t":
            return .error(
                "a tab cannot stand here",
                at: place,
                hint: "use spaces: YAML allows tabs only inside texts"
            )
        case "`":
            return .error("a text cannot start with a backtick", at: place, hint: "put the text in quotes")
        case let scalar?:
            return .error("a text cannot start with `\(scalar)`", at: place, hint: "put the text in quotes")
        case nil: return .error("a value is expected here", at: place)
        }
    }

    private var missingColon: Diagnostic {
        let start = start ?? place
        let line = scalars(ofLine: start.line)
        let rest = line.dropFirst(start.column - 1)
        if let colon = rest.indices.first(where: {
            line[$0] == ":" && $0 + 1 < line.count && line[$0 + 1] != " "
        }) {
            return .error(
                "a space is missing after the colon",
                at: SourceLocation(file: file, line: start.line, column: colon + 1),
                hint: "write `key: value`"
            )
        }
        if let quote = rest.first, quote == "\"" || quote == "'", place.line > start.line {
            return .error(
                "this quoted text does not end on its line, or `:` is missing after it",
                at: start,
                hint: "close the quote, or write `key: value`"
            )
        }
        return .error("this is no `key: value`", at: start, hint: "a key is followed by a colon and a space")
    }

    private var misplacedValue: Diagnostic {
        let line = scalars(ofLine: place.line)
        let before = line.prefix(max(place.column - 1, 0))
        let hasColon = before.indices.contains {
            before[$0] == ":" && $0 + 1 < line.count && line[$0 + 1] == " "
        }
        if hasColon {
            return .error(
                "a second `: ` on the line",
                at: place,
                hint: "put a text that contains `: ` in quotes"
            )
        }
        let lineAbove = scalars(ofLine: place.line - 1)
        let isSpaceMissing = lineAbove.indices.contains { lineAbove[$0] == ":" && $0 + 1 < lineAbove.count }
        return .error(
            "a `key: value` cannot stand here",
            at: place,
            hint: isSpaceMissing
                ? "is a space missing after the colon in the line above, or is the indentation wrong?"
                : "check the indentation of this line and the one above; a text with `:` at its end needs quotes"
        )
    }

    private func misindented(_ message: String, _ note: String, _ rule: String) -> Diagnostic {
        let before = scalars(ofLine: place.line).prefix(max(place.column - 1, 0))
        guard before.allSatisfy({ $0 == " " || $0 == "-" || $0 == "?" }) else {
            return .error(
                "the value has ended, but more text follows",
                at: place,
                hint: "put the whole text in quotes"
            )
        }
        let column = start.map { " (here column \($0.column))" } ?? ""
        return .error(
            message,
            at: place,
            notes: start.map { [.init(note, at: $0)] } ?? [],
            hint: "check the indentation: \(rule)\(column)"
        )
    }

    private func unfinished(_ kind: String, _ closing: String) -> Diagnostic {
        let notes = start.map { [Diagnostic.Note("the \(kind) starts here", at: $0)] } ?? []
        guard scalar(at: place) != nil else {
            return .error(
                "the \(kind) is not closed",
                at: place,
                notes: notes,
                hint: "close it with `\(closing)`"
            )
        }
        return .error("expected `,` or `\(closing)` here", at: place, notes: notes)
    }
}
