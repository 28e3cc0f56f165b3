internal import Diagnostics
internal import GoText
internal import RuleWatch
internal import Rules
internal import TerminalUI
internal import Values

/// Alerts at one moment, as a table and as data.
struct AlertReport {
    /// Milliseconds since the epoch.
    let time: Int64
    /// The worst first.
    let alerts: [AlertSnapshot]
    /// How many rules were asked; nothing where somebody else asks them.
    var rules: Int?
    var problems: [Diagnostic] = []

    func isMet(_ threshold: AlertThreshold) -> Bool {
        alerts.contains { alert in
            switch threshold {
            case .never: false
            case .firing: alert.state == .firing
            case .pending: alert.state == .firing || alert.state == .pending
            }
        }
    }

    // MARK: Text

    func text(isWide: Bool) -> String {
        var lines = ""
        if !alerts.isEmpty {
            var table = TextTable(
                [.init("ALERT"), .init("STATE"), .init("SEVERITY"), .init("SINCE")]
                    + (isWide ? [.init("NEXT"), .init("VALUE", isNumber: true)] : []) + [.init("LABELS")]
                    + (isWide ? [.init("GROUP"), .init("RULE")] : []) + [.init("SUMMARY")]
            )
            for alert in alerts { table.add(row(alert, isWide: isWide)) }
            lines = table.text
        }
        return lines + summary + "\n"
    }

    private func row(_ alert: AlertSnapshot, isWide: Bool) -> [String] {
        let labels = alert.labels.filter { !["alertname", "severity"].contains($0.name) }
            .map { "\($0.name)=\(GoText.quoted($0.value))" }.joined(separator: ", ")
        let summary = alert.annotations.first { $0.name == "summary" }?.value ?? "-"
        let severity = alert.severity.isEmpty ? "-" : visible(alert.severity)
        return [visible(alert.name), word(alert), severity, WallClock.text(alert.activeAt)]
            + (isWide ? [next(alert), GoText.number(alert.value)] : [])
            + [labels.isEmpty ? "-" : visible(labels)]
            + (isWide ? [visible(alert.group), visible(alert.place)] : []) + [visible(summary)]
    }

    private func word(_ alert: AlertSnapshot) -> String {
        switch alert.state {
        case .pending: "pending"
        case .firing: "firing"
        case .inactive: "resolved"
        }
    }

    /// What comes next, if nothing changes.
    private func next(_ alert: AlertSnapshot) -> String {
        switch alert.state {
        case .pending:
            guard let fires = alert.firesAt else { return "-" }
            let left = max(fires - time, 0) / 1000 * 1000
            return left == 0
                ? "fires with the next evaluation" : "would fire in \(PromDuration(milliseconds: left))"
        case .firing: return alert.firedAt.map { "fires since \(WallClock.text($0))" } ?? "-"
        case .inactive: return alert.resolvedAt.map { "resolved \(WallClock.text($0))" } ?? "-"
        }
    }

    private var summary: String {
        let firing = alerts.count { $0.state == .firing }
        let pending = alerts.count { $0.state == .pending }
        let resolved = alerts.count { $0.state == .inactive }
        var words = [firing == 1 ? "1 alert fires" : "\(firing) alerts fire", "\(pending) pending"]
        if resolved > 0 { words.append("\(resolved) lately resolved") }
        if let rules { words.append("\(rules) \(rules == 1 ? "rule" : "rules") evaluated") }
        return words.joined(separator: ", ")
    }

    // MARK: Data

    var value: Value {
        var object = Object()
        object["time"] = .string(WallClock.text(time))
        object["rules"] = rules.map { .int($0) }
        object["alerts"] = .array(alerts.map(value))
        object["problems"] = .array(problems.map(\.value))
        return .object(object)
    }

    private func value(_ alert: AlertSnapshot) -> Value {
        var object = Object()
        object["name"] = .string(alert.name)
        object["state"] = .string(word(alert))
        object["severity"] = alert.severity.isEmpty ? nil : .string(alert.severity)
        object["labels"] = Self.texts(alert.labels)
        object["annotations"] = Self.texts(alert.annotations)
        object["value"] =
            alert.value.isFinite ? .number(Number(alert.value)) : .string(GoText.shortest(alert.value))
        object["activeAt"] = .string(WallClock.text(alert.activeAt))
        object["firesAt"] = alert.firesAt.map { .string(WallClock.text($0)) }
        object["firedAt"] = alert.firedAt.map { .string(WallClock.text($0)) }
        object["resolvedAt"] = alert.resolvedAt.map { .string(WallClock.text($0)) }
        object["group"] = .string(alert.group)
        object["rule"] = .string(alert.place)
        object["expression"] = .string(alert.expression)
        return .object(object)
    }

    private static func texts(_ texts: [(name: String, value: String)]) -> Value {
        .object(texts.reduce(into: Object()) { $0[$1.name] = .string($1.value) })
    }
}
