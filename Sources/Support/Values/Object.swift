package import Diagnostics

/// The members of a JSON object or YAML mapping, in the order they were written.
///
/// Keys are unique by code points. Look-ups are linear in small objects and hashed in large ones.
package struct Object: Sendable {
    package struct Member: Sendable {
        package let key: String
        package var value: Value
        /// Where the key was written; `nil` for a member made by the program.
        package let keyLocation: SourceLocation?
    }

    /// The members in order.
    package private(set) var members: [Member] = []
    /// Key to index in `members`, kept once there are more than `linearLimit`.
    private var index: [Key: Int] = [:]
    private static let linearLimit = 24

    /// A key compared by code points: Swift's own `==` on strings is by canonical equivalence.
    private struct Key: Hashable {
        let text: String
        static func == (left: Key, right: Key) -> Bool { left.text.isIdentical(to: right.text) }
        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    package init() {}

    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }
    package var keys: [String] { members.map(\.key) }

    /// The member's value.
    ///
    /// Setting `nil` removes it; setting a new key appends it; an existing key keeps its place
    /// and the location of its key.
    package subscript(key: String) -> Value? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(Member(key: key, value: value, keyLocation: nil))
            case (nil, nil): break
            }
        }
    }

    package func member(_ key: String) -> Member? { position(of: key).map { members[$0] } }

    /// Adds a member at the end, or replaces the one with that key where it stands, location included.
    package mutating func set(_ key: String, to value: Value, keyLocation: SourceLocation?) {
        let member = Member(key: key, value: value, keyLocation: keyLocation)
        if let position = position(of: key) { members[position] = member } else { append(member) }
    }

    /// The members, keys in order of their code points.
    package var membersByKey: [Member] {
        // UTF-8 keeps the order of code points.
        members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    /// The same members, keys in order of their code points, at this level only.
    package func sortedByKey() -> Object {
        var sorted = Object()
        for member in membersByKey { sorted.append(member) }
        return sorted
    }

    private func position(of key: String) -> Int? {
        if members.count > Self.linearLimit { return index[Key(text: key)] }
        return members.firstIndex { $0.key.isIdentical(to: key) }
    }

    private mutating func append(_ member: Member) {
        members.append(member)
        if members.count > Self.linearLimit + 1 {
            index[Key(text: member.key)] = members.count - 1
        } else if members.count == Self.linearLimit + 1 {
            reindex()
        }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        if members.count > Self.linearLimit { reindex() } else { index = [:] }
    }

    private mutating func reindex() {
        index = [:]
        for (position, member) in members.enumerated() { index[Key(text: member.key)] = position }
    }
}

extension Object: Equatable {
    /// The same keys with equal values, in any order.
    package static func == (left: Object, right: Object) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }
}

extension Object: Sequence {
    package func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }
}
