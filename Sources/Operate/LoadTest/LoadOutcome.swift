internal import HTTP
internal import JSONRPC
internal import MCP

/// How one request ended.
package enum LoadOutcome: String, Sendable, CaseIterable {
    case ok
    /// A tool's result with `isError`.
    case toolError
    /// Status 429, or the result or the error that some servers send instead of it.
    case rateLimited
    /// An error of JSON-RPC.
    case protocolError
    /// Another status, or what is no answer of MCP.
    case badAnswer
    case timedOut
    /// Nobody there, or the connection was lost.
    case connection
    /// Too many were waiting already.
    case notSent

    init(_ failure: MCPFailure) {
        switch failure.kind {
        case .transfer(let kind):
            switch kind {
            case .timedOut: self = .timedOut
            case .tooLarge: self = .badAnswer
            case .libraryMissing, .invalidRequest, .notResolved, .refused, .tls, .badAnswer, .redirect,
                .cancelled:
                self = .connection
            }
        case .ended, .cancelled: self = .connection
        case .rateLimited: self = .rateLimited
        case .refused(let error):
            // Servers have no code for it in common; one in the field is -32005.
            let isLimit = error.code == -32005 || error.message.lowercased().contains("rate limit")
            self = isLimit ? .rateLimited : .protocolError
        case .inputRequired: self = .protocolError
        case .unauthorized, .forbidden, .unavailable, .wrongService, .badAnswer, .noCommonVersion,
            .sessionLost,
            .tooMuch:
            self = .badAnswer
        }
    }

    /// Whether the time it took says something about the server.
    var hasLatency: Bool {
        switch self {
        case .ok, .toolError, .rateLimited, .protocolError, .badAnswer, .timedOut: true
        case .connection, .notSent: false
        }
    }
}
