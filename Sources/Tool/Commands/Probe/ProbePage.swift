internal import Diagnostics
internal import GoText
internal import HTTP
internal import MCP
internal import TerminalUI
internal import Values

/// A report of a probe for people: who answers, a row for each rule, and what was seen where one is broken.
struct ProbePage {
    private let report: ProbeReport

    init(_ report: ProbeReport) { self.report = report }

    var text: String {
        let seen = report.findings.filter { $0.verdict == .fail || $0.verdict == .warn }.map(Self.details)
        return ([head, table.text] + seen + [summary]).joined(separator: "\n")
    }

    private var head: String {
        var lines = [visible(report.endpoint)]
        if let server = report.servers.first {
            let name = [server.title ?? server.name, server.version].compactMap(\.self).joined(separator: " ")
            lines.append("  server    \(name.isEmpty ? "does not say who it is" : visible(name))")
            let spoken = Set(report.servers.flatMap { $0.supportedVersions + [$0.protocolVersion] })
            lines.append("  speaks    \(visible(spoken.sorted(by: >).joined(separator: ", ")))")
            let capabilities = Set(report.servers.flatMap(\.capabilities.keys)).sorted()
            lines.append(
                "  offers    \(capabilities.isEmpty ? "-" : visible(capabilities.joined(separator: ", ")))"
            )
        }
        if let count = report.toolCount { lines.append("  tools     \(count)") }
        if let timings = report.timings { lines.append("  took      \(Self.phases(timings))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the time of the first exchange went into.
    private static func phases(_ timings: HTTPTimings) -> String {
        let phases = [
            ("resolve", timings.resolve), ("connect", timings.connect), ("tls", timings.tls),
            ("first byte", timings.firstByte), ("in all", timings.total),
        ]
        return phases.filter { $0.1 > .zero }
            .map { "\($0.0) \(humanized($0.1 / .seconds(1)))s" }.joined(separator: ", ")
    }

    private var table: TextTable {
        var table = TextTable(["RESULT", "LEVEL", "RULE", "FOUND"].map { .init($0) })
        for finding in report.findings where finding.applies {
            table.add([
                Self.word(finding.verdict), finding.level.rawValue, finding.id,
                shortened(visible(finding.message), to: 100),
            ])
        }
        return table
    }

    private static func word(_ verdict: ProbeReport.Verdict) -> String {
        switch verdict {
        case .pass: "✓ pass"
        case .fail: "✗ fail"
        case .warn: "! warn"
        case .skip: "- skip"
        }
    }

    private static func details(_ finding: ProbeReport.Finding) -> String {
        let reference = "\(finding.reference.revision), \(finding.reference.section)"
        let lines =
            [
                "\(finding.id): \(finding.title)",
                "  found   \(visible(finding.message))",
                "  rule    \(finding.level.rawValue), \(reference)",
            ]
            + finding.evidence.flatMap {
                ["  asked   \(visible($0.request))", "  answer  \(visible($0.answer))"]
            }
        return lines.joined(separator: "\n") + "\n"
    }

    private var summary: String {
        let counts = ProbeReport.Verdict.allCases.map { verdict in
            "\(report.findings.count { $0.applies && $0.verdict == verdict }) \(verdict.rawValue)"
        }
        let rest = report.findings.count { !$0.applies }
        let sessions =
            report.sessions.opened == 0
            ? "" : "; \(report.sessions.opened) sessions opened, \(report.sessions.ended) ended"
        let others = rest == 0 ? "" : "; \(rest) rules do not apply"
        return counts.joined(separator: ", ") + others + sessions + "\n"
    }
}
