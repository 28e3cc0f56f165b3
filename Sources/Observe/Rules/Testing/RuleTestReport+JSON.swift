internal import Diagnostics
package import Values

/// The report for programs.
extension RuleTestReport {
    package var json: Value {
        [
            "passed": .bool(passed),
            "files": .array(
                files.map { file in
                    [
                        "file": .string(file.name), "passed": .bool(file.passed),
                        "problems": .array(file.problems.map(\.json)),
                        "warnings": .array(file.warnings.map(\.json)),
                        "tests": .array(file.cases.map(\.json)),
                    ]
                }
            ),
            "coverage": coverage.json,
        ]
    }
}

extension RuleTestReport.Case {
    fileprivate var json: Value {
        let parts = duration.components
        return [
            "name": .string(name), "line": .int(location.line), "checks": .int(checks),
            "passed": .bool(failures.isEmpty),
            "seconds": .number(Number(Double(parts.seconds) + Double(parts.attoseconds) / 1e18)),
            "failures": .array(
                failures.map { failure in
                    [
                        "kind": .string(failure.kind.rawValue), "message": .string(failure.message),
                        "line": .int(failure.location.line), "column": .int(failure.location.column),
                        "hint": failure.hint.map { .string($0) } ?? .null,
                        "differences": .array(
                            failure.differences.map { line in
                                ["side": .string("\(line.side)"), "text": .string(line.text)]
                            }
                        ),
                    ]
                }
            ),
        ]
    }
}

extension RuleCoverage {
    package var json: Value {
        [
            "share": .number(Number(share)),
            "rules": .array(
                entries.map { entry in
                    [
                        "file": .string(entry.file), "group": .string(entry.group),
                        "kind": .string(entry.rule.kind.rawValue), "name": .string(entry.rule.name.text),
                        "line": .int(entry.rule.location.line), "tested": .bool(entry.isTested),
                        "active": .bool(entry.wasActive),
                    ]
                }
            ),
        ]
    }
}

extension Diagnostic {
    /// A finding for programs.
    var json: Value {
        [
            "severity": .string(severity.rawValue), "message": .string(message),
            "file": location.map { .string($0.file.name) } ?? .null,
            "line": location.map { .int($0.line) } ?? .null,
            "column": location.map { .int($0.column) } ?? .null,
            "hint": hint.map { .string($0) } ?? .null,
        ]
    }
}
