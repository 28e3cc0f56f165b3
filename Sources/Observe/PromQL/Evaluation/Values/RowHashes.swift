/// Finds a number by a hash: the place of a row, or of a group of rows.
///
/// Hashes of label sets are seeded by the process and have 64 bits, so that equal hashes are taken for equal sets.
struct RowHashes {
    private var hashes: ContiguousArray<UInt64>
    private var places: ContiguousArray<Int32>
    private var mask: Int
    private(set) var count = 0

    init(capacity: Int = 8) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        hashes = ContiguousArray(repeating: 0, count: size)
        places = ContiguousArray(repeating: -1, count: size)
        mask = size - 1
    }

    subscript(_ hash: UInt64) -> Int? {
        let slot = slot(of: hash)
        return places[slot] < 0 ? nil : Int(places[slot])
    }

    /// The number of the hash, which is the given one when there was none.
    mutating func insert(_ hash: UInt64, _ place: Int) -> Int {
        var slot = slot(of: hash)
        if places[slot] >= 0 { return Int(places[slot]) }
        if count * 2 >= mask {
            grow()
            slot = self.slot(of: hash)
        }
        hashes[slot] = hash
        places[slot] = Int32(place)
        count += 1
        return place
    }

    private func slot(of hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while places[slot] >= 0, hashes[slot] != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        var larger = RowHashes(capacity: mask + 1)
        for slot in places.indices where places[slot] >= 0 {
            _ = larger.insert(hashes[slot], Int(places[slot]))
        }
        self = larger
    }
}
