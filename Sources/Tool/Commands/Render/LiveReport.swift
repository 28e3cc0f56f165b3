internal import Arguments
internal import Diagnostics
internal import Platforms

/// Prints what differs from what runs, and says how it ended.
struct LiveReport {
    let comparison: LiveComparison

    /// Data is the diffs; what could not be looked at and a summary are messages.
    func print(to console: Console) -> ExitStatus {
        console.difference(comparison.changes.map(Self.difference).joined())
        console.tell(comparison.warnings + problems)
        let summary = [
            ("to create", count { if case .create = $0 { true } else { false } }),
            ("to change", count { if case .update = $0 { true } else { false } }),
            ("to remove", count { if case .remove = $0 { true } else { false } }),
            ("the same", count { if case .same = $0 { true } else { false } }),
            ("unknown", count { if case .unknown = $0 { true } else { false } }),
        ].filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        console.note(
            "\(visible(comparison.place)): \(summary.isEmpty ? "nothing to compare" : summary.joined(separator: ", "))"
        )
        return status
    }

    /// What could not be looked at; a platform that does not answer is told once.
    private var problems: [Diagnostic] {
        let problems = comparison.changes.compactMap(\.problem)
        let silent = problems.first(where: \.isUnreachable)
        return problems.filter { !$0.isUnreachable }.map(\.diagnostic)
            + (silent.map { [$0.diagnostic] } ?? [])
    }

    /// What could not be looked at outweighs what was found: it may be anything.
    private var status: ExitStatus {
        let problems = comparison.changes.compactMap(\.problem)
        if problems.contains(where: \.isUnreachable) { return .unavailable }
        guard problems.isEmpty else { return .failure }
        let isSame = comparison.changes.allSatisfy { if case .same = $0.kind { true } else { false } }
        return isSame ? .success : .findings
    }

    private func count(_ isMeant: (LiveChange.Kind) -> Bool) -> Int {
        comparison.changes.count { isMeant($0.kind) }
    }

    private static func difference(_ change: LiveChange) -> String {
        switch change.kind {
        case .same, .unknown: return ""
        case .create, .update, .remove:
            let name = visible(change.object).replacing(" ", with: "/")
            let bytes = UnifiedDiff(
                old: Array((change.before ?? "").utf8),
                new: Array((change.after ?? "").utf8)
            ).bytes(
                oldName: change.before == nil ? "/dev/null" : "live/\(name)",
                newName: change.after == nil ? "/dev/null" : "rendered/\(name)"
            )
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension LiveChange {
    /// Why nothing is known of it.
    fileprivate var problem: LiveProblem? { if case .unknown(let problem) = kind { problem } else { nil } }
}
