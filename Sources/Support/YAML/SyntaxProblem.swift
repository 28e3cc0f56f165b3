internal import CYAML
internal import Diagnostics

/// What libyaml's parser stopped at, told in the words of the person who wrote the file.
struct SyntaxProblem {
    let problem: String
    let context: String
    let place: SourceLocation
    /// Where the construct began that could not be finished.
    let start: SourceLocation?
    let file: SourceFile

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
    func scalars(ofLine line: Int) -> [Unicode.Scalar] {
        file.line(line).map { Array($0.unicodeScalars) } ?? []
    }

    func scalar(at place: SourceLocation) -> Unicode.Scalar? {
        let scalars = scalars(ofLine: place.line)
        return scalars.indices.contains(place.column - 1) ? scalars[place.column - 1] : nil
    }

    func indentsWithTab(_ line: Int) -> Bool {
        let scalars = scalars(ofLine: line)
        let blanks = scalars.prefix { $0 == " " || $0 == "\t" }
        return blanks.contains("\t") && blanks.count < scalars.count && place.column <= blanks.count + 1
    }

    var tabInIndentation: Diagnostic {
        let column = scalars(ofLine: place.line).firstIndex(of: "\t") ?? 0
        return .error(
            "a tab is used for indentation",
            at: SourceLocation(file: file, line: place.line, column: column + 1),
            hint: "indent with spaces: YAML allows no tabs there"
        )
    }
}
