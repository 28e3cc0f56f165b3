internal import CByteMask

/// Lines seen before, each once: the bytes up to a sample's value, and other lines whole.
///
/// The bytes are copies, one behind the other in the order in which lines were first seen, so that a body that repeats
/// itself is compared with memory read from front to back.
struct LineIndex: ~Copyable, Sendable {
    struct Entry: Sendable, BitwiseCopyable {
        /// Offset in the copied bytes.
        var start: UInt32
        var count: UInt32
        var hash: UInt32
        /// The TYPE in force behind the line, and but for a TYPE line before it too.
        var type: MetricType
        var kind: Kind

        func isSame(as other: Entry) -> Bool {
            start == other.start && count == other.count && type == other.type && kind == other.kind
        }
    }

    enum Kind: UInt8, Sendable, BitwiseCopyable {
        /// The bytes end where the value begins.
        case sample
        /// The bytes end with the line feed.
        case type, other
    }

    /// Bytes beyond the last copied one that may be read.
    private static let padding = 16

    private(set) var entries = Column<Entry>()
    private var bytes = Column<UInt8>(capacity: 256)
    /// Index of an entry plus one, or zero; as many as a power of two.
    private var slots = Column<UInt32>(capacity: 64)

    init() { clear() }

    private init(copying other: borrowing LineIndex) {
        entries = other.entries.copy()
        slots = other.slots.copy()
        let count = other.bytes.count
        bytes = Column(capacity: count + Self.padding)
        bytes.base.update(from: other.bytes.base, count: count)
        bytes.setCount(count)
    }

    func copy() -> LineIndex { LineIndex(copying: self) }

    /// Gives back the memory for lines that did not come.
    mutating func trim() { self = copy() }

    /// Whether both have the same lines in the same order.
    func isSame(as other: borrowing LineIndex) -> Bool {
        guard entries.count == other.entries.count, bytes.isSame(as: other.bytes) else { return false }
        for index in 0..<entries.count where !entries[index].isSame(as: other.entries[index]) { return false }
        return true
    }

    var byteCount: Int { bytes.count }

    /// Forgets every line.
    mutating func clear() {
        entries.removeAll()
        bytes.removeAll()
        makeSlots(64)
    }

    private mutating func makeSlots(_ count: Int) {
        slots.removeAll()
        slots.reserve(count)
        slots.base.update(repeating: 0, count: count)
        slots.setCount(count)
    }

    /// Whether the bytes at `line` are those of an entry.
    ///
    /// At least 16 bytes behind the next line feed must be readable; an entry holds none but as its last byte.
    @inline(__always)
    func matches(_ entry: Entry, _ line: UnsafePointer<UInt8>) -> Bool {
        let known = UnsafePointer(bytes.base) + Int(entry.start)
        let count = Int(entry.count)
        var offset = 0
        while offset &+ 16 <= count {
            guard mcp_differences(line + offset, known + offset) == 0 else { return false }
            offset &+= 16
        }
        let rest = UInt32(truncatingIfNeeded: (1 << (count &- offset)) &- 1)
        return mcp_differences(line + offset, known + offset) & rest == 0
    }

    /// The same where nothing behind the line may be read.
    func matches(_ entry: Entry, exactly line: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = UnsafePointer(bytes.base) + Int(entry.start)
        let known = UnsafeBufferPointer(start: start, count: Int(entry.count))
        return ByteSearch.starts(line, with: known)
    }

    /// The entry of a line with that hash.
    func find(
        _ line: UnsafeBufferPointer<UInt8>,
        _ type: MetricType,
        _ kind: Kind,
        hash: UInt32
    ) -> Int? {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            let entry = entries[index]
            if entry.hash == hash, entry.type == type, entry.kind == kind, Int(entry.count) == line.count,
                matches(entry, exactly: line)
            {
                return index
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a line that is not there yet.
    mutating func add(
        _ line: UnsafeBufferPointer<UInt8>,
        _ type: MetricType,
        _ kind: Kind,
        hash: UInt32
    ) -> Int {
        let start = bytes.count
        bytes.reserve(line.count + Self.padding)
        if let base = line.baseAddress { (bytes.base + start).update(from: base, count: line.count) }
        bytes.setCount(start + line.count)
        let entry = Entry(
            start: UInt32(truncatingIfNeeded: start),
            count: UInt32(truncatingIfNeeded: line.count),
            hash: hash,
            type: type,
            kind: kind
        )
        entries.append(entry)
        if entries.count * 2 > slots.count {
            makeSlots(slots.count * 2)
            for index in 0..<entries.count { insert(index) }
        } else {
            insert(entries.count - 1)
        }
        return entries.count - 1
    }

    private mutating func insert(_ index: Int) {
        var slot = Int(entries[index].hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }

    static func hash(_ line: UnsafeBufferPointer<UInt8>, _ type: MetricType) -> UInt32 {
        SeededHash.hash(line, UInt64(type.rawValue))
    }
}
