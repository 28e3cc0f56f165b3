internal import SampleStore

/// Arithmetic and comparisons between two instant vectors.
extension Evaluation {
    func matched(_ plan: MatchingPlan, _ grid: StepGrid) throws(QueryError) -> SeriesTable {
        let mark = budget.current
        let left = try table(plan.left, grid)
        let right = try table(plan.right, grid)
        let operation = MatchedOperation(
            plan: plan,
            many: plan.oneIsLeft ? right : left,
            one: plan.oneIsLeft ? left : right,
            delaysNameRemoval: options.delaysNameRemoval
        )
        var table: SeriesTable
        if let quick = operation.quickResult() { table = quick } else { table = try operation.result() }
        try deadline.spend(left.values.count + right.values.count)
        table.removeEmptyRows()
        try budget.settle(to: mark, keeping: table.sampleCount)
        return table
    }

    /// `and`, `or`, `unless`.
    func setOperation(
        _ symbol: BinaryOperator,
        _ leftNode: PlanNode,
        _ rightNode: PlanNode,
        _ signature: Signature,
        _ grid: StepGrid
    ) throws(QueryError) -> SeriesTable {
        let mark = budget.current
        var left = try table(leftNode, grid)
        var right = try table(rightNode, grid)
        switch symbol {
        case .and: left.keepSamples(where: right.presence(signature), are: true, signature)
        case .unless: left.keepSamples(where: right.presence(signature), are: false, signature)
        case .or:
            right.keepSamples(where: left.presence(signature), are: false, signature)
            try right.forEachRow { row throws(QueryError) in left.append(row) }
            try left.mergeEqualRows()
        case .add, .subtract, .multiply, .divide, .modulo, .power, .atan2, .equal, .notEqual, .less,
            .lessOrEqual, .greater, .greaterOrEqual:
            throw .unsuitable("\(symbol.rawValue) is no set operator")
        }
        left.removeEmptyRows()
        try budget.settle(to: mark, keeping: left.sampleCount)
        return left
    }
}

/// Which signatures have a sample at which steps.
private struct Presence {
    var places = RowHashes()
    var isPresent: ContiguousArray<Bool> = []
}

extension SeriesTable {
    fileprivate func presence(_ signature: Signature) -> Presence {
        var presence = Presence(places: RowHashes(capacity: count))
        for row in 0..<count {
            let next = presence.isPresent.count / max(steps, 1)
            let place = presence.places.insert(signature.hash(of: labels[row]), next)
            if place == next {
                presence.isPresent.append(contentsOf: repeatElement(false, count: steps))
            }
            for step in 0..<steps where !self[row, step].isAbsent {
                presence.isPresent[place * steps + step] = true
            }
        }
        return presence
    }

    /// Takes away the samples whose signature is not, or is, present on the other side at the same step.
    fileprivate mutating func keepSamples(
        where presence: Presence,
        are wanted: Bool,
        _ signature: Signature
    ) {
        for row in 0..<count {
            let place = presence.places[signature.hash(of: labels[row])]
            for step in 0..<steps {
                let isPresent = place.map { presence.isPresent[$0 * steps + step] } ?? false
                if isPresent != wanted { self[row, step] = .absent }
            }
        }
    }
}
