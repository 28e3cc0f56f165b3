internal import SampleStore

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// One store filled with counters at 15 s, and what it takes to write and read it.
struct StoreBench {
    let seriesCount: Int
    let sampleCount: Int

    func run() throws {
        let before = Self.residentBytes
        let labels = (0..<seriesCount).map(Self.labels)
        let labelBytes = Self.residentBytes - before
        let store = SampleStore(StoreOptions(maximumBytes: 8 << 30))
        let clock = ProcessorClock()
        var ids: [SeriesID] = []
        let creation = clock.measure {
            ids = store.append { appender in labels.compactMap { appender.series($0) } }
        }
        line("create series", creation, per: seriesCount)
        // Cheap randomness: increments of 0 to 63.
        var state: UInt64 = 1
        var values = [Double](repeating: 0, count: seriesCount)
        var appending = Duration.zero
        for time in 0..<sampleCount {
            for index in 0..<seriesCount {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                values[index] += Double(state >> 58)
            }
            appending += clock.measure {
                store.append { appender in
                    for (index, id) in ids.enumerated() {
                        appender.append(values[index], at: Int64(time) * 15_000, to: id)
                    }
                }
            }
        }
        line("append", appending, per: seriesCount * sampleCount)
        try scan(store, clock)
        let statistics = store.statistics
        let used = Self.residentBytes - before
        print("labels \(labelBytes / seriesCount) B a series")
        print(
            "store \(statistics.bytes >> 20) MiB by its own count, of which labels and index \(statistics.labelBytes >> 20)"
        )
        print("resident \(used >> 20) MiB, \(used / seriesCount) B a series, all in")
        let sampleBytes = statistics.sampleBytes - statistics.spareBytes
        print("\(Double(sampleBytes * 100 / (seriesCount * sampleCount)) / 100) B a sample")
    }

    /// The same samples through the log of a folder, and read back from there.
    func runOnDisk(_ folder: String) throws {
        let clock = ProcessorClock()
        let labels = (0..<seriesCount).map(Self.labels)
        var recording = Duration.zero
        do {
            let (store, _) = try SampleStore.open(folder, StoreOptions(maximumBytes: 8 << 30))
            let ids = store.append { appender in labels.compactMap { appender.series($0) } }
            var state: UInt64 = 1
            var values = [Double](repeating: 0, count: seriesCount)
            for time in 0..<sampleCount {
                for index in 0..<seriesCount {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    values[index] += Double(state >> 58)
                }
                recording += clock.measure {
                    store.append { appender in
                        for (index, id) in ids.enumerated() {
                            appender.append(values[index], at: Int64(time) * 15_000, to: id)
                        }
                    }
                }
            }
        }
        line("append and record", recording, per: seriesCount * sampleCount)
        var samples = 0
        let reading = try clock.measure {
            samples = try SampleStore.open(folder, StoreOptions(maximumBytes: 8 << 30)).recovery.samples
        }
        line("open again", reading, per: samples)
    }

    private func scan(_ store: SampleStore, _ clock: ProcessorClock) throws {
        let end = Int64(sampleCount - 1) * 15_000
        for (name, matchers, from) in [
            ("select all, read all", [Matcher("__name__", equals: "mcp_requests_total")], Int64.min),
            (
                "select all, read 5 minutes", [Matcher("__name__", equals: "mcp_requests_total")],
                end - 300_000
            ),
            (
                "select by pattern, read 5 minutes",
                [try Matcher("method", .matches, "tools/.*"), try Matcher("status", .notEqual, "200")],
                end - 300_000
            ),
        ] {
            var select = Duration.seconds(99)
            var read = Duration.seconds(99)
            var latest = Duration.seconds(99)
            var count = 0
            var sampleCount = 0
            var buffer = SampleBuffer()
            for _ in 0..<5 {
                var found: [SeriesReference] = []
                select = min(
                    select,
                    try clock.measure {
                        found = try store.series(matching: matchers, from: from, through: end)
                    }
                )
                sampleCount = 0
                read = min(
                    read,
                    try clock.measure {
                        for series in found {
                            buffer.removeAll()
                            try store.read(series, from: from, through: end, into: &buffer)
                            sampleCount += buffer.count
                        }
                    }
                )
                latest = min(
                    latest,
                    try clock.measure {
                        for series in found
                        where try store.latest(of: series, from: from, through: end) == nil { count += 1 }
                    }
                )
                count = found.count
            }
            print(name)
            line("  select", select, per: count)
            line("  read", read, per: sampleCount)
            line("  latest", latest, per: count)
        }
    }

    private func line(_ name: String, _ duration: Duration, per count: Int) {
        let nanoseconds =
            Double(duration.components.attoseconds) / 1e9 + Double(duration.components.seconds) * 1e9
        let each = (nanoseconds / Double(max(count, 1)) * 100).rounded() / 100
        print("\(name): \((nanoseconds / 1e4).rounded() / 100) ms for \(count), \(each) ns each")
    }

    private static func labels(_ number: Int) -> Labels {
        Labels([
            ("__name__", "mcp_requests_total"),
            ("instance", "host-\(number / 200).example.com:8080"),
            ("job", "mcp-server"),
            (
                "method",
                ["tools/call", "tools/list", "resources/read", "prompts/get"][number % 4]
                    + "-\(number / 4 % 10)"
            ),
            ("status", ["200", "400", "404", "500", "503"][number / 40 % 5]),
        ])
    }

    private static var residentBytes: Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, 128, file) != nil else { return 0 }
        let fields = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            .split(separator: " ")
        return (Int(fields[1]) ?? 0) * 4096
    }
}

/// Measures the processor's time of this thread, which other programs on the machine hardly change.
struct ProcessorClock {
    func measure(_ body: () throws -> Void) rethrows -> Duration {
        let start = Self.now
        try body()
        return Self.now - start
    }

    private static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
