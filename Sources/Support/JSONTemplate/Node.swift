import Diagnostics
import Values

/// A template taken apart once, so that rendering it again and again inside `$map` parses nothing.
struct Node: Sendable {
    indirect enum Kind: Sendable {
        /// A part of the template with nothing to do in it.
        case constant(Value, Measure)
        case text(Interpolation)
        case array([Node])
        case object([Member])
        case operation(Operation)
        /// A mistake that is reported when the node is rendered, and not when it is left out.
        case failure(TemplateError)
    }

    /// A member of an object that is no operator.
    struct Member: Sendable {
        let key: Interpolation
        /// The key as written, for messages.
        let name: String
        let keyLocation: SourceLocation?
        let value: Node
    }

    let kind: Kind
    let location: SourceLocation?
}

/// An operator with its operands.
enum Operation: Sendable {
    case eval(Code)
    case json(Node)
    case `if`(Code, then: Node?, else: Node?)
    case `switch`([(Code, Node)], default: Node?)
    case match([(Code, Node)])
    case `let`(Node, in: Node?)
    case map(Node, each: Node, Variables)
    case reduce(Node, initial: Node, each: Node, Variables)
    case find(Node, each: Code, Variables)
    case flatten(Node)
    case flattenDeep(Node)
    case reverse(Node)
    case merge(Node)
    case mergeDeep(Node)
    case sort(Node, by: (variable: String, key: Code)?)
    case fromNow(Node, from: Node?)
    /// An operation that lacks something, which is said after its operand turned out to be of the right kind.
    case incomplete(Node, Operator, String)

    /// The names in the parentheses of `each(…)`.
    struct Variables: Sendable {
        /// The whole key, as messages show it.
        let key: String
        let names: [String]
    }
}

/// How deep a value nests and how many nodes it has; both may be upper bounds.
struct Measure: Sendable {
    var depth = 1
    var weight = 1

    init() {}

    init(text: String) { weight = 1 + text.utf8.count / 32 }

    /// Makes room for a value inside this one.
    mutating func enclose(_ inner: Measure) {
        depth = max(depth, inner.depth + 1)
        weight += inner.weight
    }
}
