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
}
