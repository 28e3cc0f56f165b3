import Values

/// The tree of an expression.
///
/// Chains of operators, property accesses and signs are flat, so that only brackets make a tree deep.
struct Expression: Sendable {
    indirect enum Kind: Sendable {
        case literal(Value)
        case variable(String)
        /// Signs from the outermost to the innermost.
        case unary([Unary], Expression)
        /// Operators of one precedence, from the left.
        case binary(Expression, [Operation])
        /// Operands from the left; the operator binds from the right.
        case power([Expression])
        case access(Expression, [Access])
        case list([Expression])
        case object([(key: String, value: Expression)])
        /// Nothing where a value should be: the parser reports it when nothing else is wrong.
        case missing
    }

    struct Unary: Sendable {
        enum Operator: Sendable { case plus, minus, not }
        let sign: Operator
        let offset: Int
    }

    struct Operation: Sendable {
        let symbol: BinaryOperator
        let offset: Int
        let operand: Expression
    }

    struct Access: Sendable {
        enum Kind: Sendable {
            case property(String)
            case index(Expression)
            case slice(Expression?, Expression?)
            case call([Expression])
        }
        let kind: Kind
        let offset: Int
    }

    let kind: Kind
    /// The byte that a message about this node points at.
    let offset: Int
}

enum BinaryOperator: String {
    case or = "||"
    case and = "&&"
    case `in`
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case greater = ">"
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"

    /// How strongly the operator binds.
    ///
    /// `in` binds less than a comparison, as in JSON-e's own grammar.
    var precedence: Int {
        switch self {
        case .or: 0
        case .and: 1
        case .in: 2
        case .equal, .notEqual: 3
        case .less, .greater, .lessOrEqual, .greaterOrEqual: 4
        case .plus, .minus: 5
        case .times, .divide: 6
        }
    }
}
