package import Diagnostics
package import HTTP
package import JSONRPC

/// Why an MCP server did not do what it was asked to.
package struct MCPFailure: Error, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// There was no whole answer: the server is not reached, or too slow.
        case transfer(HTTPError.Kind)
        /// 401: it is there, and wants to know who asks.
        case unauthorized([AuthChallenge])
        /// 403: it knows who asks, or from where, and does not allow it.
        case forbidden
        /// 429, and how long it asks to wait.
        case rateLimited(retryAfter: Duration?)
        /// 5xx: it, or what stands before it, is not able to answer; and how long it asks to wait.
        case unavailable(retryAfter: Duration?)
        /// What answers is no MCP server: a page, other JSON, a status that MCP does not have.
        case wrongService
        /// An MCP server, and an answer that the protocol does not have.
        case badAnswer
        /// An error of JSON-RPC.
        case refused(RPCError)
        /// No revision of the protocol that both speak; those it names.
        case noCommonVersion([String])
        /// The server does not know the session any more.
        case sessionLost
        /// A list without an end.
        case tooMuch
        /// The tool wants to ask somebody something before it goes on (2026-07-28, "Multi Round-Trip Requests").
        case inputRequired
        /// The program could not be started, or has ended; with the last words on its standard error.
        case ended(String)
        case cancelled
    }

    package let kind: Kind
    /// Where it went, without credentials.
    package let endpoint: String
    /// The status of the answer, where HTTP carries it.
    package let status: Int?
    /// What happened, in one sentence without a full stop; may hold words of the server.
    package let detail: String

    package init(_ kind: Kind, at endpoint: String, status: Int? = nil, _ detail: String) {
        (self.kind, self.endpoint, self.status, self.detail) = (kind, endpoint, status, detail)
    }

    init(_ error: HTTPError) {
        let kind: Kind =
            switch error.kind {
            case .cancelled: .cancelled
            case .tooLarge: .badAnswer
            case .redirect: .wrongService
            case .libraryMissing, .invalidRequest, .notResolved, .refused, .timedOut, .tls, .badAnswer:
                .transfer(error.kind)
            }
        let detail =
            switch kind {
            case .badAnswer: "the answer is too large"
            case .wrongService: "the server leads elsewhere"
            case .transfer, .unauthorized, .forbidden, .rateLimited, .unavailable, .refused, .noCommonVersion,
                .sessionLost, .tooMuch, .inputRequired, .ended, .cancelled:
                error.message
            }
        self.init(kind, at: error.endpoint, detail)
    }

    /// What is wrong, in one sentence without a full stop.
    package var message: String {
        switch kind {
        // It says where by itself.
        case .transfer: detail
        case .unauthorized, .forbidden, .rateLimited, .unavailable, .wrongService, .badAnswer, .refused,
            .noCommonVersion, .sessionLost, .tooMuch, .inputRequired, .ended, .cancelled:
            "\(endpoint): \(detail)"
        }
    }

    /// What to do next.
    package var hint: String? {
        switch kind {
        case .transfer(.notResolved): "check the name for typing errors, and the name servers of this machine"
        case .transfer(.refused): "check the address and the port, and that the server runs"
        case .transfer(.timedOut):
            "try again with a longer --timeout, or check what is between here and there"
        case .transfer(.tls): "check which authority signed the server's certificate, and for which names"
        case .transfer: "check that the address is that of the server you mean"
        case .unauthorized: "give a token with --token-file"
        case .forbidden: "check what the token allows, and from where the server may be asked"
        case .rateLimited: "ask less often"
        case .unavailable: "look at the server's own log, and at what stands before it"
        case .wrongService: "check that the address is that of the MCP endpoint, often https://HOST/mcp"
        case .ended: "try the command by hand"
        case .noCommonVersion: "a newer mcpctl may speak it"
        case .badAnswer, .refused, .sessionLost, .tooMuch, .inputRequired, .cancelled: nil
        }
    }

    package var diagnostic: Diagnostic { .error(message, hint: hint) }

    /// Whether nobody answered at all, or not in time.
    package var isUnreachable: Bool {
        switch kind {
        case .transfer, .ended: true
        case .unauthorized, .forbidden, .rateLimited, .unavailable, .wrongService, .badAnswer, .refused,
            .noCommonVersion, .sessionLost, .tooMuch, .inputRequired, .cancelled:
            false
        }
    }

    /// The error of JSON-RPC, if it is one.
    package var rpcError: RPCError? { if case .refused(let error) = kind { error } else { nil } }
}

extension MCPFailure: CustomStringConvertible {
    package var description: String { visible(message) }
}
