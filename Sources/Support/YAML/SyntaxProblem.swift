internal import CYAML
internal import Diagnostics

/// What libyaml's parser stopped at, told in the words of the person who wrote the file.
struct SyntaxProblem {
    private let problem: String
    private let context: String
    private let place: SourceLocation
    /// Where the construct began that could not be finished.
    private let start: SourceLocation?
    private let file: SourceFile

    init(of parser: UnsafePointer<yaml_parser_t>, in file: SourceFile) {
        self.file = file
        problem = parser.pointee.problem.map { String(cString: $0) } ?? "out of memory"
        context = parser.pointee.context.map { String(cString: $0) } ?? ""
        let mark = SourceLocation(parser.pointee.problem_mark, in: file)
        if let line = file.line(mark.line - 1), file.line(mark.line) == nil {
            // libyaml puts the end of a text without a last line break onto a line of its own.
            place = SourceLocation(file: file, line: mark.line - 1, column: line.unicodeScalars.count + 1)
        } else {
            place = mark
        }
        start = context.isEmpty ? nil : SourceLocation(parser.pointee.context_mark, in: file)
    }

    var diagnostic: Diagnostic {
        if indentsWithTab(place.line) { return tabInIndentation }
        return structureProblem ?? scalarProblem ?? propertyProblem ?? directiveProblem
            ?? .error("this is not valid YAML: \(problem)", at: place)
    }

    // MARK: What stands around the place

    /// The source line's scalars.
    private func scalars(ofLine line: Int) -> [Unicode.Scalar] {
        file.line(line).map { Array($0.unicodeScalars) } ?? []
    }

    private func scalar(at place: SourceLocation) -> Unicode.Scalar? {
        let scalars = scalars(ofLine: place.line)
        return scalars.indices.contains(place.column - 1) ? scalars[place.column - 1] : nil
    }

    private func indentsWithTab(_ line: Int) -> Bool {
        let scalars = scalars(ofLine: line)
        let blanks = scalars.prefix { $0 == " " || $0 == "\t" }
        return blanks.contains("\t") && blanks.count < scalars.count && place.column <= blanks.count + 1
    }

    private var tabInIndentation: Diagnostic {
        let column = scalars(ofLine: place.line).firstIndex(of: "\t") ?? 0
        return .error(
            "a tab is used for indentation",
            at: SourceLocation(file: file, line: place.line, column: column + 1),
            hint: "indent with spaces: YAML allows no tabs there"
        )
    }
}

// MARK: Mappings and lists

extension SyntaxProblem {
    private var structureProblem: Diagnostic? {
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

// MARK: Scalars

extension SyntaxProblem {
    private var scalarProblem: Diagnostic? {
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

// MARK: Anchors, tags, directives

extension SyntaxProblem {
    private var propertyProblem: Diagnostic? {
        if context == "while scanning an anchor" || context == "while scanning an alias" {
            let mark = context == "while scanning an anchor" ? "&" : "*"
            return .error(
                "the name after `\(mark)` is made of letters, digits, `-` and `_`",
                at: place,
                hint: "if the `\(mark)` is meant literally, put the text in quotes"
            )
        }
        if problem == "found undefined tag handle" {
            return .error(
                "this tag is not declared",
                at: place,
                hint: "put a text that starts with `!` in quotes"
            )
        }
        if context.hasPrefix("while scanning a tag") || context.hasPrefix("while parsing a tag") {
            return .error(
                "this tag cannot be read",
                at: place,
                hint: "put a text that starts with `!` in quotes"
            )
        }
        return nil
    }

    private var directiveProblem: Diagnostic? {
        switch problem {
        case "found incompatible YAML document":
            return .error("only YAML 1.1 and 1.2 can be read", at: place)
        case "found duplicate %YAML directive":
            return .error("a second %YAML directive", at: place)
        case "found duplicate %TAG directive":
            return .error("a second %TAG directive for this handle", at: place)
        case "found unknown directive name":
            return .error(
                "this directive is not known",
                at: start ?? place,
                hint: "put a text that starts with `%` in quotes"
            )
        case _ where context.hasPrefix("while scanning a %") || context == "while scanning a directive":
            return .error("this directive cannot be read", at: place)
        default: return nil
        }
    }
}
