/// How a value is laid out as JSON.
package struct JSONStyle: Sendable, Hashable {
    /// Columns per level; `nil` puts everything on one line without blanks.
    package var indentation: Int?
    /// Writes the keys of every object in order of their code points instead of their own order.
    package var sortsKeys: Bool

    package init(indentation: Int? = nil, sortsKeys: Bool = false) {
        self.indentation = indentation
        self.sortsKeys = sortsKeys
    }

    /// On one line without blanks: `{"a":1}`.
    package static let compact = JSONStyle()
    /// Two columns per level and a space after the colon: `"a": 1`.
    package static let pretty = JSONStyle(indentation: 2)
    /// Compact with sorted keys: the same text for equal trees, as long as their numbers are written the same.
    package static let canonicalKeys = JSONStyle(sortsKeys: true)

    /// The same style with sorted keys.
    package var sorted: JSONStyle { JSONStyle(indentation: indentation, sortsKeys: true) }
}
