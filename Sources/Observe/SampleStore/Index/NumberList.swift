/// Sorted numbers, each as the difference to the one before in LEB128: series of one target or one metric lie close
/// together, so that most take a byte.
struct NumberList {
    private var bytes: ContiguousArray<UInt8> = []
    private var last: UInt32 = 0
    /// Smaller numbers that came later, sorted.
    private var late: ContiguousArray<UInt32> = []
    private(set) var count = 0

    init(_ first: UInt32, _ second: UInt32) {
        _ = append(min(first, second))
        _ = append(max(first, second))
    }

    private init() {}

    /// Adds a number that is not there; answers how many bytes it took.
    mutating func append(_ number: UInt32) -> Int {
        defer { count += 1 }
        guard count == 0 || number > last else {
            late.insert(number, at: late.firstPlace { $0 > number })
            if late.count > 64, late.count * 8 > count { settle() }
            return 4
        }
        let before = bytes.count
        var rest = number &- last
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
        last = number
        return bytes.count - before
    }

    /// Puts the late numbers where they belong.
    private mutating func settle() {
        var settled = NumberList()
        withNumbers { numbers in for number in numbers { _ = settled.append(number) } }
        self = settled
    }

    /// Calls with all numbers, sorted; they are good during the call only.
    func withNumbers<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { numbers in
            var place = 0
            var nextLate = 0
            var number: UInt32 = 0
            bytes.withUnsafeBufferPointer { bytes in
                var offset = 0
                while offset < bytes.count {
                    var (difference, shift): (UInt32, UInt32) = (0, 0)
                    var byte: UInt8
                    repeat {
                        byte = bytes[offset]
                        difference |= UInt32(byte & 0x7F) &<< shift
                        shift &+= 7
                        offset &+= 1
                    } while byte >= 0x80
                    number &+= difference
                    while nextLate < late.count, late[nextLate] < number {
                        numbers[place] = late[nextLate]
                        place &+= 1
                        nextLate &+= 1
                    }
                    numbers[place] = number
                    place &+= 1
                }
            }
            return body(UnsafeBufferPointer(start: numbers.baseAddress, count: place))
        }
    }
}
