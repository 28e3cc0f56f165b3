internal import Exposition
internal import SampleStore

/// The series of one target that somebody wants to hear of, by numbers that stay theirs from scrape to scrape.
///
/// It does not ask the store, so that what is not kept there can be followed too.
struct FollowedSeries {
    /// Where a series is in a body.
    private struct Row: Equatable {
        var row: Int32
        var number: Int32
    }

    /// Chooses them.
    var follows: (@Sendable (Labels) -> Bool)?
    /// Their labels without those of the target, by their numbers.
    private(set) var keys: ContiguousArray<Labels> = []
    /// Goes up when the series got other numbers.
    private(set) var epoch = 0

    /// The target's labels are the same in all its series.
    private let own: LabelSelection
    /// The number of each line ever seen, or `none`.
    private var lines: ContiguousArray<Int32> = []
    private var rows: ContiguousArray<Row> = []
    /// The values of the last scrape that had the series; not a number before the first.
    private var previous: ContiguousArray<Double> = []
    /// The values of the last body in the order of `rows`, until somebody took them.
    private var values: ContiguousArray<Double> = []
    /// The numbers by the labels; only while lines are added.
    private var numbers: [Labels: Int32] = [:]
    private var isPlanned = false

    private static let none: Int32 = -1
    /// Series that are kept although the last body did not have them, beyond as many as it had.
    private static let spare = 1024

    private static let sharedKeys = NewestValues<ContiguousArray<Labels>>()
    private static let sharedLines = NewestValues<ContiguousArray<Int32>>()
    private static let sharedRows = NewestValues<ContiguousArray<Row>>()

    init(_ target: ScrapeTarget) {
        // A target whose own labels go first may have them in its series or not.
        own = LabelSelection(dropping: target.honorsLabels ? [] : target.labels.map(\.name))
    }

    /// Lines count from zero again.
    mutating func forgetLines() {
        lines.removeAll()
        isPlanned = false
        guard keys.count > 2 * rows.count + Self.spare else { return }
        let left = rows.map { Int($0.number) }
        keys = ContiguousArray(left.map { keys[$0] })
        previous = ContiguousArray(left.map { previous[$0] })
        rows = []
        epoch += 1
    }

    /// Says what series the next line is of.
    mutating func addLine(_ labels: Labels) {
        guard let follows else { return }
        guard follows(labels) else { return lines.append(Self.none) }
        if numbers.isEmpty {
            for (number, key) in keys.enumerated() { numbers[key] = Int32(number) }
        }
        let key = own.labels(of: labels)
        if let number = numbers[key] { return lines.append(number) }
        let number = Int32(keys.count)
        numbers[key] = number
        keys.append(key)
        previous.append(.nan)
        lines.append(number)
    }

    /// Says that all lines of a body were added.
    mutating func endLines() {
        guard follows != nil else { return }
        numbers = [:]
        keys = Self.sharedKeys.shared(keys.trimmed)
        lines = Self.sharedLines.shared(lines.trimmed)
        previous = previous.trimmed
    }

    /// Keeps the values of a body until somebody takes them.
    mutating func keep(_ bodies: borrowing RepeatedBodies) {
        guard !keys.isEmpty else { return }
        if !(isPlanned && bodies.isSameShape) { plan(bodies) }
        values.removeAll(keepingCapacity: true)
        values.reserveCapacity(rows.count)
        for row in rows { values.append(bodies.values[Int(row.row)]) }
    }

    private mutating func plan(_ bodies: borrowing RepeatedBodies) {
        var seen = [Bool](repeating: false, count: keys.count)
        rows.removeAll()
        for row in 0..<bodies.values.count {
            let number = lines[Int(bodies.lines[row])]
            // Of what a body has twice the first counts.
            guard number != Self.none, !seen[Int(number)] else { continue }
            seen[Int(number)] = true
            rows.append(Row(row: Int32(truncatingIfNeeded: row), number: number))
        }
        rows = Self.sharedRows.shared(rows.trimmed)
        isPlanned = true
    }

    /// Calls with the number, the value and the value before of each series of the last body, once for each body.
    mutating func take(_ visit: (_ number: Int, _ value: Double, _ previous: Double?) -> Void) {
        for (row, value) in zip(rows, values) where !value.isNaN {
            let number = Int(row.number)
            visit(number, value, previous[number].isNaN ? nil : previous[number])
            previous[number] = value
        }
        values = []
    }
}

extension ContiguousArray {
    /// The same without room for more: what grew in doublings keeps half of it for nothing.
    var trimmed: ContiguousArray {
        guard capacity > count + count / 8 else { return self }
        var copy = ContiguousArray()
        copy.reserveCapacity(count)
        copy.append(contentsOf: self)
        return copy
    }
}
