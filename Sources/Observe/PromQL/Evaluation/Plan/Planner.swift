/// Makes a plan of a query: names become functions, durations numbers, and what does not change with time is marked.
struct Planner {
    let options: QueryOptions
    private var nextID = 0

    init(options: QueryOptions) { self.options = options }

    /// A node before it is known whether it is repeated.
    ///
    /// See `PreprocessExpr` in Prometheus' engine for what is evaluated once.
    struct Draft {
        var node: PlanNode
        /// Whether it comes to the same at every step.
        var isInvariant: Bool
        /// Whether the parent marks it when the parent itself is not invariant: not for literals and ranges.
        var isWorthRepeating: Bool

        /// The node as part of one that changes from step to step.
        var asPart: PlanNode {
            var part = node
            part.isRepeated = isWorthRepeating
            return part
        }
    }

    mutating func plan(_ expression: Expression) throws(QueryError) -> PlanNode {
        try draft(expression).asPart
    }

    /// How many nodes there are.
    var count: Int { nextID }

    mutating func draft(_ expression: Expression) throws(QueryError) -> Draft {
        switch expression.kind {
        case .parentheses(let inner):
            return try draft(inner)
        case .number(let literal):
            return constant(expression, .number(literal.value))
        case .string(let text):
            return constant(expression, .string(text))
        case .selector(let selector):
            let plan = try SelectorPlan(selector)
            let isFixed = plan.moment.anchor != nil
            return Draft(
                node: node(expression, .selector(plan)),
                isInvariant: isFixed,
                isWorthRepeating: isFixed
            )
        case .range, .subquery:
            let input = try rangeInput(expression)
            return Draft(
                node: node(expression, .rangeSamples(input)),
                isInvariant: input.moment.anchor != nil,
                isWorthRepeating: false
            )
        case .unary(let symbol, let operand):
            var draft = try draft(operand)
            guard symbol == .minus else { return draft }
            let isScalar = operand.type == .scalar
            draft.node = node(expression, isScalar ? .scalarNegation(draft.node) : .negation(draft.node))
            return draft
        case .binary(let operation):
            return try draft(operation, of: expression)
        case .aggregation(let aggregation):
            return try draft(aggregation, of: expression)
        case .call(let call):
            return try draft(call, of: expression)
        }
    }

    mutating func node(_ expression: Expression, _ work: PlanWork) -> PlanNode {
        defer { nextID += 1 }
        return PlanNode(id: nextID, expression: expression, work: work)
    }

    private mutating func constant(_ expression: Expression, _ work: PlanWork) -> Draft {
        Draft(node: node(expression, work), isInvariant: true, isWorthRepeating: false)
    }

    /// What a function of a range vector reads.
    mutating func rangeInput(_ expression: Expression) throws(QueryError) -> RangeInput {
        switch expression.withoutParentheses.kind {
        case .range(let range):
            let selector = try SelectorPlan(range.selector)
            return RangeInput(
                samples: .selector(selector),
                length: try range.window.fixedMilliseconds(),
                moment: selector.moment
            )
        case .subquery(let subquery):
            var inner = try draft(subquery.expression)
            // Within a subquery also what is otherwise cheap enough.
            inner.node.isRepeated = inner.isInvariant
            let step = try subquery.step?.fixedMilliseconds() ?? 0
            return RangeInput(
                samples: .subquery(inner.node, step: step > 0 ? step : options.subqueryStep),
                length: try subquery.window.fixedMilliseconds(),
                moment: try MomentPlan(subquery.moment)
            )
        case .number, .string, .selector, .call, .aggregation, .unary, .binary, .parentheses:
            throw .evaluation("expected a range vector, not \(expression.type.documentedName)")
        }
    }
}
