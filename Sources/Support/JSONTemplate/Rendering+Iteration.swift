import Diagnostics
import Values

extension Rendering {
    func map(
        _ source: Node,
        _ each: Node,
        _ variables: Operation.Variables,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        let operand = try render(source, in: scope)
        if let elements = operand?.elements {
            var results: [Term] = []
            for (index, element) in elements.enumerated() {
                let scope = Scope(variables.names, [element, .number(Number(index))], in: scope)
                if let term = try render(each, in: scope) { results.append(term) }
            }
            return try list(results, at: location)
        }
        guard let fields = operand?.fields else {
            throw failure("$map value must evaluate to an array or object", at: source.location)
        }
        var results: [Term.Field] = []
        for field in fields {
            let key = Term.string(field.key)
            let terms: [Term]
            if variables.names.count == 2 {
                terms = [field.term, key]
            } else {
                let pair = [
                    Term.Field(key: "key", term: key, keyLocation: nil),
                    Term.Field(key: "val", term: field.term, keyLocation: nil),
                ]
                terms = [try record(pair, at: field.term.location)]
            }
            guard let term = try render(each, in: Scope(variables.names, terms, in: scope)) else { continue }
            guard let fields = term.fields else {
                throw failure(
                    "$map on objects expects \(variables.key) to evaluate to an object",
                    at: each.location
                )
            }
            results += fields
        }
        return try record(results, at: location)
    }

    func reduce(
        _ source: Node,
        _ initial: Node,
        _ each: Node,
        _ variables: Operation.Variables,
        in scope: Scope?
    ) throws(TemplateError) -> Term? {
        guard let elements = try render(source, in: scope)?.elements else {
            throw failure("$reduce value must evaluate to an array", at: source.location)
        }
        var accumulator = try render(initial, in: scope)
        for (index, element) in elements.enumerated() {
            let terms = [accumulator ?? Term(.null, Measure()), element, .number(Number(index))]
            let scope = Scope(variables.names, terms, in: scope)
            if let term = try render(each, in: scope) { accumulator = term }
        }
        return accumulator
    }

    func find(
        _ source: Node,
        _ each: Code,
        _ variables: Operation.Variables,
        in scope: Scope?
    ) throws(TemplateError) -> Term? {
        guard let elements = try render(source, in: scope)?.elements else {
            throw failure("$find value must evaluate to an array", at: source.location)
        }
        for (index, element) in elements.enumerated() {
            let scope = Scope(variables.names, [element, .number(Number(index))], in: scope)
            if try evaluate(each, in: scope).isTrue { return element }
        }
        return nil
    }

    func sort(
        _ operand: Node,
        by: (variable: String, key: Code)?,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        let message = "$sorted values to be sorted must have the same type"
        guard let term = try render(operand, in: scope), let elements = term.elements else {
            throw failure(message, at: operand.location)
        }
        let place = by?.key.source.location ?? operand.location
        var keys: [Term] = []
        for element in elements {
            guard let by else {
                keys.append(element)
                continue
            }
            keys.append(try evaluate(by.key, in: Scope([by.variable], [element], in: scope)))
        }
        let texts = keys.compactMap(\.string)
        let numbers = keys.compactMap(\.number)
        guard keys.isEmpty || texts.count == keys.count || numbers.count == keys.count else {
            throw failure(message, at: place)
        }
        try spend(keys.count * max(1, Int.bitWidth - keys.count.leadingZeroBitCount), at: location)
        let order = keys.indices.sorted { left, right in
            // Equal keys keep their order.
            if texts.isEmpty {
                if Arithmetic.precedes(numbers[left], numbers[right]) { return true }
                return Arithmetic.precedes(numbers[right], numbers[left]) ? false : left < right
            }
            if texts[left].utf8.lexicographicallyPrecedes(texts[right].utf8) { return true }
            return texts[left].isIdentical(to: texts[right]) && left < right
        }
        return try list(order.map { elements[$0] }, at: location, bound: term.measure)
    }
}
