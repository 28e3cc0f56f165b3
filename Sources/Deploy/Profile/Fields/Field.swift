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
    /// The one place where a key meets its property.
    private init<Content: ProfileValue>(
        _ path: any WritableKeyPath<Root, Content> & Sendable,
        _ key: String,
        _ summary: String,
        required: Bool,
        schema: @escaping @Sendable (inout SchemaSet) -> Value,
        read: @escaping @Sendable (Value, inout Decoding) -> Content?
    ) {
        self.init(
            key: key,
            summary: summary,
            isRequired: required,
            decode: { value, root, decoding in
                if let content = read(value, &decoding) { root[keyPath: path] = content }
            },
            schema: schema,
            encode: { $0[keyPath: path].encoded(absent: $1) }
        )
    }

    /// A key whose type says all there is to check.
    init<Content: ProfileValue>(
        _ path: any WritableKeyPath<Root, Content> & Sendable,
        _ key: String,
        _ summary: String,
        required: Bool = false
    ) {
        self.init(path, key, summary, required: required, schema: { Content.schema(&$0) }) {
            Content.decode($0, &$1)
        }
    }

    /// A text that follows a rule: a name, a path, an address.
    init<Content: RuledText>(
        _ path: any WritableKeyPath<Root, Content> & Sendable,
        _ key: String,
        _ rule: TextRule,
        _ summary: String,
        required: Bool = false
    ) {
        self.init(path, key, summary, required: required, schema: { _ in rule.schema }) {
            rule.decode($0, &$1).map(Content.init(ruled:))
        }
    }

    /// A whole number within bounds.
    init<Content: BoundedNumber>(
        _ path: any WritableKeyPath<Root, Content> & Sendable,
        _ key: String,
        in range: ClosedRange<Int>,
        _ summary: String,
        required: Bool = false
    ) {
        self.init(path, key, summary, required: required, schema: { _ in range.schema }) { value, decoding in
            if let number = value.int, range.contains(number) { return Content(bounded: number) }
            decoding.mismatch(range.words, value)
            return nil
        }
    }

    /// A mapping whose keys follow a rule.
    init<Element: ProfileValue>(
        _ path: any WritableKeyPath<Root, Named<Element>> & Sendable,
        _ key: String,
        keys rule: TextRule,
        _ summary: String
    ) {
        self.init(path, key, summary, required: false, schema: { Named<Element>.schema(keys: rule, &$0) }) {
            Named<Element>.decode($0, keys: rule, &$1)
        }
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

    var schema: Value {
        let schema: Value = ["type": "integer", "minimum": .int(lowerBound)]
        return upperBound < .max ? schema.adding("maximum", .int(upperBound)) : schema
    }
}

extension Value {
    /// The same mapping with one more key.
    func adding(_ key: String, _ value: Value) -> Value {
        var object = self.object ?? Object()
        object[key] = value
        return Value(.object(object), at: location)
    }
}
