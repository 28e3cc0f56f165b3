internal import Diagnostics
internal import HTTP
internal import JSONRPC
internal import Values

extension HTTPAnswer {
    /// What the answer means for whoever sent the message.
    func outcome(hasSession: Bool, isNotification: Bool, at endpoint: String) -> Result<Value, MCPFailure> {
        if let (kind, detail) = meaningOfStatus(hasSession: hasSession) {
            return .failure(MCPFailure(kind, at: endpoint, status: status, detail))
        }
        if isNotification, isSuccess { return .success(.null) }
        switch response {
        case .success(let answer):
            guard isSuccess || answer.error != nil else {
                return .failure(
                    MCPFailure(.badAnswer, at: endpoint, status: status, "a result with status \(status)")
                )
            }
            return answer.outcome.mapError { error in
                let said = "the server says: \(shortened(error.message, to: 300)) (code \(error.code))"
                return MCPFailure(.refused(error), at: endpoint, status: status, said)
            }
        case .failure(let fault): return .failure(failure(of: fault, at: endpoint))
        case nil:
            return .failure(
                MCPFailure(
                    .wrongService,
                    at: endpoint,
                    status: status,
                    "no answer of MCP, with status \(status)\(words)"
                )
            )
        }
    }

    /// What the status says by itself, whatever the body holds.
    private func meaningOfStatus(hasSession: Bool) -> (MCPFailure.Kind, String)? {
        switch status {
        case 401: (.unauthorized(challenges), "the server wants credentials, with status 401")
        case 403 where rpcError == nil: (.forbidden, "the server does not allow it, with status 403\(words)")
        // A server of the newer era answers so for a method that it does not have.
        case 404 where hasSession && rpcError?.code != RPCError.methodNotFound:
            (.sessionLost, "the server does not know the session any more")
        case 429:
            (
                .rateLimited(retryAfter: retryAfter),
                "the server has too many requests, with status 429\(words)"
            )
        case 300..<400: (.wrongService, "the server leads elsewhere\(target), with status \(status)")
        case 500... where rpcError == nil:
            (
                .unavailable(retryAfter: retryAfter),
                "the server is not able to answer, with status \(status)\(words)"
            )
        default: nil
        }
    }

    private var target: String { headers["Location"].map { " to \(shortened($0, to: 120))" } ?? "" }

    private func failure(of fault: RPCFault, at endpoint: String) -> MCPFailure {
        let tail = isSuccess ? "" : ", with status \(status)"
        let (kind, detail): (MCPFailure.Kind, String) =
            switch fault.kind {
            case .truncated, .wrongID, .both, .badError, .tooLarge: (.badAnswer, fault.message + tail)
            case .empty where isSuccess: (.badAnswer, "\(fault.message), with status \(status)")
            case .empty: (.wrongService, "no answer of MCP" + tail)
            case .html, .notJSON, .notAnObject, .wrongVersion, .neither, .batch, .badID, .badMethod,
                .badParams:
                (isStream ? .badAnswer : .wrongService, "no answer of MCP: \(fault.message)\(tail)")
            }
        return MCPFailure(kind, at: endpoint, status: status, detail)
    }
}
