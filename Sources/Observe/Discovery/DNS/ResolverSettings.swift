internal import FileSystem

/// Whom to ask, and how often (`resolv.conf(5)`).
package struct ResolverSettings: Sendable, Hashable {
    package struct Server: Sendable, Hashable {
        package var host: String
        package var port = 53
    }

    package var servers: [Server] = []
    package var search: [String] = []
    /// A name with fewer dots is first tried below `search`.
    package var dots = 1
    /// For one question to one server.
    package var timeout = Duration.seconds(5)
    package var attempts = 2

    /// Those of the machine.
    static var machine: Self {
        let bytes = (try? Files.read("/etc/resolv.conf", limit: 1 << 20)) ?? []
        return Self(String(decoding: bytes, as: UTF8.self))
    }

    /// One server: `10.0.0.2`, `127.0.0.1:8600`, `[::1]:53`.
    init(resolver: String) {
        let address = HTTPAddress("http://\(resolver)")
        let host = address?.host ?? resolver
        let plain = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        servers = [Server(host: plain, port: address?.port ?? 53)]
        timeout = .seconds(2)
    }

    /// Reads the text of the file; what it does not understand it passes over, as the C library does.
    package init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" && $0 != ";" }.split(whereSeparator: \.isWhitespace).map(
                String.init
            )
            guard let key = words.first else { continue }
            switch key {
            // No more than the C library asks.
            case "nameserver":
                if let host = words.dropFirst().first, servers.count < 3 {
                    servers.append(Server(host: host))
                }
            case "search", "domain": search = Array(words.dropFirst().prefix(32))
            case "options":
                for word in words.dropFirst() {
                    let parts = word.split(separator: ":", maxSplits: 1)
                    guard parts.count == 2, let number = Int(parts[1]), number >= 0 else { continue }
                    switch parts[0] {
                    case "ndots": dots = min(number, 15)
                    case "timeout": timeout = .seconds(min(max(number, 1), 30))
                    case "attempts": attempts = min(max(number, 1), 5)
                    default: break
                    }
                }
            default: break
            }
        }
        if servers.isEmpty { servers = [Server(host: "127.0.0.1")] }
    }

    /// The whole names that a name may stand for, in the order in which they are asked for.
    func candidates(for name: String) -> [DNSName] {
        let whole = DNSName(name)
        guard !name.hasSuffix(".") else { return [whole].compactMap(\.self) }
        let below = search.compactMap { DNSName("\(name).\($0)") }
        let isWhole = name.utf8.count { $0 == UInt8(ascii: ".") } >= dots
        return isWhole ? [whole].compactMap(\.self) + below : below + [whole].compactMap(\.self)
    }
}
