/// Sends requests: any number at a time, all of them on one thread of its own.
///
/// Connections are kept and used again. Redirects are answers like any other, unless the request says otherwise.
/// Nothing is loaded or started before the first request.
package final class HTTPClient: Sendable {
    let loop: TransferLoop

    /// At most `connectionLimit` connections are open at a time, kept ones included, and `hostLimit` requests to one
    /// scheme, host and port under way (three quarters of the former unless told); further requests wait, within their
    /// deadlines, and hosts take turns.
    ///
    /// The limit is lowered where the system gives the process fewer descriptors. Streams are not counted.
    package init(connectionLimit: Int = 64, hostLimit: Int? = nil) {
        loop = TransferLoop(
            connectionLimit: max(1, connectionLimit),
            hostLimit: hostLimit ?? max(1, connectionLimit * 3 / 4)
        )
    }

    deinit { loop.stop() }

    /// The whole answer, whatever its status.
    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        var hop = RedirectHop(request)
        while true {
            let transfer = try Transfer(hop.request, to: hop.authority())
            let response = try await run(transfer)
            guard try hop.follow(response) else { return response }
        }
    }

    /// The answer's head as soon as it is there; its body is read from the stream.
    ///
    /// The request's deadline is for the head: see `HTTPStream.next(within:)`.
    package func open(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStream {
        var hop = RedirectHop(request)
        while true {
            let buffer = StreamBuffer()
            let transfer = try Transfer(hop.request, to: hop.authority(), stream: buffer)
            let stream = HTTPStream(try await run(transfer), buffer, transfer, of: self)
            guard try hop.follow(stream.head) else { return stream }
            stream.close()
        }
    }

    private func run(_ transfer: Transfer) async throws(HTTPError) -> HTTPResponse {
        let library = try CurlLibrary.shared.get()
        let result = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                transfer.continuation = continuation
                loop.start(transfer, library)
            }
        } onCancel: {
            loop.cancel(transfer)
        }
        return try result.get()
    }
}
