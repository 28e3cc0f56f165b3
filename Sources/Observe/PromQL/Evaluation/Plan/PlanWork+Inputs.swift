/// The tree of a plan.
extension PlanWork {
    /// The nodes right below.
    var inputs: [PlanNode] {
        switch self {
        case .number, .time, .string, .selector, .sampleTimes: []
        case .scalarOf(let input), .scalarNegation(let input), .stepTimes(let input), .negation(let input),
            .vectorOf(let input), .absent(let input, _), .sorted(let input, _),
            .labelReplace(let input, _), .labelJoin(let input, _):
            [input]
        case .scalarOperation(_, let left, let right), .setOperation(_, let left, let right, _),
            .histogramQuantile(let left, let right):
            [left, right]
        case .window(let plan), .absentOverTime(let plan, _): plan.input.inputs + plan.arguments
        case .elements(_, let input, let arguments): [input] + arguments
        case .withScalar(let plan):
            plan.scalarIsLeft ? [plan.scalar, plan.vector] : [plan.vector, plan.scalar]
        case .matched(let plan): [plan.left, plan.right]
        case .aggregation(let plan): [plan.input] + (plan.parameter.map { [$0] } ?? [])
        case .countValues(let plan): [plan.input]
        case .rankedSelection(let plan): [plan.input, plan.limit]
        case .histogramFraction(let lower, let upper, let input): [lower, upper, input]
        case .rangeSamples(let input): input.inputs
        }
    }

    /// How it is done, in a few words.
    var method: String {
        switch self {
        case .number, .string: "constant"
        case .time: "time of the step"
        case .scalarOf: "the only value"
        case .scalarNegation, .scalarOperation: "arithmetic"
        case .selector: "last sample of each series"
        case .sampleTimes: "time of the last sample of each series"
        case .window(let plan), .absentOverTime(let plan, _):
            plan.input.inputs.isEmpty
                ? "\(plan.function.name) in one pass over each series"
                : "\(plan.function.name) over the subquery's values"
        case .elements(let function, _, _): "\(function.name) of each value"
        case .stepTimes: "time of the step"
        case .negation: "sign of each value"
        case .withScalar(let plan): "\(plan.symbol.rawValue) of each value"
        case .vectorOf: "a series without labels"
        case .matched(let plan): "series matched \(plan.cardinality.rawValue)"
        case .setOperation(let symbol, _, _, _): "\(symbol.rawValue) of series"
        case .aggregation(let plan): "\(plan.symbol.rawValue), folded series by series"
        case .countValues: "counts of equal values"
        case .rankedSelection(let plan): plan.isTop ? "highest values" : "lowest values"
        case .absent: "1 where there is nothing"
        case .sorted: "sorted by value"
        case .labelReplace, .labelJoin: "labels changed"
        case .histogramQuantile, .histogramFraction: "classic buckets"
        case .rangeSamples: "samples of each series"
        }
    }
}

extension RangeInput {
    var inputs: [PlanNode] {
        switch samples {
        case .selector: []
        case .subquery(let node, _): [node]
        }
    }
}
