/// Series by matchers.
///
/// A matcher that the empty text passes selects series without the label too; it takes away those whose value it does
/// not pass. Every other matcher has to find its label. The rarest of those begins.
struct SeriesSelection {
    private let index: LabelIndex
    /// As many bits as there are numbers of series.
    private let size: Int

    init(in index: LabelIndex) {
        self.index = index
        size = index.size
    }

    /// The sorted numbers of all series that every matcher selects; some may have gone away.
    func numbers(matching matchers: [Matcher]) -> ContiguousArray<UInt32> {
        var wanted: [NumberSet] = []
        var unwanted: [NumberSet] = []
        for matcher in matchers {
            if matcher.matchesEmpty {
                let set = series(with: matcher.name, where: .unmatched(matcher))
                if !set.isEmpty { unwanted.append(set) }
            } else {
                let set = self.set(of: matcher)
                if set.isEmpty { return [] }
                wanted.append(set)
            }
        }
        wanted.sort { $0.count < $1.count }
        var numbers = wanted.first?.numbers ?? ContiguousArray(0..<UInt32(size))
        for set in wanted.dropFirst() { set.filter(&numbers, keepsMembers: true) }
        for set in unwanted { set.filter(&numbers, keepsMembers: false) }
        return numbers
    }

    private func set(of matcher: Matcher) -> NumberSet {
        guard let values = matcher.possibleValues else {
            return series(with: matcher.name, where: .matched(matcher))
        }
        if values.count == 1, let value = values.first {
            return index.postings.withSeries(matcher.name, value) { .list(ContiguousArray($0)) }
        }
        var bits = NumberBits(size: size)
        for value in values { index.postings.withSeries(matcher.name, value) { bits.insert($0) } }
        return .bits(bits)
    }

    private enum Condition {
        case matched(Matcher)
        case unmatched(Matcher)
    }

    /// The series whose value of a label passes a matcher, or does not.
    private func series(with name: String, where condition: Condition) -> NumberSet {
        switch condition {
        case .unmatched(let matcher) where matcher.operation == .notEqual && !matcher.value.isEmpty:
            return index.postings.withSeries(name, matcher.value) { .list(ContiguousArray($0)) }
        case .matched, .unmatched: break
        }
        var bits = NumberBits(size: size)
        index.postings.forEachValue(of: name) { value, series in
            let isMember =
                switch condition {
                case .matched(let matcher): matcher.matches(value)
                case .unmatched(let matcher): !matcher.matches(value)
                }
            if isMember { bits.insert(series) }
        }
        return .bits(bits)
    }
}

/// Some numbers of series: a sorted list of few, or a bit for each that there is.
private enum NumberSet {
    case list(ContiguousArray<UInt32>)
    case bits(NumberBits)

    var count: Int {
        switch self {
        case .list(let list): list.count
        case .bits(let bits): bits.count
        }
    }

    var isEmpty: Bool { count == 0 }

    var numbers: ContiguousArray<UInt32> {
        switch self {
        case .list(let list): list
        case .bits(let bits): bits.numbers
        }
    }

    /// Keeps the members of the set in a sorted list, or all others.
    func filter(_ numbers: inout ContiguousArray<UInt32>, keepsMembers: Bool) {
        switch self {
        case .bits(let bits): numbers.removeAll { bits.contains($0) != keepsMembers }
        case .list(let list) where list.count > numbers.count * 16:
            // Few among many: look each up.
            numbers.removeAll { number in
                let place = list.firstPlace { $0 >= number }
                return (place < list.count && list[place] == number) != keepsMembers
            }
        case .list(let list):
            var place = 0
            numbers.removeAll { number in
                while place < list.count, list[place] < number { place += 1 }
                return (place < list.count && list[place] == number) != keepsMembers
            }
        }
    }
}

/// A bit for each number.
private struct NumberBits {
    private var words: ContiguousArray<UInt64>
    private(set) var count = 0

    init(size: Int) { words = ContiguousArray(repeating: 0, count: (size + 63) / 64) }

    func contains(_ number: UInt32) -> Bool { words[Int(number >> 6)] >> UInt64(number & 63) & 1 == 1 }

    mutating func insert(_ numbers: UnsafeBufferPointer<UInt32>) {
        for number in numbers {
            let bit = UInt64(1) << UInt64(number & 63)
            if words[Int(number >> 6)] & bit == 0 { count += 1 }
            words[Int(number >> 6)] |= bit
        }
    }

    var numbers: ContiguousArray<UInt32> {
        var numbers: ContiguousArray<UInt32> = []
        numbers.reserveCapacity(count)
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                numbers.append(UInt32(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return numbers
    }
}
