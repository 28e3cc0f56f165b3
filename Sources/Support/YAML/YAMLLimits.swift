/// How much a YAML text may ask for before it is refused.
package struct YAMLLimits: Sendable {
    /// Bytes of UTF-8 in the text.
    package var maximumBytes: Int
    /// Collections inside one another; a scalar at the top is at depth 0.
    package var maximumDepth: Int
    /// Keys and values; each alias counts as everything it stands for.
    package var maximumNodes: Int

    package init(maximumBytes: Int = 8 << 20, maximumDepth: Int = 128, maximumNodes: Int = 1_000_000) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
        self.maximumNodes = maximumNodes
    }

    package static let standard = YAMLLimits()
}
