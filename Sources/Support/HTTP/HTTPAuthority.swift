/// The scheme, host and port of an `http` or `https` URL (RFC 3986 section 3.2).
package struct HTTPAuthority: Sendable {
    package let isSecure: Bool
    /// The host; an IPv6 address with its brackets.
    package let host: String
    package let port: Int
    /// Host and port as they were written.
    let text: String
    package let hasUser: Bool

    package init?(of url: String) {
        guard let colon = url.firstRange(of: "://") else { return nil }
        switch url[..<colon.lowerBound].lowercased() {
        case "http": isSecure = false
        case "https": isSecure = true
        default: return nil
        }
        let authority = url[colon.upperBound...].prefix { !"/?#".contains($0) }
        let at = authority.lastIndex(of: "@")
        hasUser = at != nil
        let place = at.map { authority[authority.index(after: $0)...] } ?? authority
        text = String(place)
        let defaultPort = isSecure ? 443 : 80
        let end =
            place.first == "["
            ? place.firstIndex(of: "]").map { place.index(after: $0) }
            : place.firstIndex(of: ":") ?? place.endIndex
        guard let end else { return nil }
        host = String(place[..<end])
        let rest = place[end...]
        guard !host.isEmpty, rest.isEmpty || rest.first == ":" else { return nil }
        guard rest.count > 1 else {
            port = defaultPort
            return
        }
        guard let port = Int(rest.dropFirst()), 1...65535 ~= port else { return nil }
        self.port = port
    }

    func replacingHost(with name: String, in url: String) -> String {
        guard let range = url.firstRange(of: text) else { return url }
        return url.replacingCharacters(in: range, with: "\(name):\(port)")
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
