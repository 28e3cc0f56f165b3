extension Expression {
    /// Over several lines where one would be too long, as `promtool promql format` prints.
    ///
    /// A node that is longer than the width is broken at its own level, and what is below it two columns deeper.
    package func formatted(width: Int = 100) -> String {
        var formatter = ExpressionFormatter(width: width)
        formatter.format(self, level: 0)
        return formatter.text
    }
}

private struct ExpressionFormatter {
    let width: Int
    private(set) var text = ""

    init(width: Int) { self.width = width }

    /// Writes the node with its indentation.
    mutating func format(_ expression: Expression, level: Int) {
        indent(level)
        formatIndented(expression, level: level)
    }

    /// Writes the node where its indentation stands already.
    private mutating func formatIndented(_ expression: Expression, level: Int) {
        var whole = ExpressionPrinter()
        whole.limit = width
        whole.print(expression)
        guard whole.text.utf8.count > width else { return text += whole.text }
        switch expression.kind {
        case .number, .string, .selector, .range: text += expression.description
        case .subquery(let subquery):
            formatIndented(subquery.expression, level: level)
            text += printed { $0.printSuffix(of: subquery) }
        case .call(let call): format(call.function.name, call.arguments, level: level)
        case .aggregation(let aggregation):
            format(printed { $0.printHead(of: aggregation) }, aggregation.arguments, level: level)
        case .unary(let symbol, let operand):
            text += symbol.rawValue
            // A broken operation begins deeper than its operator stands, but not after a sign.
            var inner = ExpressionFormatter(width: width)
            inner.format(operand, level: level)
            text += inner.text.drop { $0 == " " }
        case .parentheses(let inner): format("", [inner], level: level)
        case .binary(let operation): format(operation, level: level)
        }
    }

    /// What stands in parentheses goes on lines of its own.
    private mutating func format(_ head: String, _ arguments: [Expression], level: Int) {
        text += "\(head)(\n"
        for (index, argument) in arguments.enumerated() {
            if index > 0 { text += ",\n" }
            format(argument, level: level + 1)
        }
        text += "\n"
        indent(level)
        text += ")"
    }

    /// The operator stands alone on a line, its operands deeper.
    private mutating func format(_ operation: BinaryOperation, level: Int) {
        // The operand brings an indentation of its own.
        indent(1)
        if case .number = operation.left.kind {
            text += printed { $0.printBase(operation) }
        } else {
            formatIndented(operation.left, level: level + 1)
        }
        text += "\n"
        indent(level)
        text += printed { $0.printSymbol(of: operation) }
        text += "\n"
        format(operation.right, level: level + 1)
    }

    private mutating func indent(_ level: Int) { text += String(repeating: "  ", count: level) }

    private func printed(_ write: (inout ExpressionPrinter) -> Void) -> String {
        var printer = ExpressionPrinter()
        write(&printer)
        return printer.text
    }
}
