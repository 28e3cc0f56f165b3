/// A function of an instant vector that looks at each sample by itself.
///
/// A new one is a constant beside its relatives and a line in `all`.
struct ElementFunction: Sendable {
    /// The values of the scalar arguments at the step.
    struct Arguments {
        var first = 0.0
        var second = 0.0
    }

    let name: String
    /// The value instead of that of the sample, or none.
    let value: @Sendable (Double, Arguments) -> Double

    init(_ name: String, value: @escaping @Sendable (Double, Arguments) -> Double) {
        self.name = name
        self.value = value
    }

    init(_ name: String, _ value: @escaping @Sendable (Double) -> Double) {
        self.init(name) { number, _ in value(number) }
    }

    static let all: [ElementFunction] =
        roundings + logarithms + angles + calendar + ofHistogramsOnly

    static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
