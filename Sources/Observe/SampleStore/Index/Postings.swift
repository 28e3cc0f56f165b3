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
    /// The bytes of each name.
    private var nameBytes: ContiguousArray<ContiguousArray<UInt8>> = []
    /// The pairs of each name.
    private var pairsOfName: ContiguousArray<ContiguousArray<UInt32>> = []
    private var pairs: ContiguousArray<Pair> = []
    private var slots = HashSlots()
    private var values: ContiguousArray<UInt8> = []
    private var lists: ContiguousArray<NumberList> = []

    /// Bytes of the numbers in all lists.
    private var listBytes = 0

    /// The memory that all of it takes, roughly: lists have some room to grow.
    var bytes: Int {
        slots.bytes + pairs.capacity * MemoryLayout<Pair>.size + values.capacity
            + lists.count * (MemoryLayout<NumberList>.stride + 48) + listBytes * 5 / 4 + pairs.count * 6
    }

    var labelNames: [String] { names.keys.sorted() }

    /// Enters a series under one of its labels, and answers which pair that is.
    mutating func insert(
        _ name: UnsafeBufferPointer<UInt8>,
        _ value: UnsafeBufferPointer<UInt8>,
        _ number: UInt32
    ) -> Int {
        let pair = pairNumber(nameNumber(name), value)
        add(number, toPair: pair)
        return pair
    }

    private mutating func nameNumber(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        let text = String(decoding: name, as: UTF8.self)
        if let number = names[text] { return number }
        names[text] = pairsOfName.count
        nameBytes.append(ContiguousArray(name))
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
            lists.append(NumberList(place, number))
            listBytes += 8
        default: listBytes += lists[Int(place)].append(number)
        }
        pairs[pair].count += 1
    }
}

/// The labels that pairs stand for.
extension Postings {
    /// Whether a pair is this name and this value.
    func isPair(
        _ pair: Int,
        _ name: UnsafeBufferPointer<UInt8>,
        _ value: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        withPair(pair) { byteOrder($0, name) == 0 && byteOrder($1, value) == 0 }
    }

    private func withPair<Result>(
        _ number: Int,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let pair = pairs[number]
        return nameBytes[Int(pair.name)].withUnsafeBufferPointer { name in
            values.withUnsafeBufferPointer { body(name, Self.value(of: pair, in: $0)) }
        }
    }

    /// The labels of a series, made anew; nothing for a number that is free.
    func labels(of number: UInt32, in series: SeriesPairs) -> Labels? {
        guard series.contains(number) else { return nil }
        var metric: Int?
        var (restCount, labelCount, namePlace) = (0, 0, 0)
        series.forEachPair(of: number) { pair in
            withPair(pair) { name, value in
                let order = byteOrder(name, MetricName.buffer)
                guard order != 0 else {
                    metric = pair
                    return
                }
                let size =
                    LabelCursor.prefixSize(name.count) + name.count + LabelCursor.prefixSize(value.count)
                    + value.count
                if order < 0 { namePlace += size }
                restCount += size
                labelCount += 1
            }
            return true
        }
        guard labelCount > 0 || metric != nil else { return .empty }
        func make(_ text: UnsafeBufferPointer<UInt8>) -> Labels {
            let storage = LabelStorage.make(
                metric: text,
                restCount: restCount,
                labelCount: labelCount,
                namePlace: namePlace
            ) { start in
                var place = start
                series.forEachPair(of: number) { pair in
                    guard pair != metric else { return true }
                    withPair(pair) { name, value in
                        place = LabelCursor.write(name, to: place)
                        place = LabelCursor.write(value, to: place)
                    }
                    return true
                }
            }
            return Labels(storage: storage)
        }
        guard let metric else { return make(UnsafeBufferPointer(start: nil, count: 0)) }
        return withPair(metric) { _, value in make(value) }
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
        return lists[Int(place)].withNumbers(body)
    }
}
