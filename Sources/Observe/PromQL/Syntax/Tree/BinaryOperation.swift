/// `a / on (instance) group_left (version) b`.
package struct BinaryOperation: Sendable, Hashable {
    package var symbol: BinaryOperator
    package var left: Expression
    package var right: Expression
    /// `bool`: a comparison gives 0 or 1 instead of filtering.
    package var returnsBool: Bool
    /// How series find their partners; `nil` unless both sides are instant vectors.
    package var matching: VectorMatching?
    /// The operator with its modifiers.
    package var symbolRange: TextRange

    package init(
        _ symbol: BinaryOperator,
        _ left: Expression,
        _ right: Expression,
        returnsBool: Bool = false,
        matching: VectorMatching?,
        symbolRange: TextRange
    ) {
        self.symbol = symbol
        self.left = left
        self.right = right
        self.returnsBool = returnsBool
        self.matching = matching
        self.symbolRange = symbolRange
    }
}

package struct VectorMatching: Sendable, Hashable {
    package enum Cardinality: String, Sendable, Hashable {
        case oneToOne = "one-to-one"
        /// `group_left`: many on the left.
        case manyToOne = "many-to-one"
        /// `group_right`: many on the right.
        case oneToMany = "one-to-many"
        /// The set operators.
        case manyToMany = "many-to-many"
    }

    package var cardinality = Cardinality.oneToOne
    /// The labels after `on` or `ignoring`.
    package var labels: [String] = []
    /// Whether those labels alone decide; else all others do.
    package var isOn = false
    /// The labels after `group_left` or `group_right`: taken over from the side with one.
    package var include: [String] = []
    /// The value of series missing on the left and on the right: `fill`, `fill_left` and `fill_right`, experimental.
    package var leftFill: Double?
    package var rightFill: Double?

    package init() {}
}
