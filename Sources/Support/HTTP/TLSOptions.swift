/// Whom a TLS connection trusts, and as whom it speaks.
package struct TLSOptions: Sendable, Hashable {
    /// Certificates or keys in PEM: in memory or in a file.
    package enum Source: Sendable, Hashable {
        case data([UInt8])
        case file(String)
    }

    package struct Identity: Sendable, Hashable {
        package var certificate: Source
        package var key: Source

        package init(certificate: Source, key: Source) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// The authorities that are trusted instead of the system's.
    package var authorities: Source?
    package var identity: Identity?
    /// The name that the server's certificate must have, when it is not the URL's host.
    package var serverName: String?
    /// Accepts any certificate: only where a user said so.
    package var isInsecure = false
    /// Whether the answer shall tell the server's certificate.
    package var wantsCertificate = false

    package init() {}
}

/// A version of TLS that a connection may have at least.
package enum TLSVersion: Sendable, Hashable {
    case tls1_2
    case tls1_3
}
