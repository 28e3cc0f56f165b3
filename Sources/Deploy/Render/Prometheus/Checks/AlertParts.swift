internal import Values

extension RuleCheck {
    /// An alert that nobody can route, or that says nothing to whom it wakes.
    static let alertParts = RuleCheck(id: "alert-part") { rule, _ in
        guard rule.kind == .alert else { return [] }
        var findings: [String] = []
        if rule.wait == nil { findings.append("it has no 'for', so one odd scrape fires it") }
        let severity = rule.labels["severity"]?.string
        if !["critical", "warning", "info"].contains(severity) {
            findings.append("its severity must be critical, warning or info, not \(severity ?? "missing")")
        }
        for part in ["summary", "description", "runbook"] where rule.annotations[part] == nil {
            findings.append("it has no \(part)")
        }
        return findings
    }
}
