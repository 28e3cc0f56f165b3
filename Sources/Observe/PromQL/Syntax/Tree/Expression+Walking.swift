extension Expression {
    /// The nodes right below, in the order of evaluation: the parameter of an aggregation comes after what it takes.
    package var children: [Expression] {
        switch kind {
        case .number, .string, .selector, .range: []
        case .subquery(let subquery): [subquery.expression]
        case .call(let call): call.arguments
        case .aggregation(let aggregation):
            aggregation.parameter.map { [aggregation.expression, $0] } ?? [aggregation.expression]
        case .unary(_, let operand), .parentheses(let operand): [operand]
        case .binary(let operation): [operation.left, operation.right]
        }
    }

    /// Calls the body with every node, a node before those below it.
    package func walk(_ body: (Expression) -> Void) {
        body(self)
        for child in children { child.walk(body) }
    }

    /// Whether a node of the tree satisfies the condition.
    package func contains(where condition: (Expression) -> Bool) -> Bool {
        condition(self) || children.contains { $0.contains(where: condition) }
    }

    /// The selectors of instant vectors and of ranges in the order written, with the window of the latter.
    package var selectors: [(selector: VectorSelector, window: QueryDuration?, range: TextRange)] {
        var result: [(VectorSelector, QueryDuration?, TextRange)] = []
        walk { node in
            if case .selector(let selector) = node.kind { result.append((selector, nil, node.range)) }
            if case .range(let range) = node.kind {
                result.append((range.selector, range.window, node.range))
            }
        }
        return result
    }

    /// What is inside any parentheses around it.
    package var withoutParentheses: Expression {
        var inner = self
        while case .parentheses(let next) = inner.kind { inner = next }
        return inner
    }

    /// The same tree with other nodes below this one.
    package func mappingChildren(_ transform: (Expression) -> Expression) -> Expression {
        let kind: Kind
        switch self.kind {
        case .number, .string, .selector, .range: return self
        case .subquery(var subquery):
            subquery.expression = transform(subquery.expression)
            kind = .subquery(subquery)
        case .call(var call):
            call.arguments = call.arguments.map(transform)
            kind = .call(call)
        case .aggregation(var aggregation):
            aggregation.expression = transform(aggregation.expression)
            aggregation.parameter = aggregation.parameter.map(transform)
            kind = .aggregation(aggregation)
        case .unary(let symbol, let operand): kind = .unary(symbol, transform(operand))
        case .parentheses(let operand): kind = .parentheses(transform(operand))
        case .binary(var operation):
            operation.left = transform(operation.left)
            operation.right = transform(operation.right)
            kind = .binary(operation)
        }
        return Expression(kind, at: range)
    }
}
