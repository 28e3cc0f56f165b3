internal import Diagnostics
internal import MCP

/// One thing that mcpctl looks at itself, beside what a server says.
protocol TruthCheck: Sendable {
    static var name: String { get }
    /// What was seen, and the trouble if it is one; nothing when the question makes no sense for the server.
    static func look(at evidence: Evidence) -> (
        outcome: TruthSnapshot.Outcome, evidence: String, trouble: Trouble?
    )?
}

/// Everything that is looked at, in the order it is shown.
enum TruthChecks {
    static let all: [any TruthCheck.Type] = [
        ExpectedTools.self, Canary.self, Identity.self, ToolErrors.self, Breakers.self, MetricsMoving.self,
    ]
}

/// The tools that the profile expects are listed: a proxy in front of a dead server lists none.
enum ExpectedTools: TruthCheck {
    static let name = "expected-tools"

    static func look(at evidence: Evidence) -> (
        outcome: TruthSnapshot.Outcome, evidence: String, trouble: Trouble?
    )? {
        guard let look = evidence.look, look.isAnswered else { return nil }
        let expected = evidence.expectations.tools
        guard let tools = look.tools else {
            let why = look.failure.map { shortened($0.message, to: 120) } ?? "it has no tools"
            guard !expected.isEmpty || look.failure != nil else {
                return (.skipped, "the server does not offer tools, and none are expected", nil)
            }
            return (.failed, why, Trouble(state: .unhealthy, text: "its tools cannot be listed: \(why)"))
        }
        guard !expected.isEmpty else {
            guard tools.isEmpty else {
                return (.skipped, "none are expected; \(tools.count) are listed", nil)
            }
            return (.failed, "the list is empty", Trouble(state: .degraded, text: "it lists no tools"))
        }
        let listed = Set(tools)
        let missing = expected.filter { !listed.contains($0) }
        guard !missing.isEmpty else { return (.passed, "all \(expected.count) are listed", nil) }
        let names = missing.prefix(5).joined(separator: ", ") + (missing.count > 5 ? ", …" : "")
        let text =
            tools.isEmpty
            ? "it lists no tools, and \(expected.count) are expected (\(names))"
            : "\(missing.count) of \(expected.count) expected tools are missing (\(names))"
        let state = missing.count == expected.count ? HealthState.unhealthy : .degraded
        return (.failed, text, Trouble(state: state, text: text))
    }
}

/// A call that must succeed does.
enum Canary: TruthCheck {
    static let name = "canary"

    static func look(at evidence: Evidence) -> (
        outcome: TruthSnapshot.Outcome, evidence: String, trouble: Trouble?
    )? {
        guard let canary = evidence.expectations.canary else { return nil }
        guard let call = evidence.look?.canary else {
            return (.skipped, "\(canary.tool) could not be called", nil)
        }
        guard let problem = call.problem else {
            return (.passed, "\(call.tool) answered in \(Int((call.seconds * 1000).rounded())) ms", nil)
        }
        let text = "the canary call of \(call.tool) fails: \(problem)"
        return (.failed, text, Trouble(state: .unhealthy, text: text))
    }
}

/// Who answers is who is expected, and who answered before.
enum Identity: TruthCheck {
    static let name = "identity"

    static func look(at evidence: Evidence) -> (
        outcome: TruthSnapshot.Outcome, evidence: String, trouble: Trouble?
    )? {
        guard let server = evidence.look?.server else { return nil }
        guard let name = server.name else { return (.skipped, "the server does not say its name", nil) }
        if let expected = evidence.expectations.identity, expected != name {
            let text = "\(name) answers where \(expected) is expected"
            return (.failed, text, Trouble(state: .wrongService, text: text))
        }
        if let first = evidence.firstIdentity, first != name, evidence.expectations.identity == nil {
            let text = "\(name) answers where \(first) did before"
            return (.failed, text, Trouble(state: .degraded, text: text))
        }
        return (.passed, server.version.map { "\(name) \($0)" } ?? name, nil)
    }
}

/// Calls succeed: a share of failures says more than a word.
enum ToolErrors: TruthCheck {
    static let name = "tool-errors"
    /// Fewer calls than that show nothing.
    private static let fewest = 5.0

    static func look(at evidence: Evidence) -> (
        outcome: TruthSnapshot.Outcome, evidence: String, trouble: Trouble?
    )? {
        guard evidence.metricsFailure == nil, let ratio = evidence.traffic.errorRatio,
            let rate = evidence.traffic.rate
        else { return nil }
        let percent = "\(Int((ratio * 100).rounded())) % of calls failed"
        guard ratio > 0.5 else { return (.passed, percent, nil) }
        // Rates are told over a minute at most, so this many calls at least were seen.
        guard rate * 60 >= fewest else { return (.skipped, "\(percent), but there were few", nil) }
        let state = ratio >= 0.9 ? HealthState.unhealthy : .degraded
        return (.failed, percent, Trouble(state: state, text: "\(percent) in the last minute"))
    }
}

/// No breaker is open.
enum Breakers: TruthCheck {
    static let name = "breakers"

    static func look(at evidence: Evidence) -> (
        outcome: TruthSnapshot.Outcome, evidence: String, trouble: Trouble?
    )? {
        guard evidence.knowsBreakers, !evidence.breakers.isEmpty else { return nil }
        let open = evidence.breakers.filter { $0.state == .open || $0.state == .forcedOpen }
        guard let first = open.first else { return (.passed, "\(evidence.breakers.count) are not open", nil) }
        let text =
            open.count == 1
            ? "its breaker \(first.name) is open"
            : "\(open.count) breakers are open (\(open.prefix(3).map(\.name).joined(separator: ", ")))"
        return (.failed, text, Trouble(state: .degraded, text: text))
    }
}

/// What was called is counted: told only where calls of ours went uncounted, which is certain.
enum MetricsMoving: TruthCheck {
    static let name = "metrics-moving"
    /// Calls of ours that must be missing before it is said.
    private static let certain = 3

    static func look(at evidence: Evidence) -> (
        outcome: TruthSnapshot.Outcome, evidence: String, trouble: Trouble?
    )? {
        guard evidence.hasMetrics, evidence.metricsFailure == nil, evidence.traffic.total != nil else {
            return nil
        }
        guard evidence.uncountedCalls >= certain else {
            guard let rate = evidence.traffic.rate, rate > 0 else {
                return (.skipped, "no calls are known of", nil)
            }
            return (.passed, "its counters move", nil)
        }
        return (.failed, "its counters stood still over \(evidence.uncountedCalls) calls of ours", nil)
    }
}
