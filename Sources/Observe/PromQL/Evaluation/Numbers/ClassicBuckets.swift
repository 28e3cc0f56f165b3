/// The buckets of a classic histogram: cumulative counts by upper bound.
///
/// Reference: the documentation of `histogram_quantile` and `histogram_fraction`.
struct ClassicBuckets {
    struct Bucket {
        var upperBound: Double
        /// How many observations are at most the upper bound.
        var count: Double
    }

    /// Where counts fell with growing bounds and how far: what the info annotation tells.
    struct Repair: Hashable {
        var lowestBound: Double
        var highestBound: Double
        var largestDrop: Double
    }

    private(set) var buckets: ContiguousArray<Bucket> = []
    private var isSorted = true

    /// Differences of neighbours below this share of their sum are rounding errors.
    private static let smallDelta = 1e-12

    var isEmpty: Bool { buckets.isEmpty }

    mutating func removeAll() {
        buckets.removeAll(keepingCapacity: true)
        isSorted = true
    }

    mutating func append(upperBound: Double, count: Double) {
        if let last = buckets.last, !(last.upperBound <= upperBound) { isSorted = false }
        buckets.append(Bucket(upperBound: upperBound, count: count))
    }

    /// The value below which that share of the observations lies, linearly interpolated within its bucket.
    ///
    /// Not a number without an infinite bucket, a second one, and observations.
    mutating func quantile(_ quantile: Double, repair: inout Repair?) -> Double {
        if quantile.isNaN { return .nan }
        if quantile < 0 { return -.infinity }
        if quantile > 1 { return .infinity }
        guard sortAndMerge() else { return .nan }
        repair = makeMonotonic()
        let last = buckets.count - 1
        guard last >= 1 else { return .nan }
        let observations = buckets[last].count
        guard observations != 0 else { return .nan }
        let rank = quantile * observations
        let index = firstBucket(below: last, reaching: rank)
        if index == last { return buckets[last - 1].upperBound }
        if index == 0 && buckets[0].upperBound <= 0 { return buckets[0].upperBound }
        let end = buckets[index].upperBound
        guard index > 0 else { return end * (rank / buckets[0].count) }
        let before = buckets[index - 1]
        let share = (rank - before.count) / (buckets[index].count - before.count)
        return before.upperBound + (end - before.upperBound) * share
    }

    /// The share of the observations between two values.
    mutating func fraction(from lower: Double, to upper: Double) -> Double {
        guard sortAndMerge() else { return .nan }
        let count = buckets[buckets.count - 1].count
        if count == 0 || lower.isNaN || upper.isNaN { return .nan }
        if lower >= upper { return 0 }
        let ranks = (rank(of: lower, observations: count), rank(of: upper, observations: count))
        return (ranks.1 - ranks.0) / count
    }

    /// How many observations are below a value.
    private func rank(of value: Double, observations: Double) -> Double {
        var rank = 0.0
        var lowerBound = buckets[0].upperBound > 0 ? 0 : -Double.infinity
        for bucket in buckets {
            if lowerBound >= value { return min(rank, observations) }
            if bucket.upperBound > value {
                // Nothing is known of where in a bucket without a lower bound the observations are.
                guard lowerBound != -.infinity else { return min(bucket.count, observations) }
                let share = (value - lowerBound) / (bucket.upperBound - lowerBound)
                let interpolated = rank + (bucket.count - rank) * share
                return interpolated > observations ? observations : interpolated
            }
            rank = bucket.count
            lowerBound = bucket.upperBound
        }
        return observations
    }

    /// Sorts by bound and adds up what has the same; `false` when there is no infinite bucket.
    private mutating func sortAndMerge() -> Bool {
        if !isSorted {
            buckets.sort { $0.upperBound < $1.upperBound }
            isSorted = true
        }
        guard let last = buckets.last, last.upperBound == .infinity else { return false }
        var kept = 0
        for index in buckets.indices.dropFirst() {
            if buckets[index].upperBound == buckets[kept].upperBound {
                buckets[kept].count += buckets[index].count
            } else {
                kept += 1
                buckets[kept] = buckets[index]
            }
        }
        buckets.removeLast(buckets.count - kept - 1)
        return true
    }

    /// Ignores what rounding did in silence, and flattens what else falls.
    private mutating func makeMonotonic() -> Repair? {
        var repair: Repair?
        var previous = buckets[0].count
        for index in buckets.indices.dropFirst() {
            let count = buckets[index].count
            if count == previous { continue }
            if count.isAlmostEqual(previous, within: Self.smallDelta) {
                buckets[index].count = previous
            } else if count < previous {
                let bound = buckets[index].upperBound
                var made = repair ?? Repair(lowestBound: bound, highestBound: bound, largestDrop: 0)
                made.lowestBound = min(made.lowestBound, bound)
                made.highestBound = max(made.highestBound, bound)
                made.largestDrop = max(made.largestDrop, previous - count)
                repair = made
                buckets[index].count = previous
            } else {
                previous = count
            }
        }
        return repair
    }

    private func firstBucket(below end: Int, reaching rank: Double) -> Int {
        var (low, high) = (0, end)
        while low < high {
            let middle = (low + high) / 2
            if buckets[middle].count >= rank { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
