internal import Arguments
internal import Diagnostics
internal import Rules

/// The verb `mcpctl rules fmt`.
struct FormatRules: Command {
    static let name = "fmt"
    static let summary = "Write the expressions of rules as PromQL's printer does"
    static let discussion = """
        Prints what would change as a diff; --write changes the files, all or none. Only expressions are written anew: \
        comments, order and everything else stay byte for byte, and an expression with a comment in it stays too. \
        Standard input comes out formatted.

        Exits with 0; with --check it exits with 3 when a file would change.
        """
    static let examples = [
        Example("See what would change", "mcpctl rules fmt rules/*.yaml"),
        Example("Change it", "mcpctl rules fmt -w rules/*.yaml"),
        Example("Fail when something is not formatted", "mcpctl rules fmt --check rules/*.yaml"),
    ]
    static let parameters: [Parameter<Self>] =
        RuleFileOptions.parameters.lifted(into: \.files)
        + [
            .flag(\.isCheck, "--check", help: "Name the files that would change"),
            .flag(\.writes, "-w", "--write", help: "Change the files"),
        ].exclusive()
        + [.option(\.width, "--width", value: "N", help: "Columns in a line of an expression")]
        + SharedOptions.parameters.lifted(into: \.shared)

    var files = RuleFileOptions()
    var isCheck = false
    var writes = false
    var width = RuleFormatting.Options().width
    var shared = SharedOptions()

    func validate() throws(UsageError) {
        if writes, files.paths.contains("-") { throw UsageError("standard input cannot be written to") }
        guard 20...1000 ~= width else { throw UsageError("--width must be from 20 to 1000, not \(width)") }
    }

    func run() async throws -> ExitStatus {
        let console = shared.console
        var options = RuleFormatting.Options()
        options.width = width
        options.reader = files.reader
        var changes: [FolderChange] = []
        var problems: [Diagnostic] = []
        var notes: [Diagnostic] = []
        for path in files.paths {
            do throws(InvalidInput) {
                let file = try RuleFileOptions.source(at: path)
                let formatting = try RuleFormatting.run(file, options)
                notes += formatting.notes
                changes.append(
                    FolderChange(path: path, old: Array(file.text.utf8), new: Array(formatting.text.utf8))
                )
            } catch {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
        console.tell(notes)
        let changed = changes.filter { $0.kind != .same }
        if isCheck {
            console.output(changed.map { "\(visible($0.path == "-" ? "<stdin>" : $0.path))\n" }.joined())
            return changed.isEmpty ? .success : .findings
        }
        if writes {
            try FolderChange.apply(changed)
            console.output(changed.map { "\($0.kind.word)  \(visible($0.path))\n" }.joined())
            return .success
        }
        for change in changes {
            if change.path == "-" {
                console.file(String(decoding: change.new ?? [], as: UTF8.self))
            } else {
                console.difference(String(decoding: change.difference, as: UTF8.self))
            }
        }
        return .success
    }
}
