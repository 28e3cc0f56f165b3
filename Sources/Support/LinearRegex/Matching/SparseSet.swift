/// A set of small numbers that remembers the order of insertion and is emptied at once (Briggs and Torczon, 1993).
struct SparseSet {
    private(set) var members: ContiguousArray<Int32>
    private(set) var count = 0
    private var places: ContiguousArray<Int32>

    init(below limit: Int) {
        members = ContiguousArray(repeating: 0, count: limit)
        places = ContiguousArray(repeating: 0, count: limit)
    }

    subscript(place: Int) -> Int32 { members[place] }

    func contains(_ member: Int32) -> Bool {
        let place = Int(places[Int(member)])
        return place < count && members[place] == member
    }

    /// Whether the member is new.
    mutating func insert(_ member: Int32) -> Bool {
        guard !contains(member) else { return false }
        members[count] = member
        places[Int(member)] = Int32(count)
        count += 1
        return true
    }

    mutating func removeAll() { count = 0 }
}
