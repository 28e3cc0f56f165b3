package enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"
    case atan2
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and, or, unless

    package var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        case .add, .subtract, .multiply, .divide, .modulo, .power, .atan2, .and, .or, .unless: false
        }
    }

    /// `and`, `or`, `unless`.
    package var isSetOperator: Bool {
        switch self {
        case .and, .or, .unless: true
        case .add, .subtract, .multiply, .divide, .modulo, .power, .atan2, .equal, .notEqual, .less,
            .lessOrEqual, .greater, .greaterOrEqual:
            false
        }
    }

    /// How tightly it binds: a higher one before a lower one.
    package var precedence: Int {
        switch self {
        case .or: 1
        case .and, .unless: 2
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 3
        case .add, .subtract: 4
        case .multiply, .divide, .modulo, .atan2: 5
        case .power: 6
        }
    }
}
