import Diagnostics
import Values

/// What an expression or a template node comes to: a value, a function, or a structure with functions in it.
struct Term {
    enum Content {
        case value(Value)
        case function(Callable)
        /// An array that holds a function somewhere.
        case list([Term], SourceLocation?)
        /// An object that holds a function somewhere.
        case record([Field], SourceLocation?)
    }

    struct Field {
        let key: String
        var term: Term
        let keyLocation: SourceLocation?
    }

    var content: Content
    /// The size, once known.
    var measure: Measure?

    init(_ content: Content, _ measure: Measure? = nil) {
        self.content = content
        self.measure = measure
    }

    init(_ value: Value, _ measure: Measure? = nil) {
        content = .value(value)
        self.measure = measure
    }

    static func bool(_ value: Bool) -> Term { Term(.bool(value), Measure()) }
    static func number(_ value: Number) -> Term { Term(.number(value), Measure()) }
    static func string(_ value: String) -> Term { Term(.string(value), Measure(text: value)) }

    /// `nil` when there is a function in it.
    var value: Value? { if case .value(let value) = content { value } else { nil } }
    var string: String? { value?.string }
    var number: Number? { value?.number }

    var elements: [Term]? {
        switch content {
        case .value(let value): value.array?.map { Term($0) }
        case .list(let terms, _): terms
        case .function, .record: nil
        }
    }

    var fields: [Field]? {
        switch content {
        case .value(let value):
            value.object?.map { Field(key: $0.key, term: Term($0.value), keyLocation: $0.keyLocation) }
        case .record(let fields, _): fields
        case .function, .list: nil
        }
    }

    var isArray: Bool {
        switch content {
        case .value(let value): if case .array = value.content { true } else { false }
        case .list: true
        case .function, .record: false
        }
    }

    var isObject: Bool {
        switch content {
        case .value(let value): if case .object = value.content { true } else { false }
        case .record: true
        case .function, .list: false
        }
    }

    var location: SourceLocation? {
        switch content {
        case .value(let value): value.location
        case .function: nil
        case .list(_, let location), .record(_, let location): location
        }
    }

    /// The same, placed at the location unless it has one.
    func located(at location: SourceLocation?) -> Term {
        guard let location, self.location == nil, case .value(var value) = content else { return self }
        value.location = location
        return Term(value, measure)
    }

    /// JSON-e counts null, false, 0, "", [] and {} as false.
    var isTrue: Bool {
        switch content {
        case .function, .list, .record: return true
        case .value(let value):
            switch value.content {
            case .null: return false
            case .bool(let bool): return bool
            case .number(let number): return number.double != 0
            case .string(let string): return !string.isEmpty
            case .array(let values): return !values.isEmpty
            case .object(let object): return !object.isEmpty
            }
        }
    }

    /// The name of the type, as `typeof` gives it.
    var typeName: String {
        switch content {
        case .function: return "function"
        case .list: return "array"
        case .record: return "object"
        case .value(let value):
            switch value.content {
            case .null: return "null"
            case .bool: return "boolean"
            case .number: return "number"
            case .string: return "string"
            case .array: return "array"
            case .object: return "object"
            }
        }
    }

    /// The text of a scalar; `nil` for structures and functions.
    var scalarText: String? {
        switch value?.content {
        case .null?: "null"
        case .bool(let bool)?: bool ? "true" : "false"
        case .number(let number)?: JSONText.number(number)
        case .string(let string)?: string
        case .array?, .object?, nil: nil
        }
    }
}
