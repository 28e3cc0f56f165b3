/// What a server showed of itself over TLS (RFC 5280); words of the server, to be shown with care.
package struct PeerCertificate: Sendable, Hashable {
    /// Such as `CN = api.example.com`.
    package var subject = ""
    package var issuer = ""
    /// The names it is for: `DNS:…`, `IP:…`.
    package var names: [String] = []
    /// Seconds since 1970, as everything in the certificate in UTC.
    package var notBefore: Int?
    package var notAfter: Int?
    /// The subjects of the authorities that came along, the nearest first.
    package var chain: [String] = []

    package init() {}
}
