internal import Arguments
internal import Diagnostics
internal import Exposition
internal import FileSystem
internal import HTTP
internal import SampleStore

/// Reads metrics from files and addresses into a store, once or several times.
struct Scraper {
    let options: ScrapeOptions
    let server: ServerOptions
    let timeout: Duration
    let console: Console

    /// Nobody answered.
    struct Unreachable: Error {
        let diagnostics: [Diagnostic]
    }

    struct Result {
        let store: SampleStore
        /// The time of the last sample.
        let newest: Int64?
        /// Whether samples brought their own times.
        let hasOwnTimes: Bool
    }

    /// Scrapes everything; what brings no time was taken at `time`, or when it was really read if that is `nil`.
    func scrape(at time: Int64?) async throws -> Result {
        let store = SampleStore()
        let client = HTTPClient()
        let targets = try options.places.filter(ScrapeOptions.isAddress).map { url in
            ScrapedTarget(url, headers: try server.headers(), tls: server.tls, timeout, store)
        }
        let files = options.places.filter { !ScrapeOptions.isAddress($0) }
        var samples = CollectedSamples()
        var newest: Int64?
        for scrape in 1...options.scrapes {
            if scrape > 1 { try await wait(before: scrape) }
            for path in files { try read(path, at: time ?? WallClock.now, into: &samples) }
            var failures: [Diagnostic] = []
            for target in targets {
                let taken = max(time ?? WallClock.now, newest ?? .min)
                newest = taken
                let outcome = await target.scrape(at: taken, client)
                if let failure = outcome.failure { failures.append(failure) }
                console.tell(outcome.warnings)
            }
            guard failures.isEmpty || failures.count < options.places.count else {
                throw Unreachable(diagnostics: failures)
            }
            console.tell(failures.map(\.asWarning))
        }
        store.append { appender in
            samples.forEachSeries { labels, buffer in
                for (timestamp, value) in zip(buffer.timestamps, buffer.values) {
                    appender.append(value, at: timestamp, to: labels)
                }
            }
        }
        tellLosses(of: store, samples)
        newest = [newest, samples.newest].compactMap(\.self).max()
        return Result(store: store, newest: newest, hasOwnTimes: samples.hasOwnTimes)
    }

    private func wait(before scrape: Int) async throws {
        console.progress("scrape \(scrape) of \(options.scrapes)")
        defer { console.progress(nil) }
        try await Task.sleep(for: .milliseconds(options.interval.milliseconds))
    }

    private func read(_ path: String, at time: Int64, into samples: inout CollectedSamples) throws {
        let body = try Files.read(path, limit: ExpositionLimits().bodyBytes)
        // One file stands for itself; of several one must see which is which.
        let extra = options.places.count > 1 ? [(name: "instance", value: path)] : []
        let name = path == "-" ? "<stdin>" : path
        console.tell(try samples.add(body, named: name, at: time, extra: extra))
    }

    private func tellLosses(of store: SampleStore, _ samples: CollectedSamples) {
        if samples.duplicates > 0 {
            let words = samples.duplicates == 1 ? "a sample was" : "\(samples.duplicates) samples were"
            console.tell([.warning("\(words) left out: the series has another at the same time")])
        }
        let statistics = store.statistics
        let lost = statistics.refusedForMemory + statistics.dropped.byMemory
        if lost > 0 { console.tell([.warning("\(lost) samples were left out: they do not fit into memory")]) }
    }
}

extension Diagnostic {
    fileprivate var asWarning: Diagnostic {
        var copy = self
        copy.severity = .warning
        return copy
    }
}
