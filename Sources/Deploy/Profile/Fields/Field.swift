internal import Values

/// One key of a section: its name, its meaning, and where its value goes.
///
/// This one definition reads the key, describes it in the JSON Schema, and writes it back for templates and
/// `profile show`.
package struct Field<Root>: Sendable {
    let key: String
    let summary: String
    let isRequired: Bool
    let decode: @Sendable (Value, inout Root, inout Decoding) -> Void
    let schema: @Sendable (inout SchemaSet) -> Value
    let encode: @Sendable (Root, Value?) -> Value?
}

extension Field {
    /// A key whose type says all there is to check.
    init<Content: ProfileValue>(
        _ path: any WritableKeyPath<Root, Content> & Sendable,
        _ key: String,
        _ summary: String,
        required: Bool = false
    ) {
        self.init(
            key: key,
            summary: summary,
            isRequired: required,
            decode: { value, root, decoding in
                guard let content = Content.decode(value, &decoding) else { return }
                root[keyPath: path] = content
            },
            schema: { Content.schema(&$0) },
            encode: { $0[keyPath: path].encoded(absent: $1) }
        )
    }

    /// A text that follows a rule: a name, a path, an address.
    init<Content: RuledText>(
        _ path: any WritableKeyPath<Root, Content> & Sendable,
        _ key: String,
        _ rule: TextRule,
        _ summary: String,
        required: Bool = false
    ) {
        self.init(
            key: key,
            summary: summary,
            isRequired: required,
            decode: { value, root, decoding in
                guard let text = rule.decode(value, &decoding) else { return }
                root[keyPath: path] = Content(ruled: text)
            },
            schema: { _ in rule.schema },
            encode: { $0[keyPath: path].encoded(absent: $1) }
        )
    }

    /// A whole number within bounds.
    init<Content: BoundedNumber>(
        _ path: any WritableKeyPath<Root, Content> & Sendable,
        _ key: String,
        in range: ClosedRange<Int>,
        _ summary: String,
        required: Bool = false
    ) {
        self.init(
            key: key,
            summary: summary,
            isRequired: required,
            decode: { value, root, decoding in
                guard let number = value.int, range.contains(number) else {
                    return decoding.mismatch(range.words, value)
                }
                root[keyPath: path] = Content(bounded: number)
            },
            schema: { _ in
                var schema: Value = ["type": "integer", "minimum": .int(range.lowerBound)]
                if range.upperBound < .max { schema = schema.adding("maximum", .int(range.upperBound)) }
                return schema
            },
            encode: { $0[keyPath: path].encoded(absent: $1) }
        )
    }

    /// A mapping whose keys follow a rule.
    init<Element: ProfileValue>(
        _ path: any WritableKeyPath<Root, Named<Element>> & Sendable,
        _ key: String,
        keys rule: TextRule,
        _ summary: String
    ) {
        self.init(
            key: key,
            summary: summary,
            isRequired: false,
            decode: { value, root, decoding in
                guard let named = Named<Element>.decode(value, keys: rule, &decoding) else { return }
                root[keyPath: path] = named
            },
            schema: { schemas in
                let element = Element.schema(&schemas)
                return [
                    "type": "object", "propertyNames": rule.schema,
                    "additionalProperties": schemas.isPartial
                        ? ["anyOf": [element, ["type": "null"]]] : element,
                ]
            },
            encode: { $0[keyPath: path].encoded(absent: $1) }
        )
    }
}

/// A text, or none.
protocol RuledText: ProfileValue {
    init(ruled text: String)
}

extension String: RuledText {
    init(ruled text: String) { self = text }
}

extension Optional: RuledText where Wrapped == String {
    init(ruled text: String) { self = text }
}

/// A whole number, or none.
protocol BoundedNumber: ProfileValue {
    init(bounded number: Int)
}

extension Int: BoundedNumber {
    init(bounded number: Int) { self = number }
}

extension Int?: BoundedNumber {
    init(bounded number: Int) { self = number }
}

extension ClosedRange<Int> {
    var words: String {
        upperBound == .max
            ? "a whole number of \(lowerBound) or more" : "a whole number from \(lowerBound) to \(upperBound)"
    }
}

extension Value {
    /// The same mapping with one more key.
    func adding(_ key: String, _ value: Value) -> Value {
        var object = self.object ?? Object()
        object[key] = value
        return .object(object)
    }
}
