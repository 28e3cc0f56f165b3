internal import PromQL
internal import SampleStore

/// Which labels the series of an expression can have, as far as its text tells.
struct LabelKnowledge {
    /// Only ``names`` are possible; else everything but them.
    private(set) var isClosed: Bool
    private(set) var names: Set<String>
    /// The node that dropped the others.
    private(set) var reason: Expression?

    static let anything = LabelKnowledge(isClosed: false, names: [], reason: nil)

    func canHave(_ name: String) -> Bool { names.contains(name) == isClosed }

    init(of tree: Expression) {
        switch tree.kind {
        case .number, .string: self.init(isClosed: true, names: [], reason: tree)
        case .selector(let selector): self.init(selector, tree)
        case .range(let range): self.init(range.selector, tree)
        case .subquery(let subquery): self.init(of: subquery.expression)
        case .parentheses(let inner), .unary(_, let inner): self.init(of: inner)
        case .call(let call): self.init(call, tree)
        case .aggregation(let aggregation): self.init(aggregation, tree)
        case .binary(let operation): self.init(operation, tree)
        }
    }

    private init(isClosed: Bool, names: Set<String>, reason: Expression?) {
        self.isClosed = isClosed
        self.names = names
        self.reason = reason
    }

    private init(_ selector: VectorSelector, _ node: Expression) {
        // `job=""` selects series without the label.
        let missing = selector.matchers.filter { $0.operation == .equal && $0.value.isEmpty }
        self.init(isClosed: false, names: Set(missing.map(\.name)), reason: missing.isEmpty ? nil : node)
    }

    private init(_ call: Call, _ node: Expression) {
        let arguments = call.arguments
        func text(_ index: Int) -> String? {
            guard index < arguments.count, case .string(let text) = arguments[index].kind else { return nil }
            return text
        }
        switch call.function.name {
        case "absent", "absent_over_time":
            let selector = arguments.first?.selectors.first?.selector
            let isPlain: Bool
            switch arguments.first?.withoutParentheses.kind {
            case .selector, .range: isPlain = true
            case .number, .string, .subquery, .call, .aggregation, .unary, .binary, .parentheses, nil:
                isPlain = false
            }
            let equal = isPlain ? (selector?.matchers ?? []).filter { $0.operation == .equal } : []
            self.init(isClosed: true, names: Set(equal.map(\.name)), reason: node)
            names.remove("__name__")
        case "vector", "scalar", "time", "pi": self.init(isClosed: true, names: [], reason: node)
        case "label_replace", "label_join":
            self.init(of: arguments[0])
            if let name = text(1) { add(name) }
        case "histogram_quantile", "histogram_fraction":
            self.init(of: arguments.last ?? node)
            drop(["le"], because: node)
        default:
            // All others keep the labels of their vector.
            guard let vector = arguments.first(where: { $0.type == .vector || $0.type == .matrix }) else {
                self.init(isClosed: true, names: [], reason: node)
                return
            }
            self.init(of: vector)
        }
    }

    private init(_ aggregation: Aggregation, _ node: Expression) {
        self.init(of: aggregation.expression)
        switch aggregation.symbol {
        case .topk, .bottomk, .limitk, .limitRatio: return
        case .sum, .avg, .count, .min, .max, .group, .stddev, .stdvar, .quantile, .countValues: break
        }
        if aggregation.isWithout {
            drop(aggregation.grouping, because: node)
        } else {
            keep(aggregation.grouping, because: node)
        }
        if aggregation.symbol == .countValues, case .string(let name)? = aggregation.parameter?.kind {
            add(name)
        }
    }

    private init(_ operation: BinaryOperation, _ node: Expression) {
        guard let matching = operation.matching else {
            self.init(of: operation.left.type == .scalar ? operation.right : operation.left)
            return
        }
        let (left, right) = (LabelKnowledge(of: operation.left), LabelKnowledge(of: operation.right))
        if operation.symbol.isSetOperator {
            self = operation.symbol == .or ? left.union(right) : left
            return
        }
        switch matching.cardinality {
        case .oneToOne, .manyToMany:
            self = left
            if operation.symbol.isComparison, !operation.returnsBool { return }
            if matching.isOn {
                keep(matching.labels, because: node)
            } else {
                drop(matching.labels, because: node)
            }
        case .manyToOne, .oneToMany:
            let (many, one) = matching.cardinality == .manyToOne ? (left, right) : (right, left)
            self = many
            for name in matching.include { one.canHave(name) ? add(name) : drop([name], because: node) }
        }
    }

    // MARK: Changes

    private mutating func add(_ name: String) {
        if isClosed { names.insert(name) } else { names.remove(name) }
    }

    private mutating func drop(_ dropped: [String], because node: Expression) {
        if isClosed { names.subtract(dropped) } else { names.formUnion(dropped) }
        if !dropped.isEmpty { reason = node }
    }

    private mutating func keep(_ kept: [String], because node: Expression) {
        names = Set(kept.filter(canHave))
        isClosed = true
        reason = node
    }

    private func union(_ other: LabelKnowledge) -> LabelKnowledge {
        switch (isClosed, other.isClosed) {
        case (true, true): .init(isClosed: true, names: names.union(other.names), reason: reason)
        case (true, false):
            .init(isClosed: false, names: other.names.subtracting(names), reason: other.reason)
        case (false, true): .init(isClosed: false, names: names.subtracting(other.names), reason: reason)
        case (false, false): .init(isClosed: false, names: names.intersection(other.names), reason: reason)
        }
    }
}
