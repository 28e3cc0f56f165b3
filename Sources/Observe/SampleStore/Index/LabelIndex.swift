/// Which series there are and what labels they have.
///
/// Series that went away stay in the lists until `rebuild`, and are left out of answers.
struct LabelIndex {
    private var pairs = SeriesPairs()
    private var series = HashSlots()
    private(set) var postings = Postings()
    private var cache = LabelsCache()
    private(set) var count = 0
    /// Series that went away since the lists were made.
    private(set) var removed = 0

    /// As many as there are numbers, free ones among them.
    var size: Int { pairs.size }

    var bytes: Int { series.bytes + postings.bytes + pairs.byteCount + cache.bytes }

    /// The number of the series with these labels.
    func number(of wanted: Labels) -> UInt32? {
        series.find(wanted.hash) { isSame($0, wanted) }
    }

    private func isSame(_ number: UInt32, _ wanted: Labels) -> Bool {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: wanted.count) { own in
            var count = 0
            pairs.forEachPair(of: number) { pair in
                guard count < own.count else {
                    count += 1
                    return false
                }
                own[count] = pair
                count += 1
                return true
            }
            guard count == own.count else { return false }
            var place = 0
            var isSame = true
            wanted.forEach { name, value in
                isSame = isSame && postings.isPair(own[place], name, value)
                place += 1
            }
            return isSame
        }
    }

    func contains(_ number: UInt32) -> Bool { pairs.contains(number) }

    /// The labels of a series; nothing for a number that is free.
    mutating func labels(of number: UInt32) -> Labels? {
        if let known = cache[number] { return known }
        guard let labels = postings.labels(of: number, in: pairs) else { return nil }
        cache.keep(labels, of: number, size: size)
        return labels
    }

    /// Whether a series with so many labels can be entered.
    func hasRoom(for new: Labels) -> Bool { SeriesPairs.hasRoom(pairs, labels: new.count) }

    /// Enters a series under a number that is free.
    mutating func insert(_ new: Labels, at number: UInt32) {
        count += 1
        series.insert(new.hash, number)
        enter(new, number)
    }

    private mutating func enter(_ labels: Labels, _ number: UInt32) {
        pairs.begin(number)
        labels.forEach { name, value in pairs.append(postings.insert(name, value, number)) }
        pairs.end()
    }

    /// Takes a series out of all answers; its number is free after the next `rebuild`.
    mutating func remove(_ number: UInt32) {
        guard let old = postings.labels(of: number, in: pairs) else { return }
        series.remove(old.hash, number)
        pairs.remove(number)
        cache.forget(number)
        count -= 1
        removed += 1
    }

    /// Makes all lists anew, without those that went away.
    mutating func rebuild() {
        let (oldPostings, oldPairs) = (postings, pairs)
        (postings, pairs) = (Postings(), SeriesPairs())
        removed = 0
        for number in 0..<UInt32(oldPairs.size) {
            if let labels = oldPostings.labels(of: number, in: oldPairs) { enter(labels, number) }
        }
    }
}

/// What there is to choose from.
extension LabelIndex {
    var labelNames: [String] { postings.labelNames.filter { !values(of: $0).isEmpty } }

    /// The values of a label among the series that are there, sorted.
    func values(of label: String) -> [String] {
        var values: [String] = []
        postings.forEachValue(of: label) { value, series in
            if series.contains(where: { contains($0) }) {
                values.append(String(decoding: value, as: UTF8.self))
            }
        }
        return values.sorted()
    }
}
