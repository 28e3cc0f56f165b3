internal import HTTPServing

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Thousands of targets in one process: every address 127.x.y.z, name and path is one with numbers of its own.
///
/// `/metrics`, `/health` and `POST /mcp` (or below any other path) answer at once; they are meant not to be what a
/// measurement of scrapers measures.
@main
struct MetricsFarm {
    static func main() {
        var options = ["--port": "9900", "--series": "200", "--threads": "1"]
        var words = Array(CommandLine.arguments.dropFirst())
        while let name = words.first {
            guard options[name] != nil, words.count > 1, Int(words[1]) != nil else {
                fail("usage: metricsfarm [--port 9900] [--series 200] [--threads 1]", 2)
            }
            options[name] = words[1]
            words.removeFirst(2)
        }
        func number(_ name: String) -> Int { options[name].flatMap { Int($0) } ?? 0 }

        // A connection of every target may stay open.
        var limit = rlimit()
        #if canImport(Darwin)
        let files = RLIMIT_NOFILE
        #else
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #endif
        if getrlimit(files, &limit) == 0 {
            limit.rlim_cur = limit.rlim_max
            setrlimit(files, &limit)
        }

        var configuration = ServerConfiguration(.tcp(host: "0.0.0.0", port: number("--port")))
        configuration.threads = number("--threads")
        configuration.connectionLimit = 60_000
        configuration.idleTimeout = .seconds(300)
        configuration.tellsLocalAddress = true
        configuration.headerLimit = 8 << 10
        configuration.backlog = 16_384
        let farm = FarmAnswers(metrics: MetricsBody(series: number("--series")))
        do {
            let server = try HTTPServer(configuration, handler: { farm.reply(to: $0) })
            print(
                "metricsfarm listens on port \(server.address.port ?? 0), \(farm.metrics.seriesCount) series"
            )
            fflush(nil)
            while true { pause() }
        } catch {
            fail("\(error)", 1)
        }
    }

    private static func fail(_ message: String, _ status: Int32) -> Never {
        let line = Array("\(message)\n".utf8)
        _ = write(2, line, line.count)
        exit(status)
    }
}
