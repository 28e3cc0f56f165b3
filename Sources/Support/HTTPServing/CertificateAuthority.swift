internal import CMicroHTTPD
internal import Synchronization

/// An authority of this process only: it makes certificates for servers on loopback, good for as long as is wanted.
package final class CertificateAuthority: Sendable {
    private struct Own: @unchecked Sendable {
        // Written once, before anybody else sees it; read only under the lock.
        let made: UnsafeMutablePointer<mcp_certificate>
        var serial: UInt8 = 1
    }

    /// Its own certificate in PEM: what clients trust.
    package let certificate: String
    private let own: Mutex<Own>

    /// Good from that second of the epoch on, for ten years.
    package init(from seconds: Int64) throws(ServingError) {
        let made = UnsafeMutablePointer<mcp_certificate>.allocate(capacity: 1)
        let start = Int(seconds) - 60
        if let problem = mcp_certificate_make(made, nil, "demo authority", 1, start, start + 315_360_000) {
            let detail = String(cString: problem)
            made.deallocate()
            throw ServingError(.libraryMissing, at: "", detail: detail)
        }
        certificate = String(cString: mcp_certificate_text(made))
        own = Mutex(Own(made: made))
    }

    deinit { own.withLock { $0.made.deallocate() } }

    /// A certificate for 127.0.0.1 and localhost, from a second of the epoch on and for so many seconds.
    package func identity(
        from start: Int64,
        seconds: Int64
    ) throws(ServingError) -> ServerConfiguration.Identity {
        let made = UnsafeMutablePointer<mcp_certificate>.allocate(capacity: 1)
        defer { made.deallocate() }
        let problem = own.withLock { own in
            own.serial &+= 1
            return mcp_certificate_make(
                made,
                own.made,
                "localhost",
                own.serial,
                Int(start) - 60,
                Int(start + seconds)
            ).map { String(cString: $0) }
        }
        if let problem { throw ServingError(.refused, at: "a certificate", detail: problem) }
        return ServerConfiguration.Identity(
            certificate: String(cString: mcp_certificate_text(made)),
            key: String(cString: mcp_certificate_key(made))
        )
    }
}
