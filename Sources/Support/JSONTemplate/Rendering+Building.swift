import Diagnostics
import Values

extension Rendering {
    /// An array of the terms.
    ///
    /// The measure, when given, is an upper bound that is cheaper than counting.
    func list(
        _ terms: [Term],
        at location: SourceLocation?,
        bound: Measure? = nil
    ) throws(TemplateError) -> Term {
        try spend(1 + terms.count, at: location)
        let measure = try total(terms, bound, at: location)
        let values = terms.compactMap(\.value)
        guard values.count == terms.count else { return Term(.list(terms, location), measure) }
        return Term(Value(.array(values), at: location), measure)
    }

    /// An object of the fields; of two with the same key the later one is taken, in the place of the first.
    func record(
        _ fields: [Term.Field],
        at location: SourceLocation?,
        bound: Measure? = nil
    ) throws(TemplateError) -> Term {
        try spend(1 + fields.count, at: location)
        var measure = try total(fields.map(\.term), bound, at: location)
        if bound == nil { for field in fields { measure.weight += field.key.utf8.count / 32 } }
        try check(measure, at: location)
        var object = Object()
        var isPlain = true
        for field in fields {
            // A function's place is kept by a null until the fields are put in order.
            object.set(field.key, to: field.term.value ?? .null, keyLocation: field.keyLocation)
            if field.term.value == nil { isPlain = false }
        }
        if isPlain { return Term(Value(.object(object), at: location), measure) }
        var last: [[UInt8]: Term.Field] = [:]
        for field in fields { last[Array(field.key.utf8)] = field }
        return Term(.record(object.keys.compactMap { last[Array($0.utf8)] }, location), measure)
    }

    private func total(
        _ terms: [Term],
        _ bound: Measure?,
        at location: SourceLocation?
    ) throws(TemplateError) -> Measure {
        if let bound, bound.weight <= limits.size, bound.depth <= limits.depth { return bound }
        var measure = Measure()
        for term in terms { measure.enclose(try self.measure(term, at: location)) }
        try check(measure, at: location)
        return measure
    }
}
