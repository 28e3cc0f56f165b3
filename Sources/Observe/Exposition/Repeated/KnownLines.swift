#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif
internal import Synchronization

/// The lines that a target's bodies had, and in which order the last body had them.
struct KnownLines: ~Copyable {
    var index = LineIndex()
    /// Numbers of samples' lines; other lines have none.
    var numbers = Column<UInt32>()
    var sampleCount = 0
    /// Indices of the entries of the last body in their order.
    var order = Column<UInt32>()
    /// Where in `order` each entry stands.
    var places = Column<UInt32>()

    init() {}

    private init(copying other: borrowing KnownLines) {
        index = other.index.copy()
        numbers = other.numbers.copy()
        sampleCount = other.sampleCount
        order = other.order.copy()
        places = other.places.copy()
    }

    func copy() -> KnownLines { KnownLines(copying: self) }

    mutating func clear() {
        index.clear()
        numbers.removeAll()
        order.removeAll()
        places.removeAll()
        sampleCount = 0
    }

    /// Gives back the memory for lines that did not come.
    mutating func trim() {
        index.trim()
        numbers = numbers.copy()
        order = order.copy()
        places = places.copy()
    }

    /// Whether both know the same lines under the same numbers in the same order.
    func isSame(as other: borrowing KnownLines) -> Bool {
        sampleCount == other.sampleCount && order.isSame(as: other.order)
            && numbers.isSame(as: other.numbers) && index.isSame(as: other.index)
    }

    /// The same for lines that are the same.
    var hash: UInt64 {
        var hash = UInt64(truncatingIfNeeded: order.count)
        for place in 0..<order.count {
            let line = index.entries[Int(order[place])]
            hash = (hash ^ UInt64(line.hash)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        return hash
    }
}

/// Lines that one target knows, or many of the same software together.
///
/// `@unchecked Sendable`: nobody writes once they are shared, and before that only the one target has them.
final class LineHolder: @unchecked Sendable {
    /// Never null; behind a pointer, so that reading needs no check for others.
    let lines: UnsafeMutablePointer<KnownLines>
    private(set) var isShared = false

    init(_ lines: consuming KnownLines = KnownLines()) {
        self.lines = .allocate(capacity: 1)
        self.lines.initialize(to: lines)
    }

    deinit {
        lines.deinitialize(count: 1)
        lines.deallocate()
    }

    private struct Weak {
        weak var holder: LineHolder?
    }

    /// What is shared, by hash; those that went away are dropped when their number doubled.
    private struct Pool {
        var holders: [UInt64: [Weak]] = [:]
        var limit = 64
    }

    private static let pool = Mutex(Pool())

    /// Lines that are the same as these and that nobody changes any more: those of another target, or these.
    ///
    /// What targets of one software expose differs in numbers only, as a rule.
    func shared() -> LineHolder {
        guard !isShared else { return self }
        let hash = lines.pointee.hash
        return Self.pool.withLock { pool in
            for known in pool.holders[hash] ?? [] {
                guard let holder = known.holder, holder.lines.pointee.isSame(as: lines.pointee) else {
                    continue
                }
                return holder
            }
            lines.pointee.trim()
            isShared = true
            pool.holders[hash, default: []].append(Weak(holder: self))
            if pool.holders.count > pool.limit {
                pool.holders = pool.holders.compactMapValues { holders in
                    let left = holders.filter { $0.holder != nil }
                    return left.isEmpty ? nil : left
                }
                pool.limit = max(64, pool.holders.count * 2)
            }
            return self
        }
    }
}
