internal import HTTP

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// What a request costs the client: processor time per thousand.
///
///     httpbench URL REQUESTS CONCURRENCY [CONNECTIONS]
///
/// A `%` in the URL becomes a number from 1 to 250, another for each request in turn: `http://127.0.1.%:9000/`.
@main struct Bench {
    private static func processorSeconds() -> Double {
        var usage = rusage()
        #if canImport(Darwin)
        getrusage(RUSAGE_SELF, &usage)
        #else
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #endif
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    static func main() async {
        let words = CommandLine.arguments.dropFirst()
        guard words.count >= 3, let url = words.first, let requests = Int(words[2]), let tasks = Int(words[3])
        else { return print("usage: httpbench URL REQUESTS CONCURRENCY [CONNECTIONS]") }
        let client = HTTPClient(connectionLimit: words.count > 3 ? Int(words[4]) ?? 64 : 64)
        let parts = url.split(separator: "%", maxSplits: 1)
        let urls =
            parts.count < 2 ? [url] : (1...250).map { "\(parts[0])\($0)\(parts[1])" }
        func run(_ count: Int) async -> Int {
            await withTaskGroup(of: Int.self) { group in
                for task in 0..<tasks {
                    group.addTask {
                        var good = 0
                        for turn in 0..<(count / tasks) {
                            let request = HTTPRequest(.get, urls[(task + turn * tasks) % urls.count])
                            do { good += try await client.send(request).status == 200 ? 1 : 0 } catch {
                                print(error)
                            }
                        }
                        return good
                    }
                }
                var good = 0
                for await count in group { good += count }
                return good
            }
        }
        _ = await run(requests / 10)
        let clock = ContinuousClock()
        let (before, start) = (processorSeconds(), clock.now)
        let good = await run(requests)
        let (after, took) = (processorSeconds(), clock.now - start)
        print("\(good) of \(requests) in \(took)")
        print("processor: \((after - before) / Double(requests) * 1e6) microseconds per request")
    }
}
