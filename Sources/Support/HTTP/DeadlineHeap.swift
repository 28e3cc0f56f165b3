/// What is to end when, the earliest first.
struct DeadlineHeap {
    enum Reason: Sendable {
        /// It waits for a free connection.
        case queued
        /// Nothing of the answer has come.
        case firstByte
        /// The head of a stream has not come.
        case head
        /// Nothing more of a stream has come, since the wait of that number.
        case idle(Int)
    }

    struct Entry {
        let time: MonotonicTime
        let reason: Reason
        let transfer: Transfer
    }

    private var entries: [Entry] = []

    var earliest: MonotonicTime? { entries.first?.time }

    mutating func add(_ reason: Reason, of transfer: Transfer, at time: MonotonicTime) {
        entries.append(Entry(time: time, reason: reason, transfer: transfer))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].time < entries[parent].time else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    mutating func removeDue(_ now: MonotonicTime) -> Entry? {
        guard let first = entries.first, first.time <= now else { return nil }
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        var parent = 0
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < entries.count && entries[child].time < entries[smallest].time {
                smallest = child
            }
            guard smallest != parent else { return first }
            entries.swapAt(parent, smallest)
            parent = smallest
        }
    }
}
