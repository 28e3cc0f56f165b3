/// A host and a port as Go's `net.SplitHostPort` tells them apart.
struct HostAndPort {
    let host: String
    let port: String

    /// `nil` without a port, and for an IPv6 address outside brackets.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let before = text[..<colon]
        if before.first == "[" {
            guard let close = text.firstIndex(of: "]"), text.index(after: close) == colon else { return nil }
            host = String(before.dropFirst().dropLast())
            guard !host.contains("["), !host.contains("]") else { return nil }
        } else {
            host = String(before)
            guard !host.contains(where: { ":[]".contains($0) }) else { return nil }
        }
        port = String(text[text.index(after: colon)...])
        guard !port.contains(where: { "[]".contains($0) }) else { return nil }
    }

    /// The first label of the host, with the port; addresses stay as they are.
    static func withoutDomain(_ text: String) -> String {
        let parts = HostAndPort(text)
        let host = parts?.host ?? text
        guard !isAddress(host) else { return text }
        let name = host.prefix { $0 != "." }
        guard let port = parts?.port, !port.isEmpty else { return String(name) }
        return name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)"
    }

    /// Whether Go's `net.ParseIP` takes it: four decimal bytes, or the groups of IPv6 (RFC 4291, section 2.2).
    private static func isAddress(_ text: String) -> Bool {
        text.contains(":") ? isIPv6(text) : isIPv4(text)
    }

    private static func isIPv4(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                    part.utf8.count == 1 || part.first != "0", let number = Int(part)
                else { return false }
                return number <= 255
            }
    }

    private static func isIPv6(_ text: String) -> Bool {
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return false }
        var groups = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            let parts = half.split(separator: ":", omittingEmptySubsequences: false)
            for (place, part) in parts.enumerated() {
                if part.contains(".") {
                    guard index == halves.count - 1, place == parts.count - 1, isIPv4(part) else {
                        return false
                    }
                    groups += 2
                } else {
                    guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit) else {
                        return false
                    }
                    groups += 1
                }
            }
        }
        return halves.count == 2 ? groups < 8 : groups == 8
    }
}
