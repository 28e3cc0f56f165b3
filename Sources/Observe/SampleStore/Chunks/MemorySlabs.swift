#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Equal pieces of memory under numbers: they never move, and are given back only together.
///
/// `@unchecked Sendable`: only the one writer adds slabs, and whoever learns a number by an acquiring load or under a
/// lock has seen its slab written before.
final class MemorySlabs: @unchecked Sendable {
    private let pieceSize: Int
    private let shift: Int
    private let directory: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private let maximumSlabs: Int
    private var slabs = 0

    /// Slabs of `1 << shift` pieces each.
    init(pieceSize: Int, shift: Int, maximumSlabs: Int = 1 << 16) {
        self.pieceSize = pieceSize
        self.shift = shift
        self.maximumSlabs = maximumSlabs
        directory = .allocate(capacity: maximumSlabs)
        directory.initialize(repeating: nil, count: maximumSlabs)
    }

    deinit {
        for slab in 0..<slabs { munmap(directory[slab], slabSize) }
        directory.deallocate()
    }

    private var slabSize: Int { pieceSize << shift }

    /// Pieces that there are.
    var count: Int { slabs << shift }
    var bytes: Int { slabs * slabSize }
    /// What one more slab takes.
    var growth: Int { slabSize }

    subscript(number: UInt32) -> UnsafeMutableRawPointer {
        let number = Int(number)
        // Every number that is handed out lies in a slab.
        return directory[number >> shift].unsafelyUnwrapped + (number & (1 << shift - 1)) * pieceSize
    }

    /// Adds a slab of zeros; `false` when the system has no more memory, or all numbers are used up.
    func grow() -> Bool {
        guard slabs < maximumSlabs else { return false }
        let protection = PROT_READ | PROT_WRITE
        guard let memory = mmap(nil, slabSize, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            memory != MAP_FAILED
        else { return false }
        directory[slabs] = memory
        slabs += 1
        return true
    }
}
