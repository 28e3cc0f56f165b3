internal import Diagnostics
internal import HTTP
internal import JSONRPC
internal import Values

/// What came of one question, over HTTP or from a program.
struct ProbeAnswer: Sendable {
    var http: HTTPAnswer?
    /// Why nothing came.
    var failure: MCPFailure?
    var result: Value?
    var error: RPCError?

    init(_ answer: HTTPAnswer) {
        http = answer
        if case .success(let response) = answer.response { result = response.result }
        error = answer.rpcError
    }

    init(_ outcome: Result<Value, MCPFailure>) {
        switch outcome {
        case .success(let value): result = value
        case .failure(let failure):
            error = failure.rpcError
            self.failure = error == nil ? failure : nil
        }
    }

    var status: Int? { http?.status }
    var isRefusedByStatus: Bool { status.map { 400..<500 ~= $0 } ?? false }

    /// `status 400 and code -32600`, for messages.
    var summary: String {
        if let failure { return failure.message }
        var parts: [String] = []
        if let status { parts.append("status \(status)") }
        if let error { parts.append("code \(error.code)") }
        if result != nil { parts.append("a result") }
        return parts.isEmpty ? "no answer" : parts.joined(separator: " and ")
    }

    /// The status, the media type and the beginning of the body.
    var text: String {
        if let failure { return failure.message }
        guard let http else {
            return shortened(result?.json(.compact) ?? error?.value.json(.compact) ?? "", to: 240)
        }
        let type = http.contentType.isEmpty ? "" : " \(http.contentType)"
        let body = shortened(String(decoding: http.body.prefix(2000), as: UTF8.self).trimmed, to: 240)
        return "\(http.status)\(type)\(body.isEmpty ? "" : " \(body)")"
    }
}
