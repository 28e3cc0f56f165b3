/// Where and within which limits a server serves.
package struct ServerConfiguration: Sendable {
    /// A certificate and its key, both in PEM.
    package struct Identity: Sendable {
        package var certificate: String
        package var key: String

        package init(certificate: String, key: String) { (self.certificate, self.key) = (certificate, key) }
    }

    package var address: ServerAddress
    package var threads = 1
    /// Bytes; a longer body is answered with 413 (RFC 9110 section 15.5.14).
    package var bodyLimit = 4 << 20
    /// Bytes for the request line and the header; a longer one is answered with 414 or 431.
    package var headerLimit = 32 << 10
    /// Further clients wait until one is gone.
    package var connectionLimit = 1024
    /// A connection on which nothing moves for so long is closed; whole seconds.
    package var idleTimeout = Duration.seconds(60)
    /// Whether requests tell the address that the client connected to, which costs a system call each.
    package var tellsLocalAddress = false
    /// TLS instead of plain text.
    package var identity: Identity?
    /// How many clients may wait to be let in.
    package var backlog: Int32 = 1024

    package init(_ address: ServerAddress = .tcp(host: "127.0.0.1", port: 0)) { self.address = address }
}
