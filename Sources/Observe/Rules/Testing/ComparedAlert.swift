internal import SampleStore

/// An alert as tests see it.
struct ComparedAlert {
    let labels: [String: String]
    let annotations: [String: String]

    func lines(_ side: RuleTestReport.Difference.Side) -> [RuleTestReport.Difference] {
        [.init(side, Self.text(of: labels))]
            + annotations.sorted { $0.key < $1.key }.map { .init(side, "  \($0.key): \($0.value)") }
    }

    static func text(of labels: [String: String]) -> String {
        Labels(labels.map { ($0.key, $0.value) }).description
    }
}

/// An alert that is expected.
struct ExpectedPart {
    let alert: ComparedAlert
    /// Whether it may have more than is named.
    let isPartial: Bool

    func accepts(_ other: ComparedAlert) -> Bool {
        guard isPartial else { return alert.labels == other.labels && alert.annotations == other.annotations }
        return alert.labels.allSatisfy { other.labels[$0.key] == $0.value }
            && alert.annotations.allSatisfy { other.annotations[$0.key] == $0.value }
    }

    func likeness(to other: ComparedAlert) -> Int {
        alert.labels.count { other.labels[$0.key] == $0.value } * 2
            + alert.annotations.count { other.annotations[$0.key] == $0.value }
    }

    /// Both beside one another, with the lines that differ marked.
    func differences(from other: ComparedAlert) -> [RuleTestReport.Difference] {
        var lines: [RuleTestReport.Difference] = []
        let shown = isPartial ? other.labels.filter { alert.labels[$0.key] != nil } : other.labels
        if alert.labels == shown {
            lines.append(.init(.same, ComparedAlert.text(of: shown)))
        } else {
            lines.append(.init(.missing, ComparedAlert.text(of: alert.labels)))
            lines.append(.init(.unexpected, ComparedAlert.text(of: other.labels)))
        }
        let names = Set(alert.annotations.keys).union(isPartial ? [] : Array(other.annotations.keys))
        for name in names.sorted() {
            let (wanted, found) = (alert.annotations[name], other.annotations[name])
            if let wanted, wanted == found {
                lines.append(.init(.same, "  \(name): \(wanted)"))
                continue
            }
            if let wanted { lines.append(.init(.missing, "  \(name): \(wanted)")) }
            if let found { lines.append(.init(.unexpected, "  \(name): \(found)")) }
        }
        return lines
    }
}

extension Labels {
    var pairsByName: [String: String] {
        Dictionary(pairs.map { ($0.name, $0.value) }) { first, _ in first }
    }
}
