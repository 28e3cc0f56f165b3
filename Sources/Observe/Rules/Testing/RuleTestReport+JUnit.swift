internal import Diagnostics
internal import GoText

/// The report as JUnit's XML, which every continuous integration reads: a suite for a file, a case for a test.
extension RuleTestReport {
    package var junit: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        let cases = files.reduce(0) { $0 + $1.cases.count }
        let failures = files.reduce(0) { $0 + $1.failed }
        let errors = files.count { !$0.problems.isEmpty }
        text += "<testsuites tests=\"\(cases)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
        for file in files { text += file.junit }
        return text + "</testsuites>\n"
    }
}

extension RuleTestReport.File {
    fileprivate var failed: Int { cases.count { !$0.failures.isEmpty } }

    fileprivate var junit: String {
        let time = cases.reduce(Duration.zero) { $0 + $1.duration }
        let hasProblems = !problems.isEmpty
        var text =
            "  <testsuite name=\"\(escaped(name))\" tests=\"\(cases.count + (hasProblems ? 1 : 0))\" "
            + "failures=\"\(failed)\" errors=\"\(hasProblems ? 1 : 0)\" time=\"\(seconds(time))\">\n"
        if hasProblems {
            let details = problems.map(\.text).joined(separator: "\n")
            text += "    <testcase name=\"load\" classname=\"\(escaped(name))\" time=\"0.000\">\n"
            text +=
                "      <error message=\"\(escaped(problems.first?.message ?? ""))\">\(escaped(details))</error>\n"
            text += "    </testcase>\n"
        }
        for testCase in cases {
            text +=
                "    <testcase name=\"\(escaped(testCase.name))\" classname=\"\(escaped(name))\" "
                + "file=\"\(escaped(name))\" line=\"\(testCase.location.line)\" "
                + "time=\"\(seconds(testCase.duration))\""
            guard !testCase.failures.isEmpty else {
                text += "/>\n"
                continue
            }
            text += ">\n"
            for failure in testCase.failures {
                let isError = failure.kind == .error || failure.kind == .unsupported
                let tag = isError ? "error" : "failure"
                text +=
                    "      <\(tag) message=\"\(escaped(failure.message))\" type=\"\(failure.kind.rawValue)\">"
                text += "\(escaped(failure.text))</\(tag)>\n"
            }
            text += "    </testcase>\n"
        }
        return text + "  </testsuite>\n"
    }
}

private func seconds(_ duration: Duration) -> String {
    let parts = duration.components
    return GoText.fixed(Double(parts.seconds) + Double(parts.attoseconds) / 1e18, digits: 3)
}

/// Escapes what means something in XML, and drops what XML 1.0 cannot hold at all.
private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        case "\n": result += "&#10;"
        case "\t": result += "&#9;"
        case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
            result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
