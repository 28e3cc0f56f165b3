package import Diagnostics
package import Values

extension Value {
    package struct Leaf: Sendable {
        /// The keys and indices that lead to it.
        package let path: [String]
        package let location: SourceLocation?
    }

    /// Everything in the tree that holds nothing itself: scalars, and empty lists and mappings.
    package func leaves(at path: [String] = []) -> [Leaf] {
        switch content {
        case .object(let object) where !object.isEmpty:
            object.members.flatMap { $0.value.leaves(at: path + [$0.key]) }
        case .array(let items) where !items.isEmpty:
            items.enumerated().flatMap { $0.element.leaves(at: path + [String($0.offset)]) }
        case .null, .bool, .number, .string, .array, .object: [Leaf(path: path, location: location)]
        }
    }
}

extension Value {
    /// The value below several keys.
    func at(_ keys: String...) -> Value? { keys.reduce(Optional(self)) { $0?[$1] } }

    /// A scalar as the text that programs get of it.
    var text: String? {
        switch content {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let flag): String(flag)
        case .null, .array, .object: nil
        }
    }

    /// A whole number, also when it is written as a text: `"512"`.
    var wholeNumber: Int? { int ?? string.flatMap { Int($0) } }

    /// The members of a mapping; none of anything else.
    var members: [Object.Member] { object?.members ?? [] }

    /// The elements of a list; none of anything else.
    var items: [Value] { array ?? [] }

    /// A list of texts; a single text stands for a list of one.
    var texts: [String] { string.map { [$0] } ?? items.compactMap(\.text) }

    static func texts(_ words: [String]) -> Value { .array(words.map { .string($0) }) }
}
