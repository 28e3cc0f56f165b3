package import LinearRegex

/// What a label's value has to be: `job="api"`, `method=~"tools/.*"`.
///
/// A label that a series does not have counts as empty.
package struct Matcher: Sendable, Equatable, CustomStringConvertible {
    package enum Operation: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case matches = "=~"
        case doesNotMatch = "!~"
    }

    package let name: String
    package let operation: Operation
    package let value: String
    /// Compiled once; `nil` for comparisons.
    private let regex: LinearRegex?

    /// The pattern of a regular expression has to match a whole value; a mistake in it is thrown.
    package init(_ name: String, _ operation: Operation, _ value: String) throws(RegexError) {
        self.name = name
        self.operation = operation
        self.value = value
        regex =
            switch operation {
            case .equal, .notEqual: nil
            case .matches, .doesNotMatch: try LinearRegex(wholeText: value)
            }
    }

    /// `name="value"`.
    package init(_ name: String, equals value: String) {
        self.name = name
        operation = .equal
        self.value = value
        regex = nil
    }

    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0) }
    }

    package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch operation {
        case .equal: isValue(text)
        case .notEqual: !isValue(text)
        case .matches: regex?.matches(text) ?? false
        case .doesNotMatch: !(regex?.matches(text) ?? false)
        }
    }

    /// Whether a series without the label is selected.
    package var matchesEmpty: Bool { matches("") }

    /// Whether the label of the set, or its absence, is what the matcher wants.
    package func matches(_ labels: Labels) -> Bool {
        var name = name
        return name.withUTF8 { name in
            labels.withValue(of: name) { matches($0 ?? UnsafeBufferPointer(start: nil, count: 0)) }
        }
    }

    /// The only values that can match, where the operation names them.
    var possibleValues: [String]? {
        switch operation {
        case .equal: [value]
        case .matches: regex?.literals
        case .notEqual, .doesNotMatch: nil
        }
    }

    private func isValue(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count == value.utf8.count else { return false }
        var value = value
        return value.withUTF8 { byteOrder($0, text) == 0 }
    }

    package static func == (first: Matcher, second: Matcher) -> Bool {
        first.name == second.name && first.operation == second.operation && first.value == second.value
    }

    package var description: String { "\(name)\(operation.rawValue)\"\(value)\"" }
}
