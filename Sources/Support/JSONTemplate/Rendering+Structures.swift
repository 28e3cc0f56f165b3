import Diagnostics
import Values

extension Rendering {
    func flatten(
        _ operand: Node,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        guard let term = try render(operand, in: scope), let elements = term.elements else {
            throw failure("$flatten value must evaluate to an array", at: operand.location)
        }
        return try list(elements.flatMap { $0.elements ?? [$0] }, at: location, bound: term.measure)
    }

    func flattenDeep(
        _ operand: Node,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        guard let term = try render(operand, in: scope), let elements = term.elements else {
            throw failure("$flattenDeep value must evaluate to an array", at: operand.location)
        }
        var leaves: [Term] = []
        // The arrays still to be walked, the innermost last.
        var open = [elements[...]]
        while var rest = open.popLast() {
            guard let first = rest.popFirst() else { continue }
            open.append(rest)
            try spend(at: location)
            if let inner = first.elements { open.append(inner[...]) } else { leaves.append(first) }
        }
        return try list(leaves, at: location, bound: term.measure)
    }

    func reverse(
        _ operand: Node,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        guard let term = try render(operand, in: scope), let elements = term.elements else {
            throw failure("$reverse value must evaluate to an array of objects", at: operand.location)
        }
        return try list(elements.reversed(), at: location, bound: term.measure)
    }

    func merge(
        _ operand: Node,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        let (objects, bound) = try objects(of: operand, for: .merge, in: scope)
        return try record(objects.flatMap { $0 }, at: location, bound: bound)
    }

    func mergeDeep(
        _ operand: Node,
        at location: SourceLocation?,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        let (objects, bound) = try objects(of: operand, for: .mergeDeep, in: scope)
        var merged: [Term.Field] = []
        for object in objects { merged = try mergeDeep(merged, object, at: location) }
        return try record(merged, at: location, bound: bound)
    }

    private func objects(
        of operand: Node,
        for name: Operator,
        in scope: Scope?
    ) throws(TemplateError) -> (objects: [[Term.Field]], bound: Measure?) {
        let message = "\(name.rawValue) value must evaluate to an array of objects"
        guard let term = try render(operand, in: scope), let elements = term.elements else {
            throw failure(message, at: operand.location)
        }
        _ = try measure(term, at: operand.location)
        var objects: [[Term.Field]] = []
        for element in elements {
            guard let fields = element.fields else {
                throw failure(message, at: element.location ?? operand.location)
            }
            objects.append(fields)
        }
        return (objects, term.measure)
    }

    /// Objects are merged key by key, arrays appended, and of anything else the right one is taken.
    private func mergeDeep(
        _ left: [Term.Field],
        _ right: [Term.Field],
        at location: SourceLocation?
    ) throws(TemplateError) -> [Term.Field] {
        try spend(left.count + right.count, at: location)
        var merged = left
        // By bytes: two spellings of one character are two keys.
        var places: [[UInt8]: Int] = [:]
        for (index, field) in left.enumerated() { places[Array(field.key.utf8)] = index }
        for field in right {
            guard let place = places[Array(field.key.utf8)] else {
                places[Array(field.key.utf8)] = merged.count
                merged.append(field)
                continue
            }
            merged[place].term = try mergeDeep(merged[place].term, field.term, at: location)
        }
        return merged
    }

    private func mergeDeep(
        _ left: Term,
        _ right: Term,
        at location: SourceLocation?
    ) throws(TemplateError) -> Term {
        if let left = left.elements, let right = right.elements {
            return try list(left + right, at: location)
        }
        if let leftFields = left.fields, let rightFields = right.fields {
            return try record(try mergeDeep(leftFields, rightFields, at: location), at: left.location)
        }
        return right
    }
}
