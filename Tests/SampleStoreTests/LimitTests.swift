import SampleStore
import TestSupport
import Testing

@Suite struct `A store's limits` {
    /// Numbers that take eight bytes each, for every series at every time.
    private func fill(_ store: SampleStore, series: Range<Int>, times: Range<Int64>) {
        let labels = series.map { Labels([("n", "\($0)")]) }
        for time in times {
            let value = Double(time * 37).squareRoot()
            store.append { appender in
                for labels in labels { appender.append(value, at: time * 15_000, to: labels) }
            }
        }
    }

    @Test func `drop samples by age, and series with their last sample`() throws {
        let store = SampleStore(StoreOptions(retention: 600_000))
        fill(store, series: 0..<50, times: 0..<100)
        fill(store, series: 50..<60, times: 100..<400)
        store.maintain()
        let statistics = store.statistics
        #expect(statistics.series == 10)
        #expect(statistics.dropped.series == 50)
        #expect(statistics.dropped.byAge >= 50 * 100)
        #expect(statistics.dropped.byMemory == 0)
        #expect(statistics.samples == statistics.appended - statistics.dropped.byAge)
        // What is kept: the retention, and less than one block more.
        var buffer = SampleBuffer()
        let series = try #require(try store.series(matching: [], from: .min, through: .max).first)
        try store.read(series, from: .min, through: .max, into: &buffer)
        #expect(try #require(buffer.timestamps.first) <= 399 * 15_000 - 600_000)
        #expect(buffer.count < 41 + 40)
        #expect(store.values(of: "n").count == 10)
    }

    @Test func `are kept in memory by dropping the oldest samples, and told`() throws {
        let limit = 4 << 20
        let store = SampleStore(StoreOptions(maximumBytes: limit))
        fill(store, series: 0..<400, times: 0..<1500)
        let statistics = store.statistics
        #expect(statistics.bytes <= limit)
        #expect(statistics.bytes > limit / 2)
        #expect(statistics.dropped.byMemory > 0)
        #expect(statistics.samples == statistics.appended - statistics.dropped.byMemory)
        #expect(statistics.refusedForMemory == 0)
        let through = try #require(statistics.dropped.through)
        let end: Int64 = 1499 * 15_000
        for series in try store.series(matching: [], from: .min, through: .max) {
            var buffer = SampleBuffer()
            try store.read(series, from: .min, through: .max, into: &buffer)
            #expect(buffer.timestamps.last == end)
            // No hole: everything after what was dropped is there.
            #expect(buffer.timestamps.filter { $0 > through }.count == 1499 - Int(through / 15_000))
        }
        #expect("\(statistics.dropped)".contains("to keep the memory limit"))
    }

    @Test func `refuse new series when even those do not fit`() {
        let store = SampleStore(StoreOptions(maximumBytes: 4 << 20))
        fill(store, series: 0..<20_000, times: 0..<1)
        let statistics = store.statistics
        #expect(statistics.bytes <= 4 << 20)
        #expect(statistics.refusedForMemory > 0)
        #expect(statistics.appended + statistics.refusedForMemory == 20_000)
    }

    @Test func `give the numbers of gone series to new ones, and nobody reads one for the other`() throws {
        let store = SampleStore(StoreOptions(retention: 1000))
        var stale: [SeriesReference] = []
        for round in 0..<50 {
            fill(
                store,
                series: round * 100..<round * 100 + 100,
                times: Int64(round * 10)..<Int64(round * 10 + 3)
            )
            let all = try store.series(matching: [], from: .min, through: .max)
            store.maintain()
            #expect(store.statistics.series == 100)
            for old in stale {
                var buffer = SampleBuffer()
                try store.read(old, from: .min, through: .max, into: &buffer)
                #expect(buffer.isEmpty)
                #expect(try store.latest(of: old, from: .min, through: .max) == nil)
            }
            stale = Array(all.prefix(5)).filter {
                $0.labels["n"].flatMap { Int($0) }.map { $0 < round * 100 + 100 } == true
            }
        }
    }
}
