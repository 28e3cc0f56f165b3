import Diagnostics
import Values

/// One rendering of a template: what names mean, where it stands, and how much work is left.
final class Rendering {
    let limits: JSONTemplate.Limits
    private let context: Object
    private let functions: [String: JSONTemplate.Function]
    private let now: Timestamp
    private(set) var path: [TemplateError.Step] = []
    private var steps: Int
    private let stack = StackGuard()

    init(
        context: Object,
        functions: [String: JSONTemplate.Function],
        now: Timestamp,
        limits: JSONTemplate.Limits
    ) {
        self.context = context
        self.functions = functions
        self.now = now
        self.limits = limits
        steps = limits.steps
    }

    /// Names that no expression could ever use are mistakes of the caller.
    func checkNames() throws(TemplateError) {
        let message = "top level keys of context must follow /[a-zA-Z_][a-zA-Z0-9_]*/"
        for member in context where !member.key.isIdentifier {
            throw failure(message, at: member.keyLocation ?? member.value.location)
        }
        guard functions.keys.allSatisfy(\.isIdentifier) else { throw failure(message, at: nil) }
    }

    /// What a name means: the innermost binding, then the context, the caller's functions and JSON-e's own.
    func lookUp(_ name: String, in scope: Scope?) -> Term? {
        if let term = scope?[name] { return term }
        if let value = context[name] { return Term(value) }
        if let function = functions[name] { return Term(.function(.custom(name, function)), Measure()) }
        if name == "now" { return .string(now.description) }
        return Builtin(rawValue: name).map { Term(.function(.builtin($0)), Measure()) }
    }

    /// The name a typo most likely stood for.
    func suggestion(for name: String, in scope: Scope?) -> String? {
        let names = context.keys + functions.keys + Builtin.allCases.map(\.rawValue) + (scope?.allNames ?? [])
        return nearest(to: name, in: names).map { "did you mean `\($0)`?" }
    }

    /// Accounts for work; every loop over data passes here.
    func spend(_ count: Int = 1, at location: SourceLocation? = nil) throws(TemplateError) {
        steps -= count
        if stack.isExhausted { throw failure("nested too deeply for the stack of this thread", at: location) }
        guard steps < 0 else { return }
        throw failure(
            "rendering takes more than \(limits.steps) steps",
            at: location,
            hint: "look for nested `$map` or `$reduce` over long lists"
        )
    }

    // MARK: Errors

    func failure(_ message: String, at location: SourceLocation?, hint: String? = nil) -> TemplateError {
        TemplateError(message, category: .template, path: path, at: location, hint: hint)
    }

    /// The error at the place where rendering stands, unless it has its own.
    func placed(_ error: TemplateError, at location: SourceLocation? = nil) -> TemplateError {
        var error = error
        error.path = path
        if error.location == nil { error.location = location }
        return error
    }

    /// What the node comes to; `nil` when it deletes itself.
    func render(_ node: Node, in scope: Scope?) throws(TemplateError) -> Term? {
        try spend(at: node.location)
        switch node.kind {
        case .constant(let value, let measure): return Term(value, measure)
        case .text(let interpolation):
            let text = try self.text(of: interpolation, in: scope)
            return Term(Value(.string(text), at: node.location), Measure(text: text))
        case .array(let nodes): return try array(nodes, at: node.location, in: scope)
        case .object(let members): return try object(members, at: node.location, in: scope)
        case .operation(let operation):
            return try perform(operation, at: node.location, in: scope)?.located(at: node.location)
        case .failure(let error): throw placed(error, at: node.location)
        }
    }

    private func array(
        _ nodes: [Node],
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        var terms: [Term] = []
        terms.reserveCapacity(nodes.count)
        for (index, node) in nodes.enumerated() {
            path.append(.index(index))
            if let term = try render(node, in: scope) { terms.append(term) }
            path.removeLast()
        }
        return try list(terms, at: location)
    }

    private func object(
        _ members: [Node.Member],
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        var fields: [Term.Field] = []
        fields.reserveCapacity(members.count)
        for member in members {
            let key = try text(of: member.key, in: scope)
            path.append(.key(member.name))
            if let term = try render(member.value, in: scope) {
                fields.append(Term.Field(key: key, term: term, keyLocation: member.keyLocation))
            }
            path.removeLast()
        }
        return try record(fields, at: location)
    }

    private func text(of interpolation: Interpolation, in scope: Scope?) throws(TemplateError) -> String {
        if let constant = interpolation.constant { return constant }
        var text = ""
        for part in interpolation.parts {
            switch part {
            case .text(let literal): text += literal
            case .failure(let error): throw placed(error)
            case .expression(let source, let expression):
                let term = try evaluate(expression, of: interpolation.source, in: scope)
                if case .null? = term.value?.content { continue }
                guard let scalar = term.scalarText else {
                    throw placed(
                        interpolation.source.error(
                            ExpressionFault(
                                .template,
                                "interpolation of '\(source)' produced an array or object",
                                at: expression.offset
                            )
                        )
                    )
                }
                try spend(scalar.utf8.count / 32, at: interpolation.source.location)
                text += scalar
            }
        }
        try check(Measure(text: text), at: interpolation.source.location)
        return text
    }
}
