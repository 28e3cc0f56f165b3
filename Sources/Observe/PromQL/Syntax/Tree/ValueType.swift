/// What an expression comes to.
package enum ValueType: String, Sendable, Hashable, CaseIterable {
    case scalar, string
    /// One sample of each series.
    case vector
    /// The samples of each series in a span of time.
    case matrix

    /// The name in Prometheus' documentation and messages: `instant vector`, `range vector`.
    package var documentedName: String {
        switch self {
        case .scalar: "scalar"
        case .string: "string"
        case .vector: "instant vector"
        case .matrix: "range vector"
        }
    }
}
