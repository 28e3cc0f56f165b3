import SampleStore
import Testing

@Suite struct `Readers beside a writer` {
    /// Values say their time, so that a reader notices what was torn, moved or given to another series.
    @Test(.timeLimit(.minutes(2))) func `see samples whole, in order and of their own series`() async throws {
        let store = SampleStore(StoreOptions(retention: 3_000_000, maximumBytes: 6 << 20))
        let count = 100
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for time in Int64(0)..<1500 {
                    store.append { appender in
                        for number in 0..<count {
                            let epoch = Int(time) / 300
                            let labels = Labels([("n", "\(number)"), ("epoch", "\(epoch)")])
                            appender.append(
                                Double(time) * 1000 + Double(number),
                                at: time * 15_000,
                                to: labels
                            )
                        }
                    }
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    var buffer = SampleBuffer()
                    for _ in 0..<40 {
                        let found = (try? store.series(matching: [], from: .min, through: .max)) ?? []
                        for series in found {
                            buffer.removeAll()
                            try? store.read(series, from: .min, through: .max, into: &buffer)
                            let number = series.labels["n"].flatMap(Double.init) ?? -1
                            let isRight = zip(buffer.timestamps, buffer.values).allSatisfy {
                                $1 == Double($0 / 15) + number
                            }
                            let isOrdered = zip(buffer.timestamps, buffer.timestamps.dropFirst()).allSatisfy(
                                <
                            )
                            #expect(isRight && isOrdered)
                            if let last = try? store.latest(of: series, from: .min, through: .max) {
                                #expect(last.value == Double(last.timestamp / 15) + number)
                            }
                        }
                    }
                }
            }
        }
        #expect(store.statistics.appended == 1500 * count)
        #expect(store.statistics.bytes <= 6 << 20)
    }

    @Test func `see a batch whole or not at all`() throws {
        let store = SampleStore()
        let labels = (0..<10).map { Labels([("n", "\($0)")]) }
        let append = { (time: Int64, numbers: Range<Int>) in
            store.append { appender in
                for number in numbers { appender.append(Double(time), at: time, to: labels[number]) }
            }
        }
        append(1, 0..<10)
        append(2, 0..<10)
        let before = try store.series(matching: [], from: .min, through: .max)
        store.append { appender in
            for number in 0..<10 {
                appender.append(3, at: 3, to: labels[number])
                let during = (try? store.series(matching: [], from: .min, through: .max)) ?? []
                #expect(during.count == 10)
                for series in during + before {
                    var buffer = SampleBuffer()
                    try? store.read(series, from: .min, through: .max, into: &buffer)
                    #expect(Array(buffer.timestamps) == [1, 2])
                    #expect((try? store.latest(of: series, from: .min, through: .max))?.timestamp == 2)
                }
            }
            // A series that nobody saw yet.
            appender.append(3, at: 3, to: Labels([("n", "new")]))
            #expect((try? store.series(matching: [], from: .min, through: .max))?.count == 10)
        }
        for series in before {
            #expect(try store.latest(of: series, from: .min, through: .max)?.timestamp == 2)
        }
        let after = try store.series(matching: [], from: .min, through: .max)
        #expect(after.count == 11)
        for series in after {
            #expect(try store.latest(of: series, from: .min, through: .max)?.timestamp == 3)
        }
    }
}
