import Diagnostics
import Values

extension Rendering {
    /// The size of a term, checked against the limits.
    func measure(_ term: Term, at location: SourceLocation? = nil) throws(TemplateError) -> Measure {
        if let measure = term.measure { return measure }
        var measure = Measure()
        switch term.content {
        case .function: break
        case .value(let value): measure = try self.measure(value, depth: 1, at: location)
        case .list(let terms, _):
            for term in terms { measure.enclose(try self.measure(term, at: location)) }
        case .record(let fields, _):
            for field in fields { measure.enclose(try self.measure(field.term, at: location)) }
        }
        try check(measure, at: location)
        return measure
    }

    private func measure(
        _ value: Value,
        depth: Int,
        at location: SourceLocation?
    ) throws(TemplateError) -> Measure {
        try spend(at: location)
        var measure = Measure()
        measure.depth = depth
        try check(measure, at: location)
        measure.depth = 1
        switch value.content {
        case .null, .bool, .number: break
        case .string(let text): measure = Measure(text: text)
        case .array(let values):
            for value in values { measure.enclose(try self.measure(value, depth: depth + 1, at: location)) }
        case .object(let object):
            for member in object {
                measure.enclose(try self.measure(member.value, depth: depth + 1, at: location))
                measure.weight += member.key.utf8.count / 32
            }
        }
        return measure
    }

    func check(_ measure: Measure, at location: SourceLocation?) throws(TemplateError) {
        guard measure.depth <= limits.depth else {
            throw failure("a value is nested more than \(limits.depth) levels deep", at: location)
        }
        guard measure.weight <= limits.size else {
            throw failure(
                "a value has more than \(limits.size) parts",
                at: location,
                hint: "a text counts one part for every 32 bytes"
            )
        }
    }
}
