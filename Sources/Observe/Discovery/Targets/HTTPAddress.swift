internal import HTTP

/// An `http` or `https` URL, taken apart as far as endpoints differ (RFC 3986 section 3).
struct HTTPAddress: Hashable {
    var scheme: String
    /// An IPv6 address with its brackets.
    var host: String
    /// As it was written; `nil` is the scheme's own.
    var port: Int?
    /// With its `/`; empty when there is none.
    var path: String
    /// With its `?`; empty when there is none.
    var query = ""

    init(scheme: String, host: String, port: Int?, path: String) {
        self.scheme = scheme
        self.host = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        (self.port, self.path) = (port, path)
    }

    /// `nil` for what is no such URL, or has a user in it.
    init?(_ url: String) {
        guard let authority = HTTPAuthority(of: url), !authority.hasUser,
            url.unicodeScalars.allSatisfy({
                $0.value > 0x20 && !(0x7F...0x9F ~= $0.value) && !$0.properties.isWhitespace
            })
        else { return nil }
        scheme = authority.isSecure ? "https" : "http"
        host = authority.host.lowercased()
        let rest = url.drop { $0 != ":" }.dropFirst(3)
        let place = rest.prefix { !"/?#".contains($0) }
        let last = place.last.map { $0 != "]" && place.contains(":") && $0.isNumber } ?? false
        port = last && !(place.hasPrefix("[") && place.hasSuffix("]")) ? authority.port : nil
        let tail = rest.dropFirst(place.count).prefix { $0 != "#" }
        path = String(tail.prefix { $0 != "?" })
        query = String(tail.dropFirst(path.count))
    }

    var actualPort: Int { port ?? (scheme == "https" ? 443 : 80) }

    /// `host:port`, as `instance` has it.
    var place: String { "\(host):\(actualPort)" }

    /// Host, and the port when it was written.
    var shortPlace: String { host + (port.map { ":\($0)" } ?? "") }

    var text: String { "\(scheme)://\(shortPlace)\(path)\(query)" }

    /// One text for all ways to write the same address.
    var key: String { "\(scheme)://\(place)\(path.hasSuffix("/") ? String(path.dropLast()) : path)\(query)" }
}
