/// Which series there are and what labels they have.
///
/// Series that went away stay in the lists until `rebuild`, and are left out of answers.
struct LabelIndex {
    /// The labels of each series by its number; `nil` for numbers that are free.
    private(set) var labels: ContiguousArray<Labels?> = []
    private var series = HashSlots()
    private(set) var postings = Postings()
    private(set) var count = 0
    /// Bytes of the labels of all series.
    private(set) var labelBytes = 0
    /// Series that went away since the lists were made.
    private(set) var removed = 0

    var bytes: Int {
        series.bytes + postings.bytes + labels.capacity * MemoryLayout<Labels?>.size + labelBytes
    }

    /// The number of the series with these labels.
    func number(of wanted: Labels) -> UInt32? {
        series.find(wanted.hash) { labels[Int($0)] == wanted }
    }

    /// Enters a series under a number that is free.
    mutating func insert(_ new: Labels, at number: UInt32) {
        while labels.count <= Int(number) { labels.append(nil) }
        labels[Int(number)] = new
        labelBytes += new.footprint
        count += 1
        series.insert(new.hash, number)
        postings.insert(new, number)
    }

    /// Takes a series out of all answers; its number is free after the next `rebuild`.
    mutating func remove(_ number: UInt32) {
        guard let old = labels[Int(number)] else { return }
        series.remove(old.hash, number)
        labels[Int(number)] = nil
        labelBytes -= old.footprint
        count -= 1
        removed += 1
    }

    /// Makes all lists anew, without those that went away.
    mutating func rebuild() {
        postings = Postings()
        removed = 0
        for (number, labels) in labels.enumerated() {
            if let labels { postings.insert(labels, UInt32(number)) }
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
            if series.contains(where: { labels[Int($0)] != nil }) {
                values.append(String(decoding: value, as: UTF8.self))
            }
        }
        return values.sorted()
    }
}
