internal import Glibc
internal import PromQL
internal import SampleStore

/// `promqlbench [--plain] [--series N] [--samples N] [--steps N] [--runs N] [QUERY...]` measures queries on one core.
///
/// The samples are in a store, or with `--plain` uncompressed in memory, which is what a query costs by itself.
///
/// Prints for each the least time of all runs, by the clock and by what the process had of a processor; without queries those that the project's figures are about.
@main
struct Main {
    private static let queries = [
        "mcp_tool_calls_total",
        "rate(mcp_tool_calls_total[5m])",
        "sum by (tool) (rate(mcp_tool_errors_total[5m])) / sum by (tool) (rate(mcp_tool_calls_total[5m]))",
        "rate(mcp_tool_errors_total[5m]) / rate(mcp_tool_calls_total[5m])",
        "histogram_quantile(0.95, sum by (le) (rate(mcp_tool_duration_seconds_bucket[5m])))",
    ]

    static func main() {
        var numbers = ["--series": 100_000, "--samples": 25, "--runs": 7, "--steps": 1]
        var queries: [String] = []
        var isPlain = false
        var arguments = CommandLine.arguments.dropFirst()
        while let argument = arguments.popFirst() {
            if numbers[argument] != nil {
                guard let number = arguments.popFirst().flatMap(Int.init), number > 0 else { usage() }
                numbers[argument] = number
            } else if argument == "--plain" {
                isPlain = true
            } else if argument.hasPrefix("-") {
                usage()
            } else {
                queries.append(argument)
            }
        }
        let workload = Workload(
            series: numbers["--series", default: 1],
            samples: numbers["--samples", default: 1]
        )
        let source: any SampleSource = isPlain ? plainSource(workload) : store(workload)
        for query in queries.isEmpty ? Self.queries : queries {
            measure(
                query,
                source,
                workload,
                runs: numbers["--runs", default: 1],
                steps: numbers["--steps", default: 1]
            )
        }
    }

    private static func plainSource(_ workload: Workload) -> NamedSeries {
        var source = NamedSeries()
        workload.forEachSeries { source.add($0, $1) }
        return source
    }

    private static func store(_ workload: Workload) -> SampleStore {
        let store = SampleStore(StoreOptions(maximumBytes: 8 << 30))
        store.append { appender in
            workload.forEachSeries { labels, samples in
                guard let series = appender.series(labels) else { return }
                for (time, value) in zip(samples.timestamps, samples.values) {
                    appender.append(value, at: time, to: series)
                }
            }
        }
        return store
    }

    private static func usage() -> Never {
        print("usage: promqlbench [--plain] [--series N] [--samples N] [--steps N] [--runs N] [QUERY...]")
        exit(2)
    }

    private static func measure(
        _ query: String,
        _ source: any SampleSource,
        _ workload: Workload,
        runs: Int,
        steps: Int
    ) {
        do {
            let prepared = try QueryEngine().prepare(PromQLParser().parse(query))
            var (best, bestOfProcessor) = (Duration.seconds(1_000), Duration.seconds(1_000))
            var count = 0
            for _ in 0..<runs {
                let (start, processorStart) = (ContinuousClock.now, processorTime())
                let result =
                    steps == 1
                    ? try prepared.instant(at: workload.end, source: source)
                    : try prepared.range(
                        from: workload.end - Int64(steps - 1) * Workload.interval,
                        through: workload.end,
                        step: Workload.interval,
                        source: source
                    )
                best = min(best, ContinuousClock.now - start)
                bestOfProcessor = min(bestOfProcessor, processorTime() - processorStart)
                switch result.value {
                case .vector(let samples): count = samples.count
                case .matrix(let series): count = series.count
                case .scalar, .string: count = 1
                }
            }
            let times = "\(milliseconds(best)) ms, \(milliseconds(bestOfProcessor)) ms of a processor"
            print("\(times)  \(count) series  \(query)")
        } catch {
            print("\(query): \(error)")
            exit(1)
        }
    }

    /// What this process has had of processors, which a busy machine does not lengthen.
    private static func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let microseconds = duration.components.attoseconds / 1_000_000_000_000
        let whole = duration.components.seconds * 1000 + microseconds / 1000
        let rest = String(microseconds % 1000)
        return "\(whole).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}
