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
        place = SourceLocation(parser.pointee.problem_mark, in: file)
        start = context.isEmpty ? nil : SourceLocation(parser.pointee.context_mark, in: file)
    }

    var diagnostic: Diagnostic { .error("stub \(problem) \(context)", at: place) }
}
