/// The best few of many: a binary heap with the worst of them on top.
///
/// The order of equal values is that of Go's `container/heap`, so that ties fall as in Prometheus.
struct RankedHeap {
    struct Entry {
        let row: Int
        let value: Double
    }

    private let isTop: Bool
    private let limit: Int
    private(set) var entries: ContiguousArray<Entry> = []

    init(isTop: Bool, limit: Int) {
        self.isTop = isTop
        self.limit = limit
    }

    mutating func offer(_ entry: Entry) {
        if entries.count < limit {
            entries.append(entry)
            siftUp(entries.count - 1)
        } else if let worst = entries.first?.value, isBetter(entry.value, than: worst) {
            entries[0] = entry
            siftDown(0)
        }
    }

    /// The best first; NaN last.
    var ranked: ContiguousArray<Entry> {
        var sorted = entries
        sorted.sort { isWorse($1.value, than: $0.value) && !isWorse($0.value, than: $1.value) }
        return sorted
    }

    private func isBetter(_ value: Double, than worst: Double) -> Bool {
        (isTop ? worst < value : worst > value) || (worst.isNaN && !value.isNaN)
    }

    private func isWorse(_ left: Double, than right: Double) -> Bool {
        if left.isNaN { return true }
        return isTop ? left < right : left > right
    }

    private mutating func siftUp(_ start: Int) {
        var place = start
        while place > 0 {
            let parent = (place - 1) / 2
            guard isWorse(entries[place].value, than: entries[parent].value) else { return }
            entries.swapAt(place, parent)
            place = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var place = start
        while true {
            var child = 2 * place + 1
            guard child < entries.count else { return }
            let other = child + 1
            if other < entries.count, isWorse(entries[other].value, than: entries[child].value) {
                child = other
            }
            guard isWorse(entries[child].value, than: entries[place].value) else { return }
            entries.swapAt(place, child)
            place = child
        }
    }
}
