#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

func closeSocket(_ socket: Int32) -> Int32 { close(socket) }

/// How many files and sockets the process may have open.
enum Descriptors {
    /// For everything else than connections.
    private static let reserve = 64

    /// That many connections, or as many as the process may have; it asks the system for more first.
    static func allowing(_ wanted: Int) -> Int {
        #if canImport(Darwin)
        let resource = RLIMIT_NOFILE
        #else
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #endif
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return wanted }
        let needed = rlim_t(wanted + reserve)
        if limit.rlim_cur < needed {
            var higher = limit
            higher.rlim_cur = min(needed, limit.rlim_max)
            if setrlimit(resource, &higher) == 0 { limit = higher }
        }
        return limit.rlim_cur >= needed ? wanted : max(1, Int(limit.rlim_cur) - reserve)
    }

    /// Whether a variable says which proxy to use.
    static var mayNameProxy: Bool {
        let names = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        return names.contains { name in getenv(name) != nil }
    }
}
