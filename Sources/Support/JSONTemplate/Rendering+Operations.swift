import Diagnostics
import Values

extension Rendering {
    func perform(
        _ operation: Operation,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term? {
        switch operation {
        case .eval(let code): return try evaluate(code, in: scope)
        case .json(let operand): return try json(operand, at: location, in: scope)
        case .if(let condition, let then, let otherwise):
            let branch = try evaluate(condition, in: scope).isTrue ? then : otherwise
            return try renderIfPresent(branch, in: scope)
        case .switch(let branches, let fallback):
            return try choose(branches, fallback, at: location, in: scope)
        case .match(let branches): return try match(branches, at: location, in: scope)
        case .let(let variables, let body): return try bind(variables, body, at: location, in: scope)
        case .map(let source, let each, let variables):
            return try map(source, each, variables, at: location, in: scope)
        case .reduce(let source, let initial, let each, let variables):
            return try reduce(source, initial, each, variables, in: scope)
        case .find(let source, let each, let variables): return try find(source, each, variables, in: scope)
        case .flatten(let operand): return try flatten(operand, at: location, in: scope)
        case .flattenDeep(let operand): return try flattenDeep(operand, at: location, in: scope)
        case .reverse(let operand): return try reverse(operand, at: location, in: scope)
        case .merge(let operand): return try merge(operand, at: location, in: scope)
        case .mergeDeep(let operand): return try mergeDeep(operand, at: location, in: scope)
        case .sort(let operand, let by): return try sort(operand, by: by, at: location, in: scope)
        case .fromNow(let operand, let reference):
            return try fromNow(operand, reference, at: location, in: scope)
        case .incomplete(let operand, let name, let message):
            let term = try render(operand, in: scope)
            guard term?.isArray == true || (name == .map && term?.isObject == true) else {
                throw failure("\(name.rawValue) \(name.expectation)", at: operand.location)
            }
            throw failure(message, at: location)
        }
    }

    private func renderIfPresent(_ node: Node?, in scope: Scope?) throws(TemplateError) -> Term? {
        guard let node else { return nil }
        return try render(node, in: scope)
    }

    private func json(
        _ operand: Node,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        guard let term = try render(operand, in: scope) else { return .string("null") }
        guard let value = term.value else {
            throw failure("evaluated template contained uncalled functions", at: operand.location)
        }
        try spend(try measure(term, at: location).weight, at: location)
        return .string(value.json(.canonicalKeys))
    }

    private func choose(
        _ branches: [(Code, Node)],
        _ fallback: Node?,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term? {
        var chosen: Node?
        for (condition, branch) in branches where try evaluate(condition, in: scope).isTrue {
            guard chosen == nil else {
                throw failure(
                    "$switch can only have one truthy condition",
                    at: condition.source.location ?? location
                )
            }
            chosen = branch
        }
        return try renderIfPresent(chosen ?? fallback, in: scope)
    }

    private func match(
        _ branches: [(Code, Node)],
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        var terms: [Term] = []
        for (condition, branch) in branches where try evaluate(condition, in: scope).isTrue {
            if let term = try render(branch, in: scope) { terms.append(term) }
        }
        return try list(terms, at: location)
    }

    private func bind(
        _ variables: Node,
        _ body: Node?,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term? {
        guard let fields = try render(variables, in: scope)?.fields else {
            throw failure("$let value must be an object", at: variables.location ?? location)
        }
        for field in fields where !field.key.isIdentifier {
            throw failure(
                "top level keys of $let must follow /[a-zA-Z_][a-zA-Z0-9_]*/",
                at: field.keyLocation ?? variables.location ?? location
            )
        }
        guard let body else { throw failure("$let operator requires an `in` clause", at: location) }
        return try render(body, in: Scope(fields.map(\.key), fields.map(\.term), in: scope))
    }

    private func fromNow(
        _ operand: Node,
        _ reference: Node?,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        let offset = try render(operand, in: scope)
        let start = if let reference { try render(reference, in: scope) } else { lookUp("now", in: scope) }
        guard let offset = offset?.string else {
            throw failure("$fromNow expects a string", at: operand.location)
        }
        do throws(TimeFault) {
            return .string(try TimeFault.time(offset, after: start?.string))
        } catch {
            throw failure(error.message, at: operand.location)
        }
    }
}

extension Operator {
    /// What the operand must be, as messages put it after the operator's name.
    fileprivate var expectation: String {
        self == .map ? "value must evaluate to an array or object" : "value must evaluate to an array"
    }
}

/// Why `fromNow` has no answer.
struct TimeFault: Error {
    let message: String

    /// The moment that much after the reference, as text.
    static func time(_ text: String, after reference: String?) throws(TimeFault) -> String {
        guard let reference else { throw TimeFault(message: "the reference time must be a string") }
        guard let offset = TimeOffset(text) else {
            throw TimeFault(message: "String: '\(text)' isn't a time expression")
        }
        guard let start = Timestamp(reference) else {
            throw TimeFault(message: "'\(reference)' isn't a time such as 2017-01-19T16:27:20.974Z")
        }
        guard let end = start.advanced(by: offset) else {
            throw TimeFault(message: "'\(text)' leads to a time out of range")
        }
        return end.description
    }
}
