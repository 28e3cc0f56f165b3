/// Operators and aggregations.
extension Planner {
    mutating func draft(
        _ operation: BinaryOperation,
        of expression: Expression
    ) throws(QueryError) -> Draft {
        let left = try draft(operation.left)
        let right = try draft(operation.right)
        let isInvariant = left.isInvariant && right.isInvariant
        // Within a node that is evaluated once nothing has to be repeated.
        let leftNode = isInvariant ? left.node : left.asPart
        let rightNode = isInvariant ? right.node : right.asPart
        let work = try work(operation, leftNode, rightNode)
        return Draft(node: node(expression, work), isInvariant: isInvariant, isWorthRepeating: isInvariant)
    }

    private func work(
        _ operation: BinaryOperation,
        _ left: PlanNode,
        _ right: PlanNode
    ) throws(QueryError) -> PlanWork {
        let types = (operation.left.type, operation.right.type)
        switch types {
        case (.scalar, .scalar):
            return .scalarOperation(operation.symbol, left, right)
        case (.vector, .scalar), (.scalar, .vector):
            let scalarIsLeft = types.0 == .scalar
            return .withScalar(
                ScalarOperationPlan(
                    symbol: operation.symbol,
                    vector: scalarIsLeft ? right : left,
                    scalar: scalarIsLeft ? left : right,
                    scalarIsLeft: scalarIsLeft,
                    returnsBool: operation.returnsBool
                )
            )
        case (.vector, .vector), (.string, _), (.matrix, _), (_, .string), (_, .matrix):
            // The parser lets nothing but vectors through to here.
            let matching = operation.matching ?? VectorMatching()
            if matching.leftFill != nil || matching.rightFill != nil {
                throw .unsupported("the modifier fill")
            }
            let signature = Signature(matching)
            if operation.symbol.isSetOperator {
                return .setOperation(operation.symbol, left, right, signature: signature)
            }
            return .matched(
                MatchingPlan(
                    symbol: operation.symbol,
                    left: left,
                    right: right,
                    returnsBool: operation.returnsBool,
                    cardinality: matching.cardinality,
                    signature: signature,
                    include: matching.include
                )
            )
        }
    }

    mutating func draft(
        _ aggregation: Aggregation,
        of expression: Expression
    ) throws(QueryError) -> Draft {
        let input = try draft(aggregation.expression)
        // Only what is aggregated decides.
        let isInvariant = input.isInvariant
        let inputNode = isInvariant ? input.node : input.asPart
        var parameter: PlanNode?
        if let given = aggregation.parameter { parameter = try draft(given.withoutParentheses).asPart }
        let work = try work(aggregation, inputNode, parameter)
        return Draft(node: node(expression, work), isInvariant: isInvariant, isWorthRepeating: isInvariant)
    }

    private func work(
        _ aggregation: Aggregation,
        _ input: PlanNode,
        _ parameter: PlanNode?
    ) throws(QueryError) -> PlanWork {
        let names = aggregation.grouping
        let grouping = Grouping(names, isWithout: aggregation.isWithout)
        switch aggregation.symbol {
        case .sum, .avg, .count, .min, .max, .group, .stddev, .stdvar, .quantile:
            return .aggregation(
                AggregationPlan(
                    symbol: aggregation.symbol,
                    input: input,
                    parameter: parameter,
                    grouping: grouping
                )
            )
        case .topk, .bottomk:
            guard let parameter else { throw .evaluation("\(aggregation.symbol.rawValue) needs a number") }
            return .rankedSelection(
                RankedSelectionPlan(
                    isTop: aggregation.symbol == .topk,
                    input: input,
                    limit: parameter,
                    grouping: grouping
                )
            )
        case .countValues:
            guard let parameter, case .string(let label) = parameter.work else {
                throw .evaluation("count_values needs the name of a label")
            }
            let isWithout = aggregation.isWithout
            return .countValues(
                CountValuesPlan(
                    input: input,
                    label: label,
                    grouping: Grouping(isWithout ? names : names + [label], isWithout: isWithout)
                )
            )
        case .limitk, .limitRatio:
            throw .unsupported("the aggregation \(aggregation.symbol.rawValue)")
        }
    }
}
