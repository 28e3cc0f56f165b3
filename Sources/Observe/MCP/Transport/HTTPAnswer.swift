internal import Diagnostics
package import HTTP
package import JSONRPC

/// What came back over HTTP for one message, as far as it was read.
package struct HTTPAnswer: Sendable {
    package var status: Int
    package var headers: HTTPHeaders
    /// The body; of a stream of events, the data of the events.
    package var body: [UInt8]
    /// Whether it came as a stream of events.
    package var isStream: Bool
    /// The answer to the message, where one was expected and came.
    package var response: Result<RPCResponse, RPCFault>?
    package var timings: HTTPTimings
    package var httpVersion: HTTPVersion

    package var isSuccess: Bool { 200..<300 ~= status }

    /// The media type in lower case, without parameters (RFC 9110, section 8.3.1).
    package var contentType: String { Self.mediaType(headers) }

    static func mediaType(_ headers: HTTPHeaders) -> String {
        (headers["Content-Type"] ?? "").prefix { $0 != ";" }.trimmed.lowercased()
    }

    /// The session that the server names: only what a session may be called (2025-11-25, "Session Management").
    package var session: String? {
        headers["Mcp-Session-Id"].flatMap { id in
            !id.isEmpty && id.utf8.count <= 1024 && id.utf8.allSatisfy { 0x21...0x7E ~= $0 } ? id : nil
        }
    }

    /// The error of JSON-RPC, whoever it is for.
    package var rpcError: RPCError? {
        if case .success(let response) = response { return response.error }
        guard let message = try? RPCMessage(body), case .response(let answer) = message else { return nil }
        return answer.error
    }

    package var challenges: [AuthChallenge] {
        headers.fields.filter { $0.name.lowercased() == "www-authenticate" }
            .flatMap { AuthChallenge.all(in: $0.value) }
    }

    package var retryAfter: Duration? {
        headers["Retry-After"].flatMap { Duration(retryAfter: $0, now: WallClock.seconds) }
    }

    /// The first line of a short text for people; nothing of a page.
    var words: String {
        let start = String(decoding: body.prefix(400), as: UTF8.self)
        let line = start.split(whereSeparator: \.isNewline).first.map { $0.trimmed } ?? ""
        return line.isEmpty || line.hasPrefix("<") ? "" : ": \(shortened(line, to: 120))"
    }
}
