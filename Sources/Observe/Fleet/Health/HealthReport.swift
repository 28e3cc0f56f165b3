internal import Diagnostics

/// What a server says of itself, in one dialect or another.
package struct HealthReport: Sendable {
    /// The dialect's name.
    package var dialect: String
    package var state: HealthState
    /// Why, in words that the server used; nothing where it gives no reason.
    package var reason: String?
    package var components: [ComponentSnapshot] = []

    package init(
        _ dialect: String,
        _ state: HealthState,
        reason: String? = nil,
        components: [ComponentSnapshot] = []
    ) {
        (self.dialect, self.state, self.reason, self.components) = (dialect, state, reason, components)
    }

    /// The parts that are not well, in a few words: `database is down (connection refused), cache is degraded`.
    package var troubles: String? {
        let bad = components.filter { $0.state != .healthy && $0.state != .unknown }
        guard !bad.isEmpty else { return nil }
        let words = bad.prefix(3).map { component in
            let detail = component.detail.map { " (\(shortened($0, to: 80)))" } ?? ""
            return "\(shortened(component.name, to: 40)) is \(component.state.rawValue)\(detail)"
        }
        return words.joined(separator: ", ") + (bad.count > 3 ? " and \(bad.count - 3) more" : "")
    }

    /// The reason and the parts together.
    package var explanation: String? {
        let parts = [reason.map { shortened($0, to: 160) }, troubles].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

/// One way of telling how a server is, recognised by its shape.
protocol HealthDialect: Sendable {
    static var name: String { get }
    /// What the answer says, or nothing when it is in another dialect.
    static func report(on answer: HealthAnswer) -> HealthReport?
}

/// Every dialect that is understood, those with the most special shape first.
package enum HealthDialects {
    static let all: [any HealthDialect.Type] = [
        HealthJSONDialect.self, KailashDialect.self, SpringDialect.self, SandboxDialect.self,
        ChecksDialect.self, FlagsDialect.self, StatusWordDialect.self, BareTextDialect.self,
    ]

    /// What the answer says; nothing when it says nothing that anybody here understands.
    ///
    /// The HTTP status counts as well: whoever answers 503 is not well, whatever the body says.
    package static func report(on answer: HealthAnswer) -> HealthReport? {
        let status = answer.status ?? 200
        guard !answer.isPage else { return nil }
        let said = all.lazy.compactMap { $0.report(on: answer) }.first
        switch (said, status) {
        case (nil, 200..<300) where answer.text.isEmpty: return HealthReport("status", .healthy)
        case (nil, 500...) where answer.tree == nil || answer.text.isEmpty:
            let words = answer.text.isEmpty ? nil : shortened(answer.text, to: 80)
            return HealthReport(
                "status",
                .unhealthy,
                reason: "HTTP \(status)" + (words.map { ": \($0)" } ?? "")
            )
        case (nil, _): return nil
        case (var report?, 200..<400):
            if report.state != .healthy, report.explanation == nil, answer.status != nil {
                report.reason = nil
            }
            return report
        case (var report?, 500...):
            if report.state == .healthy {
                report.reason = "it answers HTTP \(status) though the body says healthy"
                report.state = .unhealthy
            } else if report.state == .degraded || report.state == .unknown {
                report.state = .unhealthy
            }
            return report
        // Whatever a refusal holds is no word about health.
        case (_?, _): return nil
        }
    }
}
