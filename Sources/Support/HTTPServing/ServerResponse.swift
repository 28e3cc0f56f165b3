/// What a server answers.
package struct ServerResponse: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        /// Sent as it is written; chunked on HTTP/1.1 (RFC 9112 section 7.1).
        case stream(ServerStream)
    }

    package var status: Int
    /// `Content-Length`, `Transfer-Encoding`, `Date` and `Connection` are added by themselves.
    package var headers: ServerHeaders
    package var body: Body

    package init(status: Int = 200, headers: ServerHeaders = [:], body: [UInt8] = []) {
        (self.status, self.headers, self.body) = (status, headers, .bytes(body))
    }

    package init(status: Int = 200, headers: ServerHeaders = [:], stream: ServerStream) {
        (self.status, self.headers, self.body) = (status, headers, .stream(stream))
    }

    package static func text(
        _ text: String,
        status: Int = 200,
        type: String = "text/plain; charset=utf-8"
    ) -> ServerResponse {
        ServerResponse(status: status, headers: ["Content-Type": type], body: Array(text.utf8))
    }
}

/// How a request is answered.
package enum ServerReply: Sendable {
    /// At once, on the server's own thread: the fastest way, for what waits for nothing.
    case now(ServerResponse)
    /// By a task; the connection waits and costs no thread.
    case later(@Sendable () async -> ServerResponse)
    /// Not at all: the connection is cut.
    case cut
}
