internal import Diagnostics
internal import GoText
internal import Values

/// Takes values of a YAML file for what Prometheus' files mean by them, and collects what is wrong.
struct FieldReader: Sendable {
    var problems: [Diagnostic] = []
    /// Takes fields that nobody knows.
    var ignoresUnknownFields = false

    mutating func complain(_ message: String, at location: SourceLocation?, hint: String? = nil) {
        problems.append(.error(message, at: location, hint: hint))
    }

    /// The fields of a mapping, after complaining about those that nobody knows.
    mutating func members(of value: Value, _ kind: String, _ known: [String]) -> Object? {
        if value.isNull { return Object() }
        guard let object = value.object else {
            complain("\(kind) is a mapping, not \(value.kind)", at: value.location)
            return nil
        }
        guard !ignoresUnknownFields else { return object }
        for member in object where !known.contains(member.key) {
            let suggestion = nearest(to: member.key, in: known).map { "did you mean `\($0)`?" }
            complain(
                "field \(shortened(member.key)) not found in \(kind)",
                at: member.keyLocation ?? value.location,
                hint: suggestion ?? "\(kind) has \(known.joined(separator: ", "))"
            )
        }
        return object
    }

    /// The elements of a list; none of nothing and of null.
    mutating func list(_ value: Value?, _ name: String) -> [Value] {
        guard let value, !value.isNull else { return [] }
        if let values = value.array { return values }
        complain("`\(name)` is a list, not \(value.kind)", at: value.location)
        return []
    }

    /// A scalar as the text it was written as, whatever YAML takes it for; `nil` for none and for null.
    mutating func text(_ value: Value?) -> RuleText? {
        guard let value, let location = value.location else { return nil }
        switch value.content {
        case .string(let text): return RuleText(text, at: location)
        case .number(let number):
            return RuleText(ScalarPlaces.plainText(at: location) ?? number.text, at: location)
        case .bool(let flag):
            return RuleText(ScalarPlaces.plainText(at: location) ?? (flag ? "true" : "false"), at: location)
        case .null: return nil
        case .array, .object:
            complain("expected a text here, not \(value.kind)", at: location)
            return nil
        }
    }

    /// A mapping of texts.
    mutating func texts(_ value: Value?, _ name: String) -> [String: String] {
        guard let value, !value.isNull else { return [:] }
        guard let object = value.object else {
            complain("`\(name)` is a mapping, not \(value.kind)", at: value.location)
            return [:]
        }
        var texts: [String: String] = [:]
        for member in object { texts[member.key] = text(member.value)?.text ?? "" }
        return texts
    }

    /// Milliseconds.
    mutating func duration(_ value: Value?) -> Int64? {
        guard let text = text(value) else { return nil }
        do throws(PromDuration.ParseError) {
            return try PromDuration(parsing: text.text).milliseconds
        } catch {
            complain(
                error.message(for: text.text),
                at: text.location,
                hint: "write a duration such as 30s, 5m or 1h30m"
            )
            return nil
        }
    }

    mutating func flag(_ value: Value?) -> Bool {
        guard let value, !value.isNull else { return false }
        if let flag = value.bool { return flag }
        complain("expected true or false, not \(value.kind)", at: value.location)
        return false
    }

    mutating func integer(_ value: Value?, _ name: String) -> Int? {
        guard let value, !value.isNull else { return nil }
        if let number = value.int { return number }
        complain("`\(name)` is a whole number, not \(value.kind)", at: value.location)
        return nil
    }

    /// A number as YAML 1.1 and Go write it: `1e3`, `.inf`, `+Inf`, `NaN`.
    mutating func number(_ value: Value?) -> Double? {
        guard let value, !value.isNull else { return nil }
        if let number = value.number { return number.double }
        if let text = value.string, let number = GoText.parseNumber(text) { return number }
        complain("expected a number, not \(value.kind)", at: value.location)
        return nil
    }

    /// Milliseconds since the epoch of a number of seconds or of an RFC 3339 time.
    mutating func timestamp(_ value: Value?) -> Int64? {
        guard let text = text(value) else { return nil }
        if let seconds = GoText.parseNumber(text.text), seconds.magnitude < 9e12 {
            return Int64((seconds * 1000).rounded())
        }
        if let time = CivilTime.milliseconds(ofRFC3339: text.text) { return time }
        complain(
            "cannot parse \(GoText.quoted(text.text)) to a valid timestamp",
            at: text.location,
            hint: "write seconds since the epoch, or a time such as 2024-05-01T12:00:00Z"
        )
        return nil
    }
}
