internal import GoText

extension TypeCheck {
    mutating func check(_ operation: BinaryOperation, at range: TextRange) {
        check(operation.left)
        check(operation.right)
        let symbol = operation.symbol
        let (left, right) = (operation.left.type, operation.right.type)
        if operation.returnsBool, !symbol.isComparison {
            add("bool modifier can only be used on comparison operators", at: operation.symbolRange)
        }
        if symbol.isComparison, !operation.returnsBool, left == .scalar, right == .scalar {
            let hint = "write `\(symbol.rawValue) bool`: without series there is nothing to filter"
            add("comparisons between scalars must use BOOL modifier", at: operation.symbolRange, hint: hint)
        }
        if let matching = operation.matching { checkClauses(matching, at: operation.symbolRange) }
        for side in [operation.left, operation.right] where side.type != .scalar && side.type != .vector {
            let message = "binary expression must contain only scalar and instant vector types"
            add(message, at: side.range, hint: Hints.instead(of: side, expected: .vector))
        }
        if let matching = operation.matching {
            if left != .vector || right != .vector {
                checkMisplaced(matching, at: range)
            } else if symbol.isSetOperator {
                checkSet(matching, of: symbol, at: range)
            }
        }
        if left == .scalar || right == .scalar, symbol.isSetOperator {
            let message =
                "set operator \(GoText.quoted(symbol.rawValue)) not allowed in binary scalar expression"
            add(message, at: range, hint: "make a vector of the number: `vector(1)`")
        }
    }

    private mutating func checkClauses(_ matching: VectorMatching, at range: TextRange) {
        guard matching.isOn else { return }
        for label in matching.labels where matching.include.contains(label) {
            let message = "label \(GoText.quoted(label)) must not occur in ON and GROUP clause at once"
            add(message, at: range, hint: "series that match have it anyway: drop it from the group")
        }
    }

    private mutating func checkMisplaced(_ matching: VectorMatching, at range: TextRange) {
        if !matching.labels.isEmpty {
            add("vector matching only allowed between instant vectors", at: range)
        }
        if matching.hasFill {
            add("filling in missing series only allowed between instant vectors", at: range)
        }
    }

    private mutating func checkSet(_ matching: VectorMatching, of symbol: BinaryOperator, at range: TextRange)
    {
        if matching.cardinality == .manyToOne || matching.cardinality == .oneToMany {
            add("no grouping allowed for \(GoText.quoted(symbol.rawValue)) operation", at: range)
        }
        if matching.hasFill {
            add("filling in missing series not allowed for set operators", at: range)
        }
    }
}
