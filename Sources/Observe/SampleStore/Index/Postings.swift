/// The series of each label value, as sorted numbers.
struct Postings {
    /// One value of one name.
    private struct Pair {
        let name: UInt32
        let valueStart: Int
        let valueCount: Int
        /// How many series have it: a single one stands in `place`, more are in the list that `place` says.
        var count: UInt32
        var place: UInt32
    }

    private var names: [String: Int] = [:]
    /// The pairs of each name.
    private var pairsOfName: ContiguousArray<ContiguousArray<UInt32>> = []
    private var pairs: ContiguousArray<Pair> = []
    private var slots = HashSlots()
    private var values: ContiguousArray<UInt8> = []
    private var lists: ContiguousArray<ContiguousArray<UInt32>> = []

    /// Numbers in all lists.
    private var entries = 0

    /// The memory that all of it takes, roughly: lists have some room to grow.
    var bytes: Int {
        slots.bytes + pairs.capacity * MemoryLayout<Pair>.size + values.capacity
            + lists.count * 48 + entries * 6 + pairs.count * 6
    }

    var labelNames: [String] { names.keys.sorted() }

    mutating func insert(_ labels: Labels, _ number: UInt32) {
        labels.forEach { name, value in
            let name = nameNumber(name)
            add(number, toPair: pairNumber(name, value))
        }
    }

    private mutating func nameNumber(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        let text = String(decoding: name, as: UTF8.self)
        if let number = names[text] { return number }
        names[text] = pairsOfName.count
        pairsOfName.append([])
        return pairsOfName.count - 1
    }

    private mutating func pairNumber(_ name: Int, _ value: UnsafeBufferPointer<UInt8>) -> Int {
        if let number = find(name, value) { return number }
        let number = pairs.count
        pairs.append(
            Pair(
                name: UInt32(name),
                valueStart: values.count,
                valueCount: value.count,
                count: 0,
                place: 0
            )
        )
        values.append(contentsOf: value)
        slots.insert(Self.hash(name, value), UInt32(number))
        pairsOfName[name].append(UInt32(number))
        return number
    }

    private func find(_ name: Int, _ value: UnsafeBufferPointer<UInt8>) -> Int? {
        values.withUnsafeBufferPointer { values in
            slots.find(Self.hash(name, value)) {
                let pair = pairs[Int($0)]
                return pair.name == name && byteOrder(Self.value(of: pair, in: values), value) == 0
            }.map(Int.init)
        }
    }

    private static func hash(_ name: Int, _ value: UnsafeBufferPointer<UInt8>) -> UInt64 {
        LabelHash.combined(UInt64(name), LabelHash.hash(value))
    }

    private static func value(
        of pair: Pair,
        in values: UnsafeBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: values[pair.valueStart..<pair.valueStart + pair.valueCount])
    }

    private mutating func add(_ number: UInt32, toPair pair: Int) {
        let place = pairs[pair].place
        switch pairs[pair].count {
        case 0: pairs[pair].place = number
        case 1:
            pairs[pair].place = UInt32(lists.count)
            lists.append([min(place, number), max(place, number)])
        default:
            if let last = lists[Int(place)].last, last > number {
                let index = lists[Int(place)].firstPlace { $0 > number }
                lists[Int(place)].insert(number, at: index)
            } else {
                lists[Int(place)].append(number)
            }
        }
        pairs[pair].count += 1
        entries += 1
    }
}

/// Looking things up.
extension Postings {
    /// Calls with the sorted numbers of the series that have the label.
    func withSeries<Result>(
        _ name: String,
        _ value: String,
        _ body: (UnsafeBufferPointer<UInt32>) -> Result
    ) -> Result {
        var value = value
        return value.withUTF8 { value in
            guard let name = names[name], let pair = find(name, value) else {
                return body(UnsafeBufferPointer(start: nil, count: 0))
            }
            return withSeries(ofPair: pair, body)
        }
    }

    /// Calls with each value of a name and the series that have it.
    func forEachValue(
        of name: String,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt32>) -> Void
    ) {
        guard let name = names[name] else { return }
        values.withUnsafeBufferPointer { values in
            for pair in pairsOfName[name] {
                let value = Self.value(of: pairs[Int(pair)], in: values)
                withSeries(ofPair: Int(pair)) { body(value, $0) }
            }
        }
    }

    private func withSeries<Result>(
        ofPair pair: Int,
        _ body: (UnsafeBufferPointer<UInt32>) -> Result
    ) -> Result {
        let place = pairs[pair].place
        guard pairs[pair].count > 1 else {
            return withUnsafePointer(to: place) { body(UnsafeBufferPointer(start: $0, count: 1)) }
        }
        return lists[Int(place)].withUnsafeBufferPointer(body)
    }
}
