internal import Diagnostics
internal import Profile
internal import Values

/// A recording or alerting rule.
struct Rule: Sendable {
    enum Kind: Hashable {
        case record, alert
    }

    let kind: Kind
    let name: String
    let query: Query
    /// How long it must hold before it fires.
    var wait: Duration?
    /// How long it goes on firing after it held last, so that what comes and goes is one alert.
    var keepFiring: Duration?
    var labels = Object()
    var annotations = Object()
    /// Where it stands in its template.
    var location: SourceLocation?

    /// As Prometheus reads it (Prometheus, "Alerting rules" and "Recording rules").
    func value(in scope: [Query.Matcher]) -> Value {
        var rule = Object()
        rule[kind == .record ? "record" : "alert"] = .string(name)
        rule["expr"] = .string(query.text(in: scope))
        rule["for"] = wait.map { .string($0.profileText) }
        rule["keep_firing_for"] = keepFiring.map { .string($0.profileText) }
        rule["labels"] = labels.isEmpty ? nil : .object(labels)
        rule["annotations"] = annotations.isEmpty ? nil : .object(annotations)
        return .object(rule)
    }
}

/// Rules that are evaluated together, in order.
struct RuleGroup: Sendable {
    let name: String
    var rules: [Rule]

    func value(in scope: [Query.Matcher]) -> Value {
        ["name": .string(name), "rules": .array(rules.map { $0.value(in: scope) })]
    }
}
