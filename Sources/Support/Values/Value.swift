package import Diagnostics

/// A JSON-like tree that keeps the order of its keys and knows where every node was written.
///
/// Two values are equal when they mean the same JSON (RFC 8259): key order and source places do not count, and
/// numbers compare by value, so `1`, `1.0` and `1e0` are equal.
package struct Value: Sendable {
    package enum Content: Sendable {
        case null
        case bool(Bool)
        case number(Number)
        case string(String)
        case array([Value])
        case object(Object)
    }

    package var content: Content
    /// Where the value starts in the file it was read from; `nil` for a value made by the program.
    package var location: SourceLocation?

    package init(_ content: Content, at location: SourceLocation? = nil) {
        self.content = content
        self.location = location
    }
}

extension Value {
    package static let null = Value(.null)

    package static func bool(_ value: Bool) -> Value { Value(.bool(value)) }
    package static func int(_ value: Int) -> Value { Value(.number(Number(value))) }
    package static func number(_ value: Number) -> Value { Value(.number(value)) }
    package static func string(_ value: String) -> Value { Value(.string(value)) }
    package static func array(_ values: [Value]) -> Value { Value(.array(values)) }
    package static func object(_ object: Object) -> Value { Value(.object(object)) }
}

extension Value {
    package var isNull: Bool { if case .null = content { true } else { false } }
    package var bool: Bool? { if case .bool(let value) = content { value } else { nil } }
    package var number: Number? { if case .number(let value) = content { value } else { nil } }
    package var int: Int? { number?.int }
    package var string: String? { if case .string(let value) = content { value } else { nil } }
    package var array: [Value]? { if case .array(let values) = content { values } else { nil } }
    package var object: Object? { if case .object(let object) = content { object } else { nil } }

    /// The member of an object; `nil` when there is none or this is no object.
    package subscript(key: String) -> Value? { object?[key] }

    /// What the value is, in the words an operator would use.
    package var kind: String {
        switch content {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "a mapping"
        }
    }
}

extension Value: Equatable {
    package static func == (left: Value, right: Value) -> Bool {
        switch (left.content, right.content) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.isIdentical(to: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }
}

extension String {
    /// Whether the texts have the same code points.
    ///
    /// `==` would call canonically equivalent texts equal, which no JSON reader does. Here and not beside the other
    /// searches by bytes, so that the compiler sees through it: every look-up in an object asks.
    package func isIdentical(to other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let answer = utf8.withContiguousStorageIfAvailable { own in
            other.utf8.withContiguousStorageIfAvailable { own.elementsEqual($0) } ?? nil
        }
        return (answer ?? nil) ?? utf8.elementsEqual(other.utf8)
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self.init(.string(value)) }
}

extension Value: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(.number(Number(value))) }
}

extension Value: ExpressibleByBooleanLiteral {
    package init(booleanLiteral value: Bool) { self.init(.bool(value)) }
}

extension Value: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: Value...) { self.init(.array(elements)) }
}

extension Value: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, Value)...) {
        var object = Object()
        for (key, value) in elements { object[key] = value }
        self.init(.object(object))
    }
}

extension Value: ExpressibleByNilLiteral {
    package init(nilLiteral: ()) { self.init(.null) }
}
