internal import SampleStore
internal import Scrape

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// What many targets of the same software cost in one store: memory for each series, and time for each scrape.
struct TargetsBench {
    let targets: Int
    var seriesCount = 200
    var scrapeCount = 4

    func run() {
        let before = Self.residentBytes
        let store = SampleStore(StoreOptions(maximumBytes: 8 << 30))
        var recorders: [Recorder] = []
        for number in 0..<targets {
            let instance = "127.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255):9090"
            recorders.append(Recorder(instance, store))
        }
        for scrape in 0..<scrapeCount {
            var state = UInt64(scrape + 1)
            let bodies = (0..<8).map { body(scrape, $0, &state) }
            let start = ContinuousClock().now
            for (number, recorder) in recorders.enumerated() {
                let body = bodies[number % bodies.count]
                recorder.record(body, at: Int64(scrape) * 15_000 + Int64(number % 15_000))
            }
            let time = ContinuousClock().now - start
            let used = Self.residentBytes - before
            let series = store.statistics.series
            print(
                "scrape \(scrape + 1): \(time / targets) a target, \(used >> 20) MiB resident, "
                    + "\(used / max(series, 1)) B for each of \(series) series "
                    + "(the store's own count \(store.statistics.bytes / max(series, 1)) B)"
            )
        }
        withExtendedLifetime(recorders) {}
    }

    /// What a server of tools exposes: histograms by tool, counters by tool and status, gauges of the process.
    private func body(_ scrape: Int, _ variant: Int, _ state: inout UInt64) -> [UInt8] {
        var text = ""
        var count = 0
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 58
        }
        func sample(_ name: String, _ value: String) {
            guard count < seriesCount else { return }
            count += 1
            text += "\(name) \(value)\n"
        }
        text += "# TYPE process_resident_memory_bytes gauge\n"
        sample("process_resident_memory_bytes", "\(80_000_000 + Int(next()) * 4096)")
        sample("process_cpu_seconds_total", "\(Double(scrape * 10 + Int(next())) / 100)")
        sample("mcp_sessions_active", "\(next() & 7)")
        text += "# TYPE mcp_tool_duration_seconds histogram\n"
        for tool in 0..<100 where count < seriesCount {
            for status in ["success", "error"] {
                let calls = scrape * 3 + Int(next() >> 3)
                sample("mcp_tool_calls_total{tool=\"tool-\(tool)\",status=\"\(status)\"}", "\(calls)")
            }
            for bound in ["0.005", "0.01", "0.05", "0.1", "0.5", "1", "5", "+Inf"] {
                let name = "mcp_tool_duration_seconds_bucket{tool=\"tool-\(tool)\",le=\"\(bound)\"}"
                sample(name, "\(scrape * 3 + Int(next() >> 3))")
            }
            sample(
                "mcp_tool_duration_seconds_sum{tool=\"tool-\(tool)\"}",
                "\(Double(scrape) * 0.137 + Double(next()) / 1000)"
            )
            sample("mcp_tool_duration_seconds_count{tool=\"tool-\(tool)\"}", "\(scrape * 3)")
        }
        return Array(text.utf8)
    }

    private final class Recorder {
        private var recorder: TargetRecorder

        init(_ instance: String, _ store: SampleStore) {
            let target = ScrapeTarget(job: "farm", instance: instance, extra: [("service", "farm")])
            recorder = TargetRecorder(target, name: instance, store: store)
        }

        func record(_ body: [UInt8], at time: Int64) {
            _ = recorder.record(body, contentType: "text/plain", at: time, duration: 0.001)
        }
    }

    private static var residentBytes: Int {
        var file = [UInt8](repeating: 0, count: 256)
        let descriptor = open("/proc/self/statm", O_RDONLY)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        let count = read(descriptor, &file, file.count)
        let words = String(decoding: file.prefix(max(count, 0)), as: UTF8.self).split(separator: " ")
        return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * 4096
    }
}
