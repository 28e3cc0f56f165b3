/// A set of Unicode scalars as sorted ranges that neither touch nor overlap.
struct ScalarSet: Sendable, Equatable {
    typealias Scalar = UInt32

    static let last: Scalar = 0x10FFFF
    static let any = ScalarSet([0...last])

    private(set) var ranges: [ClosedRange<Scalar>] = []

    init(_ ranges: [ClosedRange<Scalar>] = []) {
        self.ranges = Self.normalized(ranges)
    }

    var isEmpty: Bool { ranges.isEmpty }

    /// The only member; `nil` when there are none or several.
    var single: Scalar? {
        guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
        return range.lowerBound
    }

    var count: Int { ranges.reduce(0) { $0 + $1.count } }

    func contains(_ scalar: Scalar) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(scalar)
    }

    mutating func formUnion(_ other: ScalarSet) { ranges = Self.normalized(ranges + other.ranges) }

    mutating func insert(_ range: ClosedRange<Scalar>) { ranges = Self.normalized(ranges + [range]) }

    /// Every scalar that is not in the set.
    var inverted: ScalarSet {
        var result = ScalarSet()
        var next: Scalar = 0
        for range in ranges {
            if range.lowerBound > next { result.ranges.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= Self.last { result.ranges.append(next...Self.last) }
        return result
    }

    private static func normalized(_ ranges: [ClosedRange<Scalar>]) -> [ClosedRange<Scalar>] {
        var result: [ClosedRange<Scalar>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let end = result.last, range.lowerBound <= end.upperBound + 1 {
                result[result.count - 1] = end.lowerBound...max(end.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
