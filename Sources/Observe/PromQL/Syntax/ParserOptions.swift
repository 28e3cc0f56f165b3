/// Which experimental parts of the language are read, and how large a query may be.
package struct ParserOptions: Sendable, Hashable {
    /// `mad_over_time`, `info`, `limitk`, …: `promql-experimental-functions`.
    package var experimentalFunctions = false
    /// `[5m * 2]`, `offset step()`: `promql-duration-expr`.
    package var durationExpressions = false
    /// `anchored` and `smoothed`: `promql-extended-range-selectors`.
    package var extendedRangeSelectors = false
    /// `fill`, `fill_left` and `fill_right`: `promql-binop-fill-modifiers`.
    package var fillModifiers = false

    /// Bytes.
    package var maximumLength = 1 << 20
    /// How deep parentheses, calls, signs and powers may nest: what reads them calls itself.
    package var maximumNesting = 100
    /// Nodes from the root to the deepest leaf, where each operator of a chain counts: what walks the tree calls itself.
    package var maximumDepth = 500

    package init() {}

    /// Everything that Prometheus knows.
    package static var everything: ParserOptions {
        var options = ParserOptions()
        options.experimentalFunctions = true
        options.durationExpressions = true
        options.extendedRangeSelectors = true
        options.fillModifiers = true
        return options
    }
}
