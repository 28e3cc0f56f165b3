internal import Diagnostics
internal import GoText
internal import LoadTest
internal import MCP
internal import TerminalUI

/// A report of a load test for people.
struct BenchPage {
    private let report: LoadReport

    init(_ report: LoadReport) { self.report = report }

    var text: String { [head, latencies.text, outcomes.text].joined(separator: "\n") }

    private var head: String {
        let server = [report.server.title ?? report.server.name, report.server.version].compactMap(\.self)
        let total = report.total
        let took = GoText.fixed(report.duration / .seconds(1), digits: 1)
        return """
            \(visible(report.endpoint))
              server    \(server.isEmpty ? "does not say who it is" : visible(server.joined(separator: " "))), \
            \(report.server.era.rawValue) \(visible(report.server.protocolVersion))
              requests  \(total.requests) in \(took)s, \(GoText.fixed(total.errorRatio * 100, digits: 2))% failed
              rate      \(GoText.fixed(report.offeredRate, digits: 1))/s offered, \
            \(GoText.fixed(report.achievedRate, digits: 1))/s answered well

            """
    }

    private var latencies: TextTable {
        var table = TextTable(
            [.init("TOOL"), .init("REQUESTS", isNumber: true), .init("FAILED", isNumber: true)]
                + (LatencyHistogram.percentiles.map(\.name) + ["max", "mean"])
                .map { .init($0.uppercased(), isNumber: true) }
        )
        func add(_ name: String, _ figures: LoadReport.Figures) {
            let latency = figures.latency
            let times =
                LatencyHistogram.percentiles.map { latency.percentile($0.percent) } + [
                    latency.maximum, latency.mean,
                ]
            table.add(
                [visible(name), "\(figures.requests)", "\(figures.failed)"]
                    + times.map { latency.count == 0 ? "-" : Self.milliseconds($0) }
            )
        }
        for part in report.parts { add(part.question.name, part.figures) }
        if report.parts.count > 1 { add("all", report.total) }
        return table
    }

    private static func milliseconds(_ span: Duration) -> String {
        "\(GoText.fixed(span / .milliseconds(1), digits: 2))ms"
    }

    private var outcomes: TextTable {
        let total = report.total
        var table = TextTable([.init("OUTCOME"), .init("REQUESTS", isNumber: true)])
        for outcome in LoadOutcome.allCases {
            let count = total.outcomes[outcome, default: 0]
            if count > 0 { table.add([Self.words(outcome), "\(count)"]) }
        }
        return table
    }

    private static func words(_ outcome: LoadOutcome) -> String {
        switch outcome {
        case .ok: "answered"
        case .toolError: "the tool failed"
        case .rateLimited: "rate limited"
        case .protocolError: "error of JSON-RPC"
        case .badAnswer: "no answer of MCP"
        case .timedOut: "no answer in time"
        case .connection: "connection failed"
        case .notSent: "not sent: too many waiting"
        }
    }
}
