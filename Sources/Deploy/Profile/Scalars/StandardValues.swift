package import Values

extension String: ProfileValue {
    package static func decode(_ value: Value, _ decoding: inout Decoding) -> String? {
        if let text = value.string { return text }
        decoding.mismatch("a text", value, hint: value.number == nil ? nil : "put it in quotes")
        return nil
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value { ["type": "string"] }
    package func encoded(absent: Value?) -> Value? { .string(self) }
}

extension Bool: ProfileValue {
    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Bool? {
        if let flag = value.bool { return flag }
        let isOldBoolean = ["yes", "no", "on", "off", "y", "n"].contains(value.string?.lowercased())
        decoding.mismatch(
            "true or false",
            value,
            hint: isOldBoolean ? "in YAML 1.2 only true and false are booleans" : nil
        )
        return nil
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value { ["type": "boolean"] }
    package func encoded(absent: Value?) -> Value? { .bool(self) }
}

extension Int: ProfileValue {
    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Int? {
        if let number = value.int { return number }
        decoding.mismatch("a whole number", value)
        return nil
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value { ["type": "integer"] }
    package func encoded(absent: Value?) -> Value? { .int(self) }
}

extension Optional: ProfileValue where Wrapped: ProfileValue {
    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Wrapped?? {
        Wrapped.decode(value, &decoding).map(Optional.some)
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value { Wrapped.schema(&schemas) }
    package func encoded(absent: Value?) -> Value? { self?.encoded(absent: absent) ?? absent }
}

extension Array: ProfileValue where Element: ProfileValue {
    package static func decode(_ value: Value, _ decoding: inout Decoding) -> [Element]? {
        guard let items = value.array else {
            decoding.mismatch("a list", value)
            return nil
        }
        return items.enumerated().compactMap { index, item in
            decoding.descend(into: String(index)) { Element.decode(item, &$0) }
        }
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        ["type": "array", "items": Element.schema(&schemas)]
    }

    package func encoded(absent: Value?) -> Value? {
        .array(compactMap { $0.encoded(absent: absent) })
    }
}

/// Any tree at all, kept as it was written.
package struct AnyTree: ProfileValue {
    package var value: Value

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? { AnyTree(value: value) }
    package static func schema(_ schemas: inout SchemaSet) -> Value { .bool(true) }
    package func encoded(absent: Value?) -> Value? { value }
}

/// A choice between a few words.
package protocol Choice: ProfileValue, RawRepresentable, CaseIterable where RawValue == String {}

extension Choice {
    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        if let choice = value.string.flatMap(Self.init(rawValue:)) { return choice }
        let words = allCases.map(\.rawValue)
        decoding.mismatch(
            "one of \(words.joined(separator: ", "))",
            value,
            hint: value.string.flatMap { Suggestion.nearest(to: $0, in: words) }
        )
        return nil
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        ["enum": .array(allCases.map { .string($0.rawValue) })]
    }

    package func encoded(absent: Value?) -> Value? { .string(rawValue) }
}
