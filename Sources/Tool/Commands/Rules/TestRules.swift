internal import Arguments
internal import Diagnostics
internal import LinearRegex
internal import Rules

/// The verb `mcpctl rules test`.
struct TestRules: Command {
    static let name = "test"
    static let summary = "Run unit tests of rules, as promtool has them"
    static let discussion = """
        Takes promtool's files of tests unchanged. Each test says what it expects and what came: '-' stands before \
        what is missing, '+' before what was not expected.

        Exits with 0 when all tests pass, 1 when one fails, 2 when a file of tests, or of rules that it names, cannot \
        be read.
        """
    static let examples = [
        Example("Run all tests", "mcpctl rules test tests/*.yaml"),
        Example("Run the tests of latency", "mcpctl rules test tests.yaml --run latency"),
        Example("Say which rules no test looks at", "mcpctl rules test tests/*.yaml --coverage"),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .argument(
                \.paths,
                "FILE",
                help: "Files of tests; the paths of rules in them start at their folder",
                isRequired: true,
                completion: .file("yaml", "yml")
            ),
            .option(\.patterns, "--run", value: "REGEX", help: "Run the tests whose name it finds"),
            .flag(\.showsCoverage, "--coverage", help: "Say which rules no test looks at"),
            .option(
                \.junit,
                "--junit",
                value: "FILE",
                help: "Write the results as JUnit's XML too; - prints them instead",
                completion: .file("xml")
            ),
            RuleFileOptions.strictness(\.ignoresUnknownFields),
        ] + DataOptions.parameters.lifted(into: \.data)

    var paths: [String] = []
    var patterns: [NamePattern] = []
    var showsCoverage = false
    var junit: String?
    var ignoresUnknownFields = false
    var data = DataOptions()

    func run() async throws -> ExitStatus {
        let console = data.shared.console
        var options = RuleTestRunner.Options()
        options.reader.ignoresUnknownFields = ignoresUnknownFields
        let patterns = patterns
        options.selects = { name in
            patterns.isEmpty || patterns.contains { $0.regex.firstMatch(in: name) != nil }
        }
        var files: [SourceFile] = []
        var unread: [Diagnostic] = []
        for path in paths {
            do throws(InvalidInput) { files.append(try RuleFileOptions.source(at: path)) } catch {
                unread += error.diagnostics
            }
        }
        guard unread.isEmpty else { throw InvalidInput(unread) }
        let report = RuleTestRunner.run(files, options) { pattern, testFile in
            RulePaths.files(matching: pattern, besides: testFile).compactMap { path in
                do throws(InvalidInput) { return try RuleFileOptions.source(at: path) } catch {
                    unread += error.diagnostics
                    return nil
                }
            }
        }
        if let junit, junit != "-" {
            try FolderChange.apply([FolderChange(path: junit, old: nil, new: Array(report.junit.utf8))])
        }
        if junit == "-" {
            console.file(report.junit)
        } else {
            data.print(report.json) { RuleTestText(report, showsCoverage: showsCoverage).text }
        }
        console.tell(unread)
        if data.format == .table { console.tell(report.files.flatMap { $0.warnings + $0.problems }) }
        // Nothing that was looked at is nothing that passed.
        if !patterns.isEmpty, report.files.allSatisfy(\.cases.isEmpty) {
            console.tell([.error("no test has such a name", hint: "without --run all are run, and named")])
            return .usage
        }
        guard unread.isEmpty, report.files.allSatisfy(\.problems.isEmpty) else { return .usage }
        return report.passed ? .success : .failure
    }
}

/// Finds names of tests.
struct NamePattern: ArgumentValue {
    let regex: LinearRegex

    static var expectation: String { "a regular expression (RE2)" }
    var argumentText: String? { regex.pattern }

    init?(argument: String) {
        guard let regex = try? LinearRegex(argument) else { return nil }
        self.regex = regex
    }
}

/// The report for people: each test with its name, then what differs.
private struct RuleTestText {
    private let report: RuleTestReport
    private let showsCoverage: Bool

    init(_ report: RuleTestReport, showsCoverage: Bool) {
        self.report = report
        self.showsCoverage = showsCoverage
    }

    var text: String {
        var lines: [String] = []
        for file in report.files {
            lines.append(visible(file.name))
            if !file.problems.isEmpty { lines.append("  NOT RUN") }
            for test in file.cases {
                lines.append("  \(test.failures.isEmpty ? "SUCCESS" : "FAILED ")  \(visible(test.name))")
                for failure in test.failures {
                    lines += failure.text.split(separator: "\n").map { "    \($0)" }
                }
            }
        }
        if showsCoverage { lines.append(report.coverage.text) }
        return (lines + [summary, ""]).joined(separator: "\n")
    }

    private var summary: String {
        let tests = report.files.flatMap(\.cases)
        let failed = tests.count { !$0.failures.isEmpty }
        let unread = report.files.count { !$0.problems.isEmpty }
        var words = ["\(tests.count) \(tests.count == 1 ? "test" : "tests")"]
        words.append(failed == 0 ? "\(tests.count) passed" : "\(failed) failed")
        if unread > 0 { words.append("\(unread) of \(report.files.count) files not run") }
        return words.joined(separator: ", ")
    }
}
