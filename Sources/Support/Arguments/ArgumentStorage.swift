/// What a parameter is stored in: a value, an optional value, or an array of values.
///
/// It lets one `option` and one `argument` declare all three.
package protocol ArgumentStorage: Sendable {
    associatedtype Word: ArgumentValue

    /// Several words are kept, not only the last.
    static var keepsSeveral: Bool { get }

    /// A positional argument of this type has to be given, unless its declaration says otherwise.
    static var needsWord: Bool { get }

    /// Keeps a value; the first one given replaces whatever was there by default.
    mutating func store(_ value: Word, isFirst: Bool)

    /// The present contents, as one would type them.
    var argumentWords: [String] { get }
}

extension ArgumentValue {
    package static var keepsSeveral: Bool { false }
    package static var needsWord: Bool { true }
    package mutating func store(_ value: Self, isFirst: Bool) { self = value }
    package var argumentWords: [String] { argumentText.map { [$0] } ?? [] }
}

extension Optional: ArgumentStorage where Wrapped: ArgumentValue {
    package typealias Word = Wrapped
    package static var keepsSeveral: Bool { false }
    package static var needsWord: Bool { false }
    package mutating func store(_ value: Wrapped, isFirst: Bool) { self = value }
    package var argumentWords: [String] { self?.argumentWords ?? [] }
}

extension Array: ArgumentStorage where Element: ArgumentValue {
    package typealias Word = Element
    package static var keepsSeveral: Bool { true }
    package static var needsWord: Bool { false }

    package mutating func store(_ value: Element, isFirst: Bool) {
        if isFirst { removeAll() }
        append(value)
    }

    package var argumentWords: [String] { flatMap(\.argumentWords) }
}
