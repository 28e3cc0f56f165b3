/// What a function takes and gives.
package struct FunctionSignature: Sendable, Hashable {
    package let name: String
    package let arguments: [ValueType]
    package let result: ValueType
    package let variation: Variation
    /// Behind `--enable-feature=promql-experimental-functions` in Prometheus.
    package let isExperimental: Bool

    package enum Variation: Sendable, Hashable {
        /// All of ``arguments``.
        case none
        /// The last one may be missing, or repeated until so many more than the others are there.
        case upTo(Int)
        /// The last one may be missing or repeated at will.
        case unlimited
    }

    init(
        _ name: String,
        _ arguments: [ValueType],
        _ variation: Variation = .none,
        to result: ValueType = .vector,
        isExperimental: Bool = false
    ) {
        self.name = name
        self.arguments = arguments
        self.variation = variation
        self.result = result
        self.isExperimental = isExperimental
    }

    /// How many arguments a call may have.
    package var argumentCounts: ClosedRange<Int> {
        switch variation {
        case .none: arguments.count...arguments.count
        case .upTo(let count): arguments.count - 1...arguments.count - 1 + count
        case .unlimited: arguments.count - 1...Int.max
        }
    }

    package static subscript(_ name: String) -> FunctionSignature? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    package static func == (left: Self, right: Self) -> Bool { left.name == right.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
