internal import HTTPServing

/// Whether a request comes from where it may: pages of other sites must not reach a server on this machine.
///
/// 2025-11-25, "Transports", section "Security Warning": a server MUST check `Origin`; a name that was rebound to
/// loopback shows in `Host`.
enum Visitor {
    static func isWelcome(_ request: ServerRequest) -> Bool {
        guard let host = request.headers["Host"], isLocal(host) else { return false }
        guard let origin = request.headers["Origin"] else { return true }
        for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
            return isLocal(String(origin.dropFirst(scheme.count)))
        }
        return false
    }

    /// `host` or `host:port`.
    private static func isLocal(_ authority: String) -> Bool {
        let host: Substring
        if authority.hasPrefix("[") {
            host = authority.prefix { $0 != "]" }.dropFirst()
        } else {
            host = authority.prefix { $0 != ":" }
        }
        let rest = authority.dropFirst(host.count + (authority.hasPrefix("[") ? 2 : 0))
        guard rest.isEmpty || (rest.first == ":" && UInt16(rest.dropFirst()) != nil) else { return false }
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
