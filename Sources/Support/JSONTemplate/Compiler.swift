import Diagnostics
import Values

/// Turns a template into nodes.
struct Compiler {
    let limits: JSONTemplate.Limits
    private let stack = StackGuard()
    private var depth = 0

    init(limits: JSONTemplate.Limits) { self.limits = limits }

    mutating func node(_ template: Value) -> Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else {
            return failure(
                "the template is nested more than \(limits.depth) levels deep",
                at: template.location
            )
        }
        if stack.isExhausted {
            return failure("nested too deeply for the stack of this thread", at: template.location)
        }
        switch template.content {
        case .null, .bool, .number:
            return Node(kind: .constant(template, Measure()), location: template.location)
        case .string(let text):
            return self.text(text, at: template.location)
        case .array(let values):
            return array(values, of: template)
        case .object(let object):
            return self.object(object, of: template)
        }
    }

    func code(_ text: String, at location: SourceLocation?) -> Code {
        Code(TextSource(text: text, location: location), depth: limits.expressionDepth, stack)
    }

    /// The error is raised when the node is rendered.
    func failure(_ message: String, at location: SourceLocation?, hint: String? = nil) -> Node {
        let error = TemplateError(message, category: .template, at: location, hint: hint)
        return Node(kind: .failure(error), location: location)
    }

    private func interpolation(_ text: String, at location: SourceLocation?) -> Interpolation {
        Interpolation(TextSource(text: text, location: location), depth: limits.expressionDepth, stack)
    }

    private func text(_ text: String, at location: SourceLocation?) -> Node {
        let interpolation = interpolation(text, at: location)
        guard let constant = interpolation.constant else {
            return Node(kind: .text(interpolation), location: location)
        }
        let measure = Measure(text: constant)
        return Node(kind: .constant(Value(.string(constant), at: location), measure), location: location)
    }

    private mutating func array(_ values: [Value], of template: Value) -> Node {
        var nodes: [Node] = []
        nodes.reserveCapacity(values.count)
        var measure = Measure()
        var constants: [Value]? = []
        for value in values {
            let node = node(value)
            if case .constant(let constant, let inner) = node.kind {
                constants?.append(constant)
                measure.enclose(inner)
            } else {
                constants = nil
            }
            nodes.append(node)
        }
        guard let constants else { return Node(kind: .array(nodes), location: template.location) }
        let constant = Value(.array(constants), at: template.location)
        return Node(kind: .constant(constant, measure), location: template.location)
    }

    private mutating func object(_ object: Object, of template: Value) -> Node {
        // Comparing with every operator's name takes longer than the look at the first byte that spares it.
        let operators = object.members.filter {
            $0.key.utf8.first == UInt8(ascii: "$") && Operator(rawValue: $0.key) != nil
        }
        guard operators.count <= 1 else {
            return failure("only one operator allowed", at: operators[1].keyLocation ?? template.location)
        }
        if let member = operators.first, let name = Operator(rawValue: member.key) {
            return operation(name, member, in: object, at: template.location)
        }
        var members: [Node.Member] = []
        members.reserveCapacity(object.count)
        var measure = Measure()
        var constants: Object? = Object()
        for member in object.members {
            let compiled = self.member(member)
            members.append(compiled)
            if let key = compiled.key.constant, case .constant(let value, let inner) = compiled.value.kind {
                constants?.set(key, to: value, keyLocation: member.keyLocation)
                measure.enclose(inner)
                measure.weight += key.utf8.count / 32
            } else {
                constants = nil
            }
        }
        guard let constants else { return Node(kind: .object(members), location: template.location) }
        let constant = Value(.object(constants), at: template.location)
        return Node(kind: .constant(constant, measure), location: template.location)
    }

    private mutating func member(_ member: Object.Member) -> Node.Member {
        let location = member.keyLocation ?? member.value.location
        if member.key.hasPrefix("$"), String(member.key.dropFirst()).isIdentifier {
            let nearby = nearest(to: member.key, in: Operator.allCases.map(\.rawValue))
            let error = TemplateError(
                "$<identifier> is reserved; use $$<identifier>",
                category: .template,
                at: location,
                hint: nearby.map { "there is no operator `\(member.key)`; did you mean `\($0)`?" }
            )
            return Node.Member(
                key: Interpolation(failure: error),
                name: member.key,
                keyLocation: member.keyLocation,
                value: Node(kind: .failure(error), location: location)
            )
        }
        let isEscaped = member.key.hasPrefix("$$")
        let key =
            isEscaped
            ? Interpolation(constant: String(member.key.dropFirst()))
            : interpolation(member.key, at: location)
        return Node.Member(
            key: key,
            name: member.key,
            keyLocation: member.keyLocation,
            value: node(member.value)
        )
    }
}
