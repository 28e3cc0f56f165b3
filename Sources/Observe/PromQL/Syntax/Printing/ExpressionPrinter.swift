internal import GoText
internal import SampleStore

/// Writes a tree on one line as Prometheus' `String()` does.
///
/// Parentheses are nodes of the tree, so none have to be added; the order of matchers is that of their texts.
struct ExpressionPrinter {
    private(set) var text = ""
    /// Nothing more is written once the text is longer; it is then only good for telling that it is.
    var limit = Int.max

    mutating func append(_ part: String) { text += part }

    private var isFull: Bool { limit != .max && text.utf8.count > limit }

    mutating func print(_ expression: Expression) {
        if isFull { return }
        switch expression.kind {
        case .number(let literal): print(literal)
        case .string(let string): text += GoText.quoted(string)
        case .selector(let selector):
            printSeries(selector)
            print(selector.moment.anchor)
            if let boundary = selector.boundary { text += " \(boundary.rawValue)" }
            printOffset(selector.moment.offset)
        case .range(let range):
            printSeries(range.selector)
            text += "["
            print(range.window)
            text += "]"
            if let boundary = range.selector.boundary { text += " \(boundary.rawValue)" }
            print(range.selector.moment.anchor)
            printOffset(range.selector.moment.offset)
        case .subquery(let subquery):
            print(subquery.expression)
            printSuffix(of: subquery)
        case .call(let call):
            text += call.function.name
            print(arguments: call.arguments)
        case .aggregation(let aggregation):
            printHead(of: aggregation)
            print(arguments: aggregation.arguments)
        case .unary(let symbol, let operand):
            text += symbol.rawValue
            print(operand)
        case .binary(let operation):
            printBase(operation)
            text += " "
            printSymbol(of: operation)
            text += " "
            print(operation.right)
        case .parentheses(let inner):
            text += "("
            print(inner)
            text += ")"
        }
    }

    /// The left operand: a sign before the base of a power would be read as one of the whole.
    mutating func printBase(_ operation: BinaryOperation) {
        if operation.symbol == .power, case .number(let base) = operation.left.kind, base.value == .infinity {
            text += "Inf"
        } else {
            print(operation.left)
        }
    }

    private mutating func print(arguments: [Expression]) {
        text += "("
        for (index, argument) in arguments.enumerated() {
            if index > 0 { text += ", " }
            print(argument)
        }
        text += ")"
    }

    mutating func print(_ literal: NumberLiteral) {
        guard literal.isDuration else { return text += GoText.number(literal.value) }
        text += PromDuration(milliseconds: Int64((literal.value * 1000).rounded())).description
    }

    /// The name and the braces.
    private mutating func printSeries(_ selector: VectorSelector) {
        text += selector.name ?? ""
        guard !selector.labels.isEmpty else {
            if selector.name == nil { text += "{}" }
            return
        }
        text += "{"
        for (index, matcher) in selector.labels.map({ Self.text(of: $0.matcher) }).sorted(by: precedes)
            .enumerated()
        {
            if index > 0 { text += "," }
            text += matcher
        }
        text += "}"
    }

    /// By bytes, as Go sorts.
    private func precedes(_ first: String, _ second: String) -> Bool {
        first.utf8.lexicographicallyPrecedes(second.utf8)
    }

    private static func text(of matcher: Matcher) -> String {
        "\(labelText(matcher.name))\(matcher.operation.rawValue)\(GoText.quoted(matcher.value))"
    }

    private static func labelText(_ name: String) -> String {
        Labels.isClassicLabelName(name) ? name : GoText.quoted(name)
    }

    private mutating func print(labels: [String]) {
        text += "(\(labels.map(Self.labelText).joined(separator: ", ")))"
    }

    private mutating func print(_ anchor: Moment.Anchor?) {
        switch anchor {
        case nil: break
        case .start: text += " @ start()"
        case .end: text += " @ end()"
        case .timestamp(let milliseconds):
            text += " @ \(GoText.fixed(Double(milliseconds) / 1000, digits: 3))"
        }
    }

    private mutating func printOffset(_ offset: QueryDuration) {
        guard offset != .fixed(milliseconds: 0) else { return }
        text += " offset "
        print(offset)
    }

    /// What follows the expression: `[1h:5m] @ end() offset 1d`.
    mutating func printSuffix(of subquery: Subquery) {
        text += "["
        print(subquery.window)
        text += ":"
        if let step = subquery.step { print(step) }
        text += "]"
        print(subquery.moment.anchor)
        printOffset(subquery.moment.offset)
    }

    /// The name with `by` or `without`: `sum by (job) `.
    mutating func printHead(of aggregation: Aggregation) {
        text += aggregation.symbol.rawValue
        guard aggregation.isWithout || !aggregation.grouping.isEmpty else { return }
        text += aggregation.isWithout ? " without " : " by "
        print(labels: aggregation.grouping)
        text += " "
    }

    /// The operator with its modifiers.
    mutating func printSymbol(of operation: BinaryOperation) {
        text += operation.symbol.rawValue
        if operation.returnsBool { text += " bool" }
        guard let matching = operation.matching else { return }
        let isGrouped = matching.cardinality == .manyToOne || matching.cardinality == .oneToMany
        if !matching.labels.isEmpty || matching.isOn || isGrouped {
            text += matching.isOn ? " on " : " ignoring "
            print(labels: matching.labels)
        }
        if isGrouped {
            text += matching.cardinality == .manyToOne ? " group_left " : " group_right "
            print(labels: matching.include)
        }
        printFill(of: matching)
    }

    private mutating func printFill(of matching: VectorMatching) {
        let (left, right) = (matching.leftFill, matching.rightFill)
        if let left, left.bitPattern == right?.bitPattern {
            return text += " fill (\(GoText.shortest(left)))"
        }
        if let left { text += " fill_left (\(GoText.shortest(left)))" }
        if let right { text += " fill_right (\(GoText.shortest(right)))" }
    }
}

extension Aggregation {
    /// As they stand between the parentheses.
    package var arguments: [Expression] { parameter.map { [$0, expression] } ?? [expression] }
}

extension Expression: CustomStringConvertible {
    /// On one line, as Prometheus prints it; reads back as the same tree.
    package var description: String {
        var printer = ExpressionPrinter()
        printer.print(self)
        return printer.text
    }
}
