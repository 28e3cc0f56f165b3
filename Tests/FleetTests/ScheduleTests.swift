import Testing

@testable import Fleet

struct ScheduleTests {
    private let schedule = Schedule(interval: .seconds(10), longestBackoff: .seconds(60))

    @Test func `each server keeps its place in the interval`() {
        let places = (0..<1000).map { number in
            let phase = Schedule.phase(of: "http://10.0.0.1:\(number)/mcp")
            let first = schedule.next(after: 0, phase: phase, failures: 0)
            let second = schedule.next(after: first + 120, phase: phase, failures: 0)
            #expect(second - first == 10_000)
            return first % 10_000
        }
        // In each tenth of the interval there are some.
        let tenths = Dictionary(grouping: places) { $0 / 1000 }
        #expect(tenths.count == 10)
        #expect(tenths.values.allSatisfy { $0.count > 40 })
    }

    @Test func `a server that takes longer than its interval is not asked twice for what it missed`() {
        let next = schedule.next(after: 47_000, phase: 3000, failures: 0)
        #expect(next == 53_000)
    }

    @Test func `failures in a row double the time up to its limit`() {
        let pauses = (1...6).map { schedule.next(after: 0, phase: 1000, failures: $0) }
        #expect(pauses[0] <= 15_000)
        #expect((18_000...22_000).contains(pauses[1]))
        #expect((36_000...44_000).contains(pauses[2]))
        #expect(pauses[5] <= 66_000)
    }

    @Test func `the queue gives the earliest first`() {
        var queue = DueQueue()
        let times = (0..<500).map { _ in Int64.random(in: 0..<10_000) }
        for (slot, due) in times.enumerated() { queue.insert(DueQueue.Entry(due: due, slot: slot)) }
        var taken: [Int64] = []
        while let first = queue.first {
            taken.append(first.due)
            queue.removeFirst()
        }
        #expect(taken == times.sorted())
    }
}
