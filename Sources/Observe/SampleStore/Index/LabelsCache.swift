/// The label sets that were asked for last, ready made.
///
/// Rules and views ask for the same series again and again, and for most series nobody ever asks.
struct LabelsCache {
    private static let most = 1 << 17

    private var numbers: ContiguousArray<UInt32> = []
    private var labels: ContiguousArray<Labels?> = []
    private(set) var bytes = 0

    subscript(number: UInt32) -> Labels? {
        guard !numbers.isEmpty else { return nil }
        let place = Int(number) & (numbers.count - 1)
        return numbers[place] == number ? labels[place] : nil
    }

    /// Keeps a set in place of another one; `size` is how many series there are.
    mutating func keep(_ set: Labels, of number: UInt32, size: Int) {
        if numbers.count < min(size, Self.most) {
            var count = 64
            while count < min(size, Self.most) { count *= 2 }
            numbers = ContiguousArray(repeating: 0, count: count)
            labels = ContiguousArray(repeating: nil, count: count)
            bytes = count * (MemoryLayout<UInt32>.size + MemoryLayout<Labels?>.stride)
        }
        let place = Int(number) & (numbers.count - 1)
        if let old = labels[place] { bytes -= old.footprint }
        bytes += set.footprint
        (numbers[place], labels[place]) = (number, set)
    }

    mutating func forget(_ number: UInt32) {
        guard !numbers.isEmpty else { return }
        let place = Int(number) & (numbers.count - 1)
        guard numbers[place] == number, let old = labels[place] else { return }
        bytes -= old.footprint
        labels[place] = nil
    }
}
