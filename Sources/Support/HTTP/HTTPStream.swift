/// An answer whose body is read piece by piece, as long as it comes: server-sent events, watches.
///
/// While nobody reads, little is buffered: the server has to wait. It ends with `close()`, with the last reference, or
/// with the task that reads it, and its connection with it.
package final class HTTPStream: Sendable {
    /// The answer without its body; the timings end with the head.
    package let head: HTTPResponse
    private let buffer: StreamBuffer
    private let transfer: Transfer
    private let client: HTTPClient

    init(_ head: HTTPResponse, _ buffer: StreamBuffer, _ transfer: Transfer, of client: HTTPClient) {
        (self.head, self.buffer, self.transfer, self.client) = (head, buffer, transfer, client)
    }

    deinit { close() }

    package var status: Int { head.status }
    package var headers: HTTPHeaders { head.headers }
    package var timings: HTTPTimings { head.timings }
    package var httpVersion: HTTPVersion { head.httpVersion }
    package var isSuccess: Bool { head.isSuccess }

    /// What came since the last time, at least a byte; `nil` at the end of the body.
    ///
    /// One caller at a time. `limit` is for this one piece: when nothing comes in time, the stream ends as timed out.
    package func next(within limit: Duration? = nil) async throws(HTTPError) -> [UInt8]? {
        let result = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                switch buffer.read(continuation) {
                case .now(let result, let wasPaused):
                    if wasPaused { client.loop.tell(.resume(transfer)) }
                    continuation.resume(returning: result)
                case .later(let wait):
                    if let limit { client.loop.tell(.limit(transfer, wait: wait, end: .now + limit)) }
                }
            }
        } onCancel: {
            client.loop.cancel(transfer)
        }
        return try result.get()
    }

    /// Ends it at once; reading goes on to what came already, then says that it was given up.
    package func close() { client.loop.cancel(transfer) }
}
