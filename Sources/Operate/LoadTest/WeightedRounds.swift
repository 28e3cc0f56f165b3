/// Chooses places in turn, each as often as its weight says, and as evenly as that can be.
///
/// The smooth weighted round robin of nginx: three to one is `a a b a`, not `a a a b`.
struct WeightedRounds {
    private let weights: [Int]
    private let sum: Int
    private var credit: [Int]

    init(_ weights: [Int]) {
        self.weights = weights
        sum = weights.reduce(0, +)
        credit = weights.map { _ in 0 }
    }

    mutating func next() -> Int {
        var best = 0
        for place in weights.indices {
            credit[place] += weights[place]
            if credit[place] > credit[best] { best = place }
        }
        credit[best] -= sum
        return best
    }
}
