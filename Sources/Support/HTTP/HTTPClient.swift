/// Sends requests: any number at a time, all of them on one thread of its own.
///
/// Connections are kept and used again. Redirects are answers like any other: following one could carry credentials
/// to another host. Nothing is loaded or started before the first request.
package final class HTTPClient: Sendable {
    private let loop: TransferLoop

    /// At most that many connections are open at a time; further requests wait, within their deadlines.
    package init(connectionLimit: Int = 64) { loop = TransferLoop(connectionLimit: connectionLimit) }

    deinit { loop.stop() }

    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let library = try CurlLibrary.shared.get()
        let transfer = try Transfer(request, library: library)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.onCompletion { continuation.resume(returning: $0) }
                loop.start(transfer, library: library)
            }
        } onCancel: {
            loop.cancel(transfer)
        }
        return try result.get()
    }

    /// The answer's head as soon as it is there; its body is read from the stream.
    package func open(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStream {
        HTTPStream(try await send(request), client: self)
    }
}
