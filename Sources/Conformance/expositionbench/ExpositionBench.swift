internal import Exposition
internal import FileSystem
internal import SampleStore
internal import Scrape

/// Measures how fast bodies become rows and samples: `expositionbench [--runs N] FILE...`; or what many targets of the
/// same software cost: `expositionbench --targets N [SERIES [SCRAPES]]`.
///
/// A file whose name ends in `.om` is read as OpenMetrics. Times are the shortest of the runs: what disturbs a run
/// only makes it longer.
@main
struct ExpositionBench {
    static func main() throws {
        var words = Array(CommandLine.arguments.dropFirst())
        var runs = 20
        if words.first == "--targets" {
            let numbers = words.dropFirst().compactMap { Int($0) }
            var bench = TargetsBench(targets: numbers.first ?? 1000)
            if numbers.count > 1 { bench.seriesCount = numbers[1] }
            if numbers.count > 2 { bench.scrapeCount = numbers[2] }
            return bench.run()
        }
        if words.first == "--runs", words.count > 1, let number = Int(words[1]) {
            runs = max(number, 1)
            words.removeFirst(2)
        }
        for path in words {
            let body = try Files.read(path, limit: 1 << 30)
            let dialect: Dialect = path.hasSuffix(".om") ? .openMetrics : .text
            try parse(path, body, ExpositionParser(dialect), runs)
            try scrape(body, dialect, runs)
        }
    }

    private static func parse(
        _ path: String,
        _ body: [UInt8],
        _ parser: ExpositionParser,
        _ runs: Int
    ) throws {
        var rows = ExpositionRows()
        var bad = 0
        let seconds = try shortest(of: runs) { bad = try parser.parse(body, into: &rows).badLines }
        print(
            "\(path): \(body.count) bytes, \(rows.count) samples, \(rows.labels.count) labels, \(bad) bad lines"
        )
        show("parse into rows", body.count, rows.count, seconds)
        var repeated = RepeatedBodies(parser)
        let first = try shortest(of: max(runs / 5, 1)) {
            repeated.reset()
            bad = try repeated.read(body).badLines
        }
        show("first body of a target", body.count, rows.count, first)
        let again = try shortest(of: runs) { bad = try repeated.read(body).badLines }
        show("next body of a target", body.count, repeated.values.count, again)
        if !repeated.isSameShape { print("  (not the same shape)") }
    }

    /// A target whose counters go on, scraped every 15 seconds.
    private static func scrape(_ body: [UInt8], _ dialect: Dialect, _ runs: Int) throws {
        let contentType = dialect == .text ? "text/plain" : "application/openmetrics-text"
        let target = ScrapeTarget(job: "bench", instance: "localhost:9090")
        let first = shortest(of: max(runs / 10, 1)) {
            var recorder = TargetRecorder(target, name: "bench", store: SampleStore())
            _ = recorder.record(body, contentType: contentType, at: 0, duration: 0)
        }
        var growing = GrowingBody(body, dialect)
        let store = SampleStore()
        var recorder = TargetRecorder(target, name: "bench", store: store)
        var samples = recorder.record(body, contentType: contentType, at: 0, duration: 0).samples
        show("first scrape into the store", body.count, samples, first)
        var best = Double.infinity
        var time: Int64 = 0
        for _ in 0..<runs {
            let next = growing.next()
            time += 15000
            let seconds = shortest(of: 1) {
                samples = recorder.record(next, contentType: contentType, at: time, duration: 0).samples
            }
            best = min(best, seconds)
        }
        show("next scrape into the store", body.count, samples, best)
        print("  \(store.statistics.samples) samples kept in \(store.statistics.bytes / 1_000_000) MB")
    }

    static func shortest(of runs: Int, _ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        var best = Double.infinity
        for _ in 0..<runs {
            let time = try clock.measure(work)
            let (seconds, attoseconds) = time.components
            best = min(best, Double(seconds) + Double(attoseconds) * 1e-18)
        }
        return best
    }

    static func show(_ what: String, _ bytes: Int, _ samples: Int, _ seconds: Double) {
        let speed = Int((Double(bytes) / seconds / 1e6).rounded())
        let each = (seconds / Double(max(samples, 1)) * 1e10).rounded() / 10
        print("  \(what): \(speed) MB/s, \(each) ns a sample")
    }
}
