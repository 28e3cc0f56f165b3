import Diagnostics
import Values

/// The keys that make an object an operation.
enum Operator: String, CaseIterable {
    case eval = "$eval"
    case json = "$json"
    case `if` = "$if"
    case `switch` = "$switch"
    case match = "$match"
    case `let` = "$let"
    case map = "$map"
    case reduce = "$reduce"
    case find = "$find"
    case flatten = "$flatten"
    case flattenDeep = "$flattenDeep"
    case reverse = "$reverse"
    case merge = "$merge"
    case mergeDeep = "$mergeDeep"
    case sort = "$sort"
    case fromNow = "$fromNow"

    /// The other keys the operation may have.
    var properties: [String] {
        switch self {
        case .if: ["then", "else"]
        case .let: ["in"]
        case .reduce: ["initial"]
        case .fromNow: ["from"]
        case .eval, .json, .switch, .match, .map, .find, .flatten, .flattenDeep, .reverse, .merge, .mergeDeep,
            .sort:
            []
        }
    }

    /// The name and the number of parameters of a key such as `each(x, i)`, for operations that have one.
    var signature: (name: String, parameters: ClosedRange<Int>)? {
        switch self {
        case .map, .find: ("each", 1...2)
        case .reduce: ("each", 2...3)
        case .sort: ("by", 1...1)
        case .eval, .json, .if, .switch, .match, .let, .flatten, .flattenDeep, .reverse, .merge, .mergeDeep,
            .fromNow:
            nil
        }
    }

    /// The parameters, when the key follows the signature.
    func parameters(of key: String) -> [String]? {
        guard let signature, key.hasPrefix(signature.name + "("), key.hasSuffix(")") else { return nil }
        let inner = key.dropFirst(signature.name.utf8.count + 1).dropLast()
        let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
        let names = parts.enumerated().map { index, part in
            // Blanks are allowed after a comma and nowhere else.
            index == 0 ? String(part) : String(part.drop(while: \.isWhitespace))
        }
        guard signature.parameters.contains(names.count), names.allSatisfy(\.isIdentifier) else { return nil }
        return names
    }
}

extension Compiler {
    /// The operation of an object with exactly one operator key.
    mutating func operation(
        _ name: Operator,
        _ member: Object.Member,
        in object: Object,
        at location: SourceLocation?
    ) -> Node {
        if let failure = undefinedProperties(name, in: object, at: location) { return failure }
        let signed = object.members.filter { name.parameters(of: $0.key) != nil }
        guard signed.count <= 1 else {
            let key = name.signature?.name ?? ""
            return failure("only one \(key)(..) is allowed", at: signed[1].keyLocation ?? location)
        }
        switch operation(name, member.value, signed.first, in: object) {
        case .success(let operation): return Node(kind: .operation(operation), location: location)
        case .failure(let error):
            var error = error
            if error.location == nil { error.location = member.value.location ?? location }
            return Node(kind: .failure(error), location: location)
        }
    }

    private func undefinedProperties(
        _ name: Operator,
        in object: Object,
        at location: SourceLocation?
    ) -> Node? {
        let unknown = object.members.filter {
            $0.key != name.rawValue && !name.properties.contains($0.key) && name.parameters(of: $0.key) == nil
        }
        guard let first = unknown.first else { return nil }
        let keys = unknown.map(\.key).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if name == .if, let then = unknown.first(where: { $0.key == "$then" }), unknown.count == 1 {
            let place = then.keyLocation ?? location
            return failure("$if Syntax error: $then: should be spelled then: (no $)", at: place)
        }
        let close = nearest(to: first.key, in: name.properties)
        return failure(
            "\(name.rawValue) has undefined properties: \(keys.joined(separator: " "))",
            at: first.keyLocation ?? location,
            hint: close.map { "did you mean `\($0)`?" }
        )
    }

    private mutating func operation(
        _ name: Operator,
        _ operand: Value,
        _ signed: Object.Member?,
        in object: Object
    ) -> Result<Operation, TemplateError> {
        switch name {
        case .eval:
            guard let text = operand.string else { return fail("$eval must be given a string expression") }
            return .success(.eval(code(text, at: operand.location)))
        case .json: return .success(.json(node(operand)))
        case .if:
            guard let text = operand.string else { return fail("$if can evaluate string expressions only") }
            let then = object["then"].map { node($0) }
            let otherwise = object["else"].map { node($0) }
            return .success(.if(code(text, at: operand.location), then: then, else: otherwise))
        case .switch:
            guard let cases = operand.object else { return fail("$switch can evaluate objects only") }
            let fallback = cases["$default"].map { node($0) }
            return .success(.switch(branches(of: cases, except: "$default"), default: fallback))
        case .match:
            guard let cases = operand.object else { return fail("$match can evaluate objects only") }
            return .success(.match(branches(of: cases)))
        case .let:
            guard case .object = operand.content else { return fail("$let value must be an object") }
            let body = object["in"].map { node($0) }
            return .success(.let(node(operand), in: body))
        case .flatten: return .success(.flatten(node(operand)))
        case .flattenDeep: return .success(.flattenDeep(node(operand)))
        case .reverse: return .success(.reverse(node(operand)))
        case .merge: return .success(.merge(node(operand)))
        case .mergeDeep: return .success(.mergeDeep(node(operand)))
        case .fromNow:
            let reference = object["from"].map { node($0) }
            return .success(.fromNow(node(operand), from: reference))
        case .map, .reduce, .find, .sort: return iteration(name, operand, signed, in: object)
        }
    }

    /// The operations with a signed key.
    private mutating func iteration(
        _ name: Operator,
        _ operand: Value,
        _ signed: Object.Member?,
        in object: Object
    ) -> Result<Operation, TemplateError> {
        let source = node(operand)
        let names = signed.flatMap { name.parameters(of: $0.key) } ?? []
        if name == .sort {
            guard let signed, let variable = names.first else { return .success(.sort(source, by: nil)) }
            guard let text = signed.value.string else {
                return fail("\(signed.key) can evaluate string expressions only", at: signed.value.location)
            }
            return .success(.sort(source, by: (variable, code(text, at: signed.value.location))))
        }
        let initial = object["initial"].map { node($0) }
        guard let signed, (initial == nil) == (name != .reduce) else {
            let count = name == .reduce ? "three" : "two"
            return .success(
                .incomplete(source, name, "\(name.rawValue) must have exactly \(count) properties")
            )
        }
        let variables = Operation.Variables(key: signed.key, names: names)
        if name == .find {
            guard let text = signed.value.string else {
                return .success(.incomplete(source, name, "each can evaluate string expressions only"))
            }
            return .success(.find(source, each: code(text, at: signed.value.location), variables))
        }
        let each = node(signed.value)
        guard let initial else { return .success(.map(source, each: each, variables)) }
        return .success(.reduce(source, initial: initial, each: each, variables))
    }

    private func fail(_ message: String, at location: SourceLocation? = nil) -> Result<
        Operation, TemplateError
    > {
        .failure(TemplateError(message, category: .template, at: location))
    }

    /// Conditions and their templates in the order of the conditions' code points.
    private mutating func branches(of cases: Object, except fallback: String? = nil) -> [(Code, Node)] {
        var branches: [(Code, Node)] = []
        for member in cases.sortedByKey() where member.key != fallback {
            let condition = code(member.key, at: member.keyLocation ?? member.value.location)
            branches.append((condition, node(member.value)))
        }
        return branches
    }
}
