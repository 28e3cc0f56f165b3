internal import PromQL
internal import SampleStore

extension Expression {
    /// What the node is inside its parentheses.
    var call: Call? { if case .call(let call) = withoutParentheses.kind { call } else { nil } }
    var aggregation: Aggregation? {
        if case .aggregation(let aggregation) = withoutParentheses.kind { aggregation } else { nil }
    }
    var operation: BinaryOperation? {
        if case .binary(let operation) = withoutParentheses.kind { operation } else { nil }
    }
    var number: Double? {
        switch withoutParentheses.kind {
        case .number(let literal): literal.value
        case .unary(.minus, let operand): operand.number.map { -$0 }
        case .unary(.plus, let operand): operand.number
        case .string, .selector, .range, .subquery, .call, .aggregation, .binary, .parentheses: nil
        }
    }
    /// All nodes.
    var nodes: [Expression] {
        var nodes: [Expression] = []
        walk { nodes.append($0) }
        return nodes
    }
}

extension VectorSelector {
    /// The name of its series, when there can be only one.
    var metricName: String? {
        matchers.first { $0.name == "__name__" && $0.operation == .equal }?.value
    }
}
