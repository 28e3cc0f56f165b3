internal import Synchronization

/// Tells the writer when nobody can look any more at memory that it has unlinked.
///
/// A reader is counted under the parity of the epoch it began in. The writer goes on to the next epoch only when
/// nobody of the one before the present is left, so memory that was unlinked in an epoch is free two epochs later.
///
/// `@unchecked Sendable`: the pointer never changes, and everything behind it is atomic.
final class ReaderEpochs: @unchecked Sendable {
    /// Threads count in places of their own where they can, each on a cache line of its own.
    private static let stripes = 8
    /// Eight for each stripe, of which one for each parity is used.
    private let counters: UnsafeMutablePointer<Atomic<Int>>
    private let current = Atomic<UInt64>(2)

    init() {
        let count = Self.stripes * 8
        counters = UnsafeMutableRawPointer.allocate(byteCount: count * 8, alignment: 64)
            .bindMemory(to: Atomic<Int>.self, capacity: count)
        for index in 0..<count { (counters + index).initialize(to: Atomic(0)) }
    }

    deinit { counters.deallocate() }

    var epoch: UInt64 { current.load(ordering: .sequentiallyConsistent) }

    /// Reads what nobody takes away in the meantime.
    @inline(__always)
    func read<Result>(_ body: () -> Result) -> Result {
        let stripe = Self.stripe
        var place: Int
        while true {
            let epoch = current.load(ordering: .sequentiallyConsistent)
            place = stripe + Int(epoch & 1)
            counters[place].add(1, ordering: .sequentiallyConsistent)
            if current.load(ordering: .sequentiallyConsistent) == epoch { break }
            counters[place].subtract(1, ordering: .sequentiallyConsistent)
        }
        defer { counters[place].subtract(1, ordering: .sequentiallyConsistent) }
        return body()
    }

    /// Stacks of threads lie far from one another.
    private static var stripe: Int {
        var local: UInt8 = 0
        return withUnsafeMutablePointer(to: &local) { Int(UInt(bitPattern: $0) >> 16) % stripes * 8 }
    }

    /// Goes on to the next epoch when that may be; whatever left before `epoch - 1` is then free.
    func advance() -> Bool {
        let epoch = current.load(ordering: .sequentiallyConsistent)
        let parity = Int((epoch &+ 1) & 1)
        for stripe in 0..<Self.stripes
        where counters[stripe * 8 + parity].load(ordering: .sequentiallyConsistent) != 0 {
            return false
        }
        current.store(epoch + 1, ordering: .sequentiallyConsistent)
        return true
    }
}
