/// How long the parts of one exchange took.
package struct HTTPTimings: Sendable, Hashable {
    /// Until there was a free connection to use.
    package var queued: Duration = .zero
    package var resolve: Duration = .zero
    /// The TCP handshake, and a proxy's part.
    package var connect: Duration = .zero
    /// The TLS handshake; zero without TLS.
    package var tls: Duration = .zero
    /// From the connection being ready to the first byte of the answer.
    package var firstByte: Duration = .zero
    /// All of it, from handing the request over to the last byte; of a stream, to the end of its head.
    package var total: Duration = .zero
    /// Whether the connection was there already: then it took no time to resolve and connect.
    package var isReused = false

    package init() {}
}

/// The version that was spoken.
package enum HTTPVersion: String, Sendable, Hashable {
    case http1_0 = "HTTP/1.0"
    case http1_1 = "HTTP/1.1"
    case http2 = "HTTP/2"
    case http3 = "HTTP/3"
}
