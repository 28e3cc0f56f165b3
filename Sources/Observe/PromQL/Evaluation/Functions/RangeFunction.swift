/// A function of a range vector: one value for the samples of one window.
///
/// A new one is a constant beside its relatives and a line in `all`.
struct RangeFunction: Sendable {
    let name: String
    /// Whether the result is still the metric: a sample of it, not something made of several.
    let keepsName: Bool
    /// Whether a series whose name is not that of a counter deserves an info.
    let wantsCounter: Bool
    /// Whether the scalar argument should be within 0…1.
    let wantsQuantile: Bool
    /// The value at the step, given that of the scalar argument if there is one; or none.
    let value: @Sendable (borrowing Window, Double) -> Double

    init(
        _ name: String,
        keepsName: Bool = false,
        wantsCounter: Bool = false,
        wantsQuantile: Bool = false,
        value: @escaping @Sendable (borrowing Window, Double) -> Double
    ) {
        self.name = name
        self.keepsName = keepsName
        self.wantsCounter = wantsCounter
        self.wantsQuantile = wantsQuantile
        self.value = value
    }

    static let all: [RangeFunction] = [
        .rate, .increase, .delta, .irate, .idelta, .resets, .changes, .deriv, .predictLinear,
        .avgOverTime, .sumOverTime, .countOverTime, .presentOverTime, .lastOverTime, .maxOverTime,
        .minOverTime, .stdvarOverTime, .stddevOverTime, .quantileOverTime,
    ]

    static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
