internal import Dashboard
internal import TerminalUI

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Measures what frames of the dashboard cost: `framebench` prints a table, `framebench live [SERVERS]` shows one.
@main
enum FrameBench {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        if words.first == "live" {
            await live(servers: words.dropFirst().first.flatMap { Int($0) } ?? 50)
            return
        }
        print("servers  size    take over  order and draw  encode   first frame  later frames")
        for servers in [50, 1000, 10_000] {
            for size in [Size(columns: 80, rows: 24), Size(columns: 200, rows: 50)] {
                print(FrameCost(servers: servers, size: size).line)
            }
        }
    }

    private static func live(servers: Int) async {
        let feed = SampleFeed(servers: servers, interval: .seconds(2), now: milliseconds)
        let task = Task { await feed.run() }
        let options = DashboardOptions(title: "framebench", environment: environment())
        let exit = await Dashboard.run(feed, options: options)
        task.cancel()
        print("ended: \(exit)")
    }

    private static func environment() -> [String: String] {
        let names = [
            "TERM", "COLORTERM", "NO_COLOR", "CLICOLOR", "COLORFGBG", "LANG", "LC_ALL", "LC_CTYPE", "STY",
            "TMUX",
        ]
        return names.reduce(into: [:]) { values, name in
            if let value = getenv(name) { values[name] = String(cString: value) }
        }
    }

    static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
