internal import Diagnostics
package import Values

/// A mapping of a profile whose keys are known.
package protocol Section: ProfileValue {
    /// What the section is for; the description in the JSON Schema.
    static var summary: String { get }
    static var fields: [Field<Self>] { get }
    /// A text that stands for the whole section, for editors.
    static var shorthand: Shorthand<Self>? { get }

    init()

    /// Reports what one key alone cannot tell. Called when every key could be read.
    func check(_ source: Value, _ decoding: inout Decoding)
}

/// The short form of a section: `image: ghcr.io/acme/qsys:1.2`.
package struct Shorthand<Root>: Sendable {
    /// What the text looks like: `REPOSITORY[:TAG][@DIGEST]`.
    let form: String
    let schema: Value
    /// What to write instead of a scalar that does not have the form; `nil` when there is nothing better to say than
    /// which keys there are.
    var advice: @Sendable (Value) -> String? = { _ in nil }
    /// Reads a scalar; `nil` when it does not have that form.
    let decode: @Sendable (Value) -> Root?
}

extension Section {
    package static var shorthand: Shorthand<Self>? { nil }
    package func check(_ source: Value, _ decoding: inout Decoding) {}

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        guard let object = value.object else {
            return decodeShorthand(value, &decoding)
        }
        var section = Self()
        let before = decoding.diagnostics.count
        for member in object {
            guard let field = fields.first(where: { $0.key == member.key }) else {
                decoding.unknownKey(member, known: fields.map(\.key))
                continue
            }
            decoding.descend(into: member.key) { decoding in
                if !member.value.isNull { field.decode(member.value, &section, &decoding) }
            }
            if member.value.isNull, !decoding.isPartial { decoding.missingValue(of: member) }
        }
        // What an overlay leaves out, and how its keys fit together, is told where it is laid over the profile.
        guard !decoding.isPartial else { return section }
        for field in fields where field.isRequired && object[field.key] == nil {
            let owner = decoding.path.isEmpty ? "" : " in \(decoding.subject)"
            decoding.error(
                "missing '\(field.key)'\(owner)",
                at: value.location,
                hint: "\(field.key): \(field.summary)"
            )
        }
        if decoding.diagnostics.count == before { section.check(value, &decoding) }
        return section
    }

    private static func decodeShorthand(_ value: Value, _ decoding: inout Decoding) -> Self? {
        guard let section = shorthand?.decode(value) else {
            let form = shorthand.map { "a mapping or \($0.form)" } ?? "a mapping"
            let keys = "its keys: \(fields.map(\.key).joined(separator: ", "))"
            decoding.mismatch(form, value, hint: shorthand?.advice(value) ?? keys)
            return nil
        }
        if !decoding.isPartial { section.check(value, &decoding) }
        return section
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        let reference = schemas.define(String(describing: Self.self)) { schemas in
            var properties = Object()
            let defaults = Self()
            for field in fields {
                var schema = field.schema(&schemas)
                if schemas.isPartial {
                    schema = ["anyOf": [schema, ["type": "null"]]]
                } else if !field.isRequired, let value = field.encode(defaults, nil), value.isTellingScalar {
                    schema = schema.adding("default", value)
                }
                properties[field.key] = schema.adding("description", .string(field.summary))
            }
            var schema: Value = [
                "type": "object", "description": .string(summary), "properties": .object(properties),
                "additionalProperties": false,
            ]
            let required = fields.filter(\.isRequired).map { Value.string($0.key) }
            if !required.isEmpty, !schemas.isPartial { schema = schema.adding("required", .array(required)) }
            return schema
        }
        guard let shorthand else { return reference }
        return ["anyOf": [reference, shorthand.schema]]
    }

    package func encoded(absent: Value?) -> Value? {
        var object = Object()
        for field in Self.fields { object[field.key] = field.encode(self, absent) }
        return .object(object)
    }
}

extension Decoding {
    /// Reports a key without a value.
    mutating func missingValue(of member: Object.Member) {
        // `secrets: {hunter2}` makes the secret itself a key.
        let name = isInSecrets ? "an entry" : "'\(member.key)'"
        error(
            path.isEmpty ? "\(name) has no value" : "\(name) in \(subject) has no value",
            at: member.keyLocation ?? member.value.location,
            hint: "give it one, or remove the key: null only removes what a preset or the profile brings"
        )
    }

    mutating func unknownKey(_ member: Object.Member, known: [String]) {
        let owner = path.isEmpty ? "" : " in \(subject)"
        let near = nearest(to: member.key, in: known)
        // `API_KEY: {hunter2}` makes the secret itself a key.
        let isShown = !isInSecrets || near != nil
        error(
            isShown ? "unknown key '\(member.key)'\(owner)" : "unknown key\(owner)",
            at: member.keyLocation ?? member.value.location,
            hint: near.map { "did you mean '\($0)'?" } ?? "known keys: \(known.joined(separator: ", "))"
        )
    }
}

extension Value {
    /// Whether it says something as a default: an empty text only says that there is none.
    fileprivate var isTellingScalar: Bool {
        switch content {
        case .bool, .number: true
        case .string(let text): !text.isEmpty
        case .null, .array, .object: false
        }
    }
}
