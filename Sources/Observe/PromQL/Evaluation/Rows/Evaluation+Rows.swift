internal import SampleStore

/// Vectors that are made and used row by row.
extension Evaluation {
    /// Hands the rows of a node on one after another; what the body keeps it has to copy.
    ///
    /// Only rows with samples come, each counted in the budget, which whoever calls settles.
    func forEachRow(_ node: PlanNode, _ grid: StepGrid, _ body: RowBody) throws(QueryError) {
        try budget.checkPlaces(rows: 1, steps: grid.count)
        // Without their names rows of several metrics may fall together: all are needed first.
        let isStreamed = !node.isRepeated || grid.count == 1
        if isStreamed, node.work.isMadeRowByRow, options.delaysNameRemoval || !node.work.mayMergeRows {
            return try countedRows(node, grid, body)
        }
        var table = try table(node, grid)
        try table.forEachRow(body)
    }

    /// All rows, their names gone where that is to be, none of them twice.
    func collectedRows(_ node: PlanNode, _ grid: StepGrid) throws(QueryError) -> SeriesTable {
        var table = SeriesTable(steps: grid.count)
        try makeRows(node, grid) { row throws(QueryError) in
            try self.budget.checkPlaces(rows: table.count + 1, steps: grid.count)
            table.append(row)
        }
        guard !options.delaysNameRemoval, node.work.mayMergeRows || mergesTypes else { return table }
        if case .window = node.work {
            // Rows of different metrics are an error even where they do not meet.
            try table.refuseEqualRows()
        } else {
            try table.mergeEqualRows()
        }
        return table
    }

    private func countedRows(_ node: PlanNode, _ grid: StepGrid, _ body: RowBody) throws(QueryError) {
        guard trace != nil else { return try makeRows(node, grid, body) }
        var count = 0
        try makeRows(node, grid) { row throws(QueryError) in
            count += 1
            try body(row)
        }
        trace?.add(node) {
            $0.series = max($0.series, count)
            $0.steps += grid.count
        }
    }

    private func makeRows(_ node: PlanNode, _ grid: StepGrid, _ body: RowBody) throws(QueryError) {
        switch node.work {
        case .selector(let selector): try selectedRows(node, selector, grid, wantsTimes: false, body)
        case .sampleTimes(let selector):
            try selectedRows(node, selector, grid, wantsTimes: true) { row throws(QueryError) in
                try body(self.withoutName(row))
            }
        case .window(let plan): try windowRows(node, plan, grid, body)
        case .elements(let function, let input, let arguments):
            try elementRows(function, input, arguments, grid, body)
        case .stepTimes(let input):
            try forEachRow(input, grid) { row throws(QueryError) in
                for step in 0..<grid.count where !row.values[step].isAbsent {
                    row.values[step] = Double(grid.time(step)) / 1000
                }
                try body(self.withoutName(row))
            }
        case .negation(let input):
            try forEachRow(input, grid) { row throws(QueryError) in
                for step in 0..<grid.count where !row.values[step].isAbsent {
                    row.values[step] = -row.values[step]
                }
                try body(self.withoutName(row))
            }
        case .withScalar(let plan): try scalarOperationRows(plan, grid, body)
        case .number, .time, .scalarOf, .scalarNegation, .scalarOperation, .string, .vectorOf, .matched,
            .setOperation, .aggregation, .countValues, .rankedSelection, .absent, .absentOverTime,
            .sorted, .labelReplace, .labelJoin, .histogramQuantile, .histogramFraction, .rangeSamples:
            var table = try table(node, grid)
            try table.forEachRow(body)
        }
    }

    private func elementRows(
        _ function: ElementFunction,
        _ input: PlanNode,
        _ arguments: [PlanNode],
        _ grid: StepGrid,
        _ body: RowBody
    ) throws(QueryError) {
        let first = arguments.count > 0 ? try scalars(arguments[0], grid) : []
        let second = arguments.count > 1 ? try scalars(arguments[1], grid) : []
        try forEachRow(input, grid) { row throws(QueryError) in
            var given = ElementFunction.Arguments()
            var hasSamples = false
            for step in 0..<grid.count where !row.values[step].isAbsent {
                if !first.isEmpty { given.first = first[step] }
                if !second.isEmpty { given.second = second[step] }
                let value = function.value(row.values[step], given)
                row.values[step] = value
                hasSamples = hasSamples || !value.isAbsent
            }
            if hasSamples { try body(self.withoutName(row)) }
        }
    }

    private func scalarOperationRows(
        _ plan: ScalarOperationPlan,
        _ grid: StepGrid,
        _ body: RowBody
    ) throws(QueryError) {
        let numbers = try scalars(plan.scalar, grid)
        let symbol = plan.symbol
        try forEachRow(plan.vector, grid) { row throws(QueryError) in
            var hasSamples = false
            for step in 0..<grid.count {
                let value = row.values[step]
                if value.isAbsent { continue }
                let left = plan.scalarIsLeft ? numbers[step] : value
                let right = plan.scalarIsLeft ? value : numbers[step]
                if plan.dropsName {
                    row.values[step] = symbol.number(left, right)
                } else if !symbol.holds(left, right) {
                    // A comparison keeps the value of the vector, on whichever side it stands.
                    row.values[step] = .absent
                    continue
                }
                hasSamples = true
            }
            if hasSamples { try body(plan.dropsName ? self.withoutName(row) : row) }
        }
    }
}

extension PlanWork {
    /// Whether one row after another comes of it, none of which depends on the others.
    var isMadeRowByRow: Bool {
        switch self {
        case .selector, .sampleTimes, .window, .elements, .stepTimes, .negation, .withScalar: true
        case .number, .time, .scalarOf, .scalarNegation, .scalarOperation, .string, .vectorOf, .matched,
            .setOperation, .aggregation, .countValues, .rankedSelection, .absent, .absentOverTime,
            .sorted, .labelReplace, .labelJoin, .histogramQuantile, .histogramFraction, .rangeSamples:
            false
        }
    }

    /// Whether rows of different metrics may become one when their names go.
    var mayMergeRows: Bool { dropsNames && !hasOneName }

    private var dropsNames: Bool {
        switch self {
        case .sampleTimes, .elements, .stepTimes, .negation: true
        case .window(let plan): !plan.function.keepsName
        case .withScalar(let plan): plan.dropsName
        case .number, .time, .scalarOf, .scalarNegation, .scalarOperation, .string, .selector, .vectorOf,
            .matched, .setOperation, .aggregation, .countValues, .rankedSelection, .absent,
            .absentOverTime, .sorted, .labelReplace, .labelJoin, .histogramQuantile, .histogramFraction,
            .rangeSamples:
            false
        }
    }

    /// Whether all rows are of one metric, or of none.
    fileprivate var hasOneName: Bool {
        switch self {
        case .selector(let selector), .sampleTimes(let selector): selector.hasOneName
        case .window(let plan): plan.input.hasOneName
        case .elements(_, let input, _), .stepTimes(let input), .negation(let input): input.work.hasOneName
        case .withScalar(let plan): plan.vector.work.hasOneName
        case .vectorOf, .absent, .absentOverTime: true
        case .number, .time, .scalarOf, .scalarNegation, .scalarOperation, .string, .matched, .setOperation,
            .aggregation, .countValues, .rankedSelection, .sorted, .labelReplace, .labelJoin,
            .histogramQuantile, .histogramFraction, .rangeSamples:
            false
        }
    }
}

extension RangeInput {
    /// Whether all series are of one metric, or of none.
    var hasOneName: Bool {
        switch samples {
        case .selector(let selector): selector.hasOneName
        case .subquery(let node, _): node.work.hasOneName
        }
    }
}
