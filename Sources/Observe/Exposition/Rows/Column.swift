#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// A growable run of plain values with one owner.
///
/// What an array does, without its checks: every index is the owner's to prove.
package struct Column<Element: BitwiseCopyable>: ~Copyable {
    private(set) package var base: UnsafeMutablePointer<Element>
    private(set) package var count = 0
    private var capacity: Int

    package init(capacity: Int = 2) {
        self.capacity = max(capacity, 1)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Elements that can be written beyond the last one without moving the others.
    package var room: Int { capacity &- count }

    /// Makes room for that many more elements.
    package mutating func reserve(_ more: Int) {
        guard room < more else { return }
        let grown = max(count + more, capacity * 2)
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: grown)
        moved.update(from: base, count: count)
        base.deallocate()
        (base, capacity) = (moved, grown)
    }

    @inline(__always)
    package mutating func append(_ element: Element) {
        if count == capacity { reserve(1) }
        base[count] = element
        count &+= 1
    }

    /// Takes over what was written into the room, or drops elements from the end.
    @inline(__always)
    package mutating func setCount(_ count: Int) { self.count = count }

    /// The same elements in memory of their own, without room for more.
    func copy() -> Column {
        var copy = Column(capacity: count)
        copy.base.update(from: base, count: count)
        copy.count = count
        return copy
    }

    /// Whether both have the same bytes.
    func isSame(as other: borrowing Column) -> Bool {
        count == other.count && memcmp(base, other.base, count * MemoryLayout<Element>.stride) == 0
    }

    /// Drops all elements and keeps the memory.
    package mutating func removeAll() { count = 0 }

    @inline(__always)
    package subscript(index: Int) -> Element {
        get { base[index] }
        set { base[index] = newValue }
    }
}

/// Only the one owner of the memory can reach it, wherever that owner is sent.
extension Column: @unchecked Sendable where Element: Sendable {}
