internal import SampleStore

/// Joins the rows of two vectors by their signatures and applies an operator to each pair.
///
/// `many` is the left side, or the right one with `group_right`.
struct MatchedOperation {
    let plan: MatchingPlan
    let many: SeriesTable
    let one: SeriesTable
    let delaysNameRemoval: Bool

    private var steps: Int { many.steps }
    private var isOneToOne: Bool { plan.cardinality == .oneToOne }

    /// The result where every signature has at most one row on each side that needs it; else `nil`.
    ///
    /// No two samples can meet then, so that steps need not be looked at one by one.
    func quickResult() -> SeriesTable? {
        var places = RowHashes(capacity: one.count)
        for row in 0..<one.count where places.insert(plan.signature.hash(of: one.labels[row]), row) != row {
            return nil
        }
        var used = ContiguousArray(repeating: false, count: one.count)
        var results = RowHashes(capacity: many.count)
        var table = SeriesTable(steps: steps)
        table.reserveCapacity(min(many.count, isOneToOne ? one.count : many.count))
        for row in 0..<many.count {
            guard let partner = places[plan.signature.hash(of: many.labels[row])] else { continue }
            if isOneToOne {
                if used[partner] { return nil }
                used[partner] = true
            }
            let labels = resultLabels(row, partner)
            // One to one the signature is in the labels, so that they differ too.
            if !isOneToOne, results.insert(labels.hash, row) != row { return nil }
            table.appendEmpty(labels, dropsName: plan.returnsBool && delaysNameRemoval)
            let place = table.count - 1
            for step in 0..<steps {
                table[place, step] = value(many[row, step], one[partner, step])
            }
        }
        return table
    }

    /// The result step by step, with the errors that ambiguous pairs are.
    func result() throws(QueryError) -> SeriesTable {
        var signatures = RowHashes(capacity: many.count + one.count)
        let signatureOfOne = (0..<one.count).map {
            signatures.insert(plan.signature.hash(of: one.labels[$0]), signatures.count)
        }
        let signatureOfMany = (0..<many.count).map {
            signatures.insert(plan.signature.hash(of: many.labels[$0]), signatures.count)
        }
        var table = SeriesTable(steps: steps)
        var rowOfLabels = RowHashes(capacity: many.count)
        for step in 0..<steps {
            // Nothing can match, so nothing can be ambiguous.
            guard (0..<many.count).contains(where: { !many[$0, step].isAbsent }),
                (0..<one.count).contains(where: { !one[$0, step].isAbsent })
            else { continue }
            var partners: [Int: Int] = [:]
            for row in 0..<one.count where !one[row, step].isAbsent {
                if let other = partners.updateValue(row, forKey: signatureOfOne[row]) {
                    throw duplicate(row, other)
                }
            }
            var matched: Set<Int> = []
            var seen: Set<ResultKey> = []
            for row in 0..<many.count where !many[row, step].isAbsent {
                let signature = signatureOfMany[row]
                guard let partner = partners[signature] else { continue }
                let labels = resultLabels(row, partner)
                if isOneToOne {
                    guard matched.insert(signature).inserted else { throw Self.implicitManyToOne }
                } else if !seen.insert(ResultKey(signature: signature, labels: labels.hash)).inserted {
                    throw Self.ambiguousGroup
                }
                let value = value(many[row, step], one[partner, step])
                if value.isAbsent { continue }
                let place = rowOfLabels.insert(labels.hash, table.count)
                if place == table.count {
                    table.appendEmpty(labels, dropsName: plan.returnsBool && delaysNameRemoval)
                }
                guard table[place, step].isAbsent else { throw .sameLabels }
                table[place, step] = value
            }
        }
        return table
    }

    private struct ResultKey: Hashable {
        let signature: Int
        let labels: UInt64
    }

    /// Nothing where a side has no sample or a comparison is false.
    @inline(__always)
    private func value(_ many: Double, _ one: Double) -> Double {
        if many.isAbsent || one.isAbsent { return .absent }
        let (left, right) = plan.oneIsLeft ? (one, many) : (many, one)
        if !plan.symbol.isComparison { return plan.symbol.number(left, right) }
        let holds = plan.symbol.holds(left, right)
        if plan.returnsBool { return holds ? 1 : 0 }
        return holds ? left : .absent
    }

    /// The labels of the pair: those matched on alone for one to one, else those of the side with many.
    private func resultLabels(_ row: Int, _ partner: Int) -> Labels {
        var labels = many.labels[row]
        // A comparison is still the metric; with `bool` its name goes, at once or at the end.
        if !plan.symbol.isComparison || (plan.returnsBool && !delaysNameRemoval) {
            labels = labels.withoutMetadata
        }
        if isOneToOne, plan.signature.isOn || !plan.signature.labels.isEmpty {
            labels =
                plan.signature.isOn
                ? labels.keeping(plan.signature.labels) : labels.dropping(plan.signature.labels)
        }
        guard !plan.include.isEmpty else { return labels }
        var builder = LabelsBuilder(labels)
        for name in plan.include { builder.set(name, one.labels[partner][name] ?? "") }
        return builder.labels()
    }

    private func duplicate(_ row: Int, _ other: Int) -> QueryError {
        let labels = one.labels[row]
        let names = plan.signature.labels
        let pair = [labels, one.labels[other]].sorted()
        let group =
            plan.signature.isOn ? labels.keeping(names) : labels.dropping(names + ["__name__"])
        return .evaluation(
            "found duplicate series for the match group \(group.bracedText) on the "
                + "\(plan.oneIsLeft ? "left" : "right") hand-side of the operation: "
                + "[\(pair[0].bracedText), \(pair[1].bracedText)]"
                + ";many-to-many matching not allowed: matching labels must be unique on one side"
        )
    }

    private static let implicitManyToOne = QueryError.evaluation(
        "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)"
    )
    private static let ambiguousGroup = QueryError.evaluation(
        "multiple matches for labels: grouping labels must ensure unique matches"
    )
}
