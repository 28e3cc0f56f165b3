internal import SampleStore

/// One run of a plan: what it reads, what it may take, and what it noticed on the way.
///
/// One query has one; it is used by one task only.
final class Evaluation {
    let options: QueryOptions
    let source: any SampleSource
    /// The first and the last moment of the whole query, in milliseconds: what `start()` and `end()` mean.
    let bounds: ClosedRange<Int64>
    var annotations = Annotations()
    var budget: SampleBudget
    var deadline: Deadline
    var statistics = QueryStatistics()
    var trace: ExplanationTrace?
    /// Whether types or units went with the names of metrics, so that series of one metric may fall together.
    var mergesTypes = false

    init(options: QueryOptions, source: any SampleSource, bounds: ClosedRange<Int64>, nodes: Int) {
        self.options = options
        self.source = source
        self.bounds = bounds
        budget = SampleBudget(limit: options.maxSamples)
        deadline = Deadline(timeout: options.timeout)
        trace = options.explains ? ExplanationTrace(nodes: nodes) : nil
    }

    /// The instant vector of a node over the steps of a grid.
    func table(_ node: PlanNode, _ grid: StepGrid) throws(QueryError) -> SeriesTable {
        try budget.checkPlaces(rows: 1, steps: grid.count)
        if node.isRepeated, grid.count > 1 {
            let first = try measured(node, grid.first) { () throws(QueryError) in
                try madeTable(node, grid.first)
            }
            try budget.take(first.sampleCount * (grid.count - 1))
            return first.repeated(grid.count)
        }
        return try measured(node, grid) { () throws(QueryError) in try madeTable(node, grid) }
    }

    private func madeTable(_ node: PlanNode, _ grid: StepGrid) throws(QueryError) -> SeriesTable {
        guard grid.count > 0 else { return SeriesTable(steps: 0) }
        try deadline.check()
        switch node.work {
        case .selector, .sampleTimes, .window, .elements, .stepTimes, .negation, .withScalar:
            return try collectedRows(node, grid)
        case .vectorOf(let scalar):
            var table = SeriesTable(steps: grid.count)
            table.append(.empty, values: try scalars(scalar, grid))
            try budget.take(grid.count)
            return table
        case .matched(let plan): return try matched(plan, grid)
        case .setOperation(let symbol, let left, let right, let signature):
            return try setOperation(symbol, left, right, signature, grid)
        case .aggregation(let plan): return try aggregated(plan, grid)
        case .countValues(let plan): return try countedValues(plan, grid)
        case .rankedSelection(let plan): return try rankedSelection(plan, grid)
        case .absent(let input, let labels): return try absent(input, labels, grid)
        case .absentOverTime(let plan, let labels): return try absentOverTime(plan, labels, grid)
        case .sorted(let input, let isDescending): return try sorted(input, isDescending, grid)
        case .labelReplace(let input, let plan): return try labelReplaced(input, plan, grid)
        case .labelJoin(let input, let plan): return try labelJoined(input, plan, grid)
        case .histogramQuantile(let quantile, let input):
            return try histogramQuantile(quantile, input, grid)
        case .histogramFraction(let lower, let upper, let input):
            return try histogramFraction(lower, upper, input, grid)
        case .number, .time, .scalarOf, .scalarNegation, .scalarOperation, .string, .rangeSamples:
            throw .unsuitable("expected an instant vector, not \(node.expression.type.documentedName)")
        }
    }

    /// The numbers of a scalar node, one for each step.
    func scalars(_ node: PlanNode, _ grid: StepGrid) throws(QueryError) -> ContiguousArray<Double> {
        try budget.checkPlaces(rows: 1, steps: grid.count)
        if node.isRepeated, grid.count > 1 {
            let first = try scalars(node, grid.first)
            return ContiguousArray(repeating: first.first ?? .nan, count: grid.count)
        }
        switch node.work {
        case .number(let number):
            return ContiguousArray(repeating: number, count: grid.count)
        case .time:
            return ContiguousArray((0..<grid.count).map { Double(grid.time($0)) / 1000 })
        case .scalarOf(let vector):
            return onlyValues(of: try table(vector, grid))
        case .scalarNegation(let operand):
            var numbers = try scalars(operand, grid)
            for step in numbers.indices { numbers[step] = -numbers[step] }
            return numbers
        case .scalarOperation(let symbol, let left, let right):
            var numbers = try scalars(left, grid)
            let others = try scalars(right, grid)
            for step in numbers.indices { numbers[step] = symbol.number(numbers[step], others[step]) }
            return numbers
        case .string, .selector, .sampleTimes, .window, .elements, .stepTimes, .negation, .withScalar,
            .vectorOf, .matched, .setOperation, .aggregation, .countValues, .rankedSelection, .absent,
            .absentOverTime, .sorted, .labelReplace, .labelJoin, .histogramQuantile, .histogramFraction,
            .rangeSamples:
            throw .unsuitable("expected a scalar, not \(node.expression.type.documentedName)")
        }
    }

    /// Of each step the value of the only series, or NaN.
    private func onlyValues(of table: SeriesTable) -> ContiguousArray<Double> {
        var numbers = ContiguousArray<Double>(repeating: .absent, count: table.steps)
        var isUnique = ContiguousArray(repeating: true, count: table.steps)
        for row in 0..<table.count {
            for step in 0..<table.steps where !table[row, step].isAbsent {
                if !numbers[step].isAbsent { isUnique[step] = false }
                numbers[step] = table[row, step]
            }
        }
        for step in numbers.indices where numbers[step].isAbsent || !isUnique[step] { numbers[step] = .nan }
        return numbers
    }
}

extension Evaluation {
    /// What the labels are after an operation whose result is not the metric any more.
    @inline(__always)
    func withoutName(_ row: Row) -> Row {
        var row = row
        if options.delaysNameRemoval {
            row.dropsName = true
        } else {
            mergesTypes = mergesTypes || row.labels.hasTypeOrUnit
            row.labels = row.labels.withoutMetadata
        }
        return row
    }

    /// A source that cannot answer ends the query.
    func reading<Answer>(_ body: () throws(SampleSourceError) -> Answer) throws(QueryError) -> Answer {
        do throws(SampleSourceError) {
            return try body()
        } catch {
            throw .source(error.message)
        }
    }
}
