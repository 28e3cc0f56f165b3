internal import SampleStore

/// An operator between an instant vector and a scalar.
struct ScalarOperationPlan: Sendable {
    let symbol: BinaryOperator
    let vector: PlanNode
    let scalar: PlanNode
    let scalarIsLeft: Bool
    let returnsBool: Bool

    /// Whether the result is something else than the metric.
    var dropsName: Bool { returnsBool || !symbol.isComparison }
}

/// What decides which series of two vectors belong together.
struct Signature: Sendable {
    let selection: LabelSelection
    /// The labels of `on`, or those of `ignoring`.
    let labels: [String]
    let isOn: Bool

    init(_ matching: VectorMatching?) {
        labels = matching?.labels ?? []
        isOn = matching?.isOn ?? false
        selection =
            isOn
            ? LabelSelection(keeping: labels) : LabelSelection(dropping: labels + ["__name__"])
    }

    func hash(of labels: Labels) -> UInt64 { selection.hash(of: labels) }
}

/// An operator between two instant vectors, but for the set operators.
struct MatchingPlan: Sendable {
    let symbol: BinaryOperator
    let left: PlanNode
    let right: PlanNode
    let returnsBool: Bool
    let cardinality: VectorMatching.Cardinality
    let signature: Signature
    /// Labels taken over from the side with one.
    let include: [String]

    var dropsName: Bool { returnsBool || !symbol.isComparison }
    /// Whether the side with one is the left.
    var oneIsLeft: Bool { cardinality == .oneToMany }
}

/// An aggregation that folds all samples of a group into one number.
struct AggregationPlan: Sendable {
    let symbol: Aggregator
    let input: PlanNode
    /// The quantile.
    let parameter: PlanNode?
    let grouping: Grouping
}

/// `by` and `without`.
struct Grouping: Sendable {
    let selection: LabelSelection
    /// Whether everything is one group.
    let isTrivial: Bool
    /// The labels of `by` in UTF-8; `nil` for `without`.
    private let names: [[UInt8]]?

    init(_ names: [String], isWithout: Bool) {
        isTrivial = names.isEmpty && !isWithout
        self.names = isWithout ? nil : names.map { Array($0.utf8) }
        selection =
            isWithout ? LabelSelection(dropping: names + ["__name__"]) : LabelSelection(keeping: names)
    }

    /// The same for sets of one group, seeded by the process.
    ///
    /// A few labels are found faster by their names than by walking over all.
    func hash(of labels: Labels) -> UInt64 {
        guard let names else { return selection.hash(of: labels) }
        var hasher = Hasher()
        for name in names {
            name.withUnsafeBufferPointer { name in
                labels.withValue(of: name) { value in
                    if let value { hasher.combine(bytes: UnsafeRawBufferPointer(value)) }
                }
            }
            // No byte of UTF-8, so that values cannot run together.
            hasher.combine(UInt8.max)
        }
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}

/// `count_values`.
struct CountValuesPlan: Sendable {
    let input: PlanNode
    let label: String
    let grouping: Grouping
}

/// `topk` and `bottomk`.
struct RankedSelectionPlan: Sendable {
    let isTop: Bool
    let input: PlanNode
    let limit: PlanNode
    let grouping: Grouping
}

/// `label_join`.
struct LabelJoinPlan: Sendable {
    let target: String
    let separator: String
    let sources: [String]
}
