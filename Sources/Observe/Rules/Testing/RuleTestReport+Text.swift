internal import Diagnostics
internal import GoText

/// The report for people.
extension RuleTestReport {
    /// Files with their failures, each with its place, then one line that sums up.
    package var text: String {
        var lines: [String] = []
        for file in files {
            lines.append("\(file.passed ? "PASS" : "FAIL") \(visible(file.name)): \(file.summary)")
            for warning in file.warnings + file.problems { lines += Self.indented(warning.text) }
            for testCase in file.cases where !testCase.failures.isEmpty {
                lines.append("  \(visible(testCase.name))")
                for failure in testCase.failures { lines += Self.indented(failure.text, by: 4) }
            }
        }
        let failed = files.count { !$0.passed }
        func count(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
        let checks = files.reduce(0) { $0 + $1.cases.reduce(0) { $0 + $1.checks } }
        let cases = files.reduce(0) { $0 + $1.cases.count }
        lines.append(
            failed == 0
                ? "\(count(files.count, "file")), \(count(cases, "test")), \(count(checks, "check")): all passed"
                : "\(failed) of \(files.count) files failed"
        )
        return lines.joined(separator: "\n")
    }

    private static func indented(_ text: String, by spaces: Int = 2) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String(repeating: " ", count: spaces) + $0 }
    }
}

extension RuleTestReport.File {
    fileprivate var summary: String {
        if !problems.isEmpty { return "not run" }
        let failed = cases.count { !$0.failures.isEmpty }
        let tests = cases.count == 1 ? "1 test" : "\(cases.count) tests"
        return failed == 0 ? tests : "\(failed) of \(tests) failed"
    }
}

extension RuleTestReport.Failure {
    /// The message with its place and, line by line, what was expected (`-`) and what came (`+`).
    package var text: String {
        var lines = ["\(visible(location.description)): error: \(visible(message))"]
        for difference in differences {
            lines.append("  \(difference.side.rawValue) \(visible(difference.text))")
        }
        if let hint { lines.append("hint: \(visible(hint))") }
        return lines.joined(separator: "\n")
    }
}

extension RuleCoverage {
    /// What no test looks at and what never did anything, then the shares.
    package var text: String {
        var lines: [String] = []
        for entry in entries where !entry.isTested || !entry.wasActive {
            let never =
                entry.rule.kind == .alerting ? "never fires in a test" : "never has a sample in a test"
            let words = [entry.isTested ? nil : "no test looks at it", entry.wasActive ? nil : never]
            lines.append(
                "\(visible(entry.rule.location.description)): \(entry.rule.kind.rawValue) "
                    + "\(visible(entry.rule.name.text)): \(words.compactMap(\.self).joined(separator: ", "))"
            )
        }
        for kind in [Rule.Kind.alerting, .recording] {
            let own = entries.filter { $0.rule.kind == kind }
            guard !own.isEmpty else { continue }
            let tested = own.count(where: \.isTested)
            let name = kind == .alerting ? "alerts" : "recording rules"
            lines.append("\(name): \(tested) of \(own.count) tested (\(Self.percent(tested, own.count)))")
        }
        let tested = entries.count(where: \.isTested)
        lines.append("coverage: \(tested) of \(entries.count) rules (\(Self.percent(tested, entries.count)))")
        return lines.joined(separator: "\n")
    }

    private static func percent(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "100.0%" : GoText.fixed(Double(part) * 100 / Double(whole), digits: 1) + "%"
    }
}
