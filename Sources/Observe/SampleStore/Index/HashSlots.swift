/// A hash table of numbers; what they stand for lies elsewhere, and so do their full hashes.
struct HashSlots {
    /// Half of the hash above the number plus 1; 0 is free.
    private var slots: ContiguousArray<UInt64> = ContiguousArray(repeating: 0, count: 16)
    private(set) var count = 0

    var bytes: Int { slots.count * 8 }

    /// The number with this hash for which `isWanted` holds.
    func find(_ hash: UInt64, _ isWanted: (UInt32) -> Bool) -> UInt32? {
        let half = hash >> 32
        var place = Int(half) & (slots.count - 1)
        while slots[place] != 0 {
            let number = UInt32(truncatingIfNeeded: slots[place]) &- 1
            if slots[place] >> 32 == half, isWanted(number) { return number }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a number that is not there.
    mutating func insert(_ hash: UInt64, _ number: UInt32) {
        if (count + 1) * 5 > slots.count * 4 {
            var larger = ContiguousArray<UInt64>(repeating: 0, count: slots.count * 2)
            for slot in slots where slot != 0 { Self.put(slot, into: &larger) }
            slots = larger
        }
        Self.put((hash >> 32) << 32 | UInt64(number &+ 1), into: &slots)
        count += 1
    }

    private static func put(_ slot: UInt64, into slots: inout ContiguousArray<UInt64>) {
        var place = Int(slot >> 32) & (slots.count - 1)
        while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = slot
    }

    /// Removes a number, and moves those behind it up so that no gap hides them.
    mutating func remove(_ hash: UInt64, _ number: UInt32) {
        let mask = slots.count - 1
        let wanted = (hash >> 32) << 32 | UInt64(number &+ 1)
        var gap = Int(hash >> 32) & mask
        while slots[gap] != wanted {
            guard slots[gap] != 0 else { return }
            gap = (gap + 1) & mask
        }
        slots[gap] = 0
        count -= 1
        var place = (gap + 1) & mask
        while slots[place] != 0 {
            let home = Int(slots[place] >> 32) & mask
            if (place - home) & mask >= (place - gap) & mask {
                slots[gap] = slots[place]
                slots[place] = 0
                gap = place
            }
            place = (place + 1) & mask
        }
    }
}
