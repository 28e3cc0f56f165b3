internal import Diagnostics
internal import HTTP
internal import JSONRPC
internal import Values

/// An answer over HTTP, and what it says about who sent it.
struct HTTPAnswer {
    let response: HTTPResponse
    let endpoint: String

    init(_ response: HTTPResponse, endpoint: String) { (self.response, self.endpoint) = (response, endpoint) }

    private var contentType: String {
        let field = response.headers["Content-Type"] ?? ""
        return field.prefix { $0 != ";" }.trimmed.lowercased()
    }

    func outcome(of message: MCPMessage) -> Result<Value, MCPFailure> {
        if let failure = failureOfStatus(hasSession: message.session != nil) { return .failure(failure) }
        guard let id = message.request.id else {
            return response.isSuccess ? .success(.null) : answered(to: .null)
        }
        if response.isSuccess, contentType == "text/event-stream" { return streamed(to: id) }
        return answered(to: id)
    }

    /// What the status says by itself, whatever the body holds.
    private func failureOfStatus(hasSession: Bool) -> MCPFailure? {
        switch response.status {
        case 401:
            let challenges = response.headers.fields.filter { $0.name.lowercased() == "www-authenticate" }
                .flatMap { AuthChallenge.all(in: $0.value) }
            return failure(.unauthorized(challenges), "the server wants credentials, with status 401")
        case 403 where rpcError == nil:
            return failure(.forbidden, "the server does not allow it, with status 403\(words)")
        case 404 where hasSession && !isMethodNotFound:
            return failure(.sessionLost, "the server does not know the session any more")
        case 429:
            return failure(
                .rateLimited(retryAfter: retryAfter),
                "the server has too many requests, with status 429"
            )
        case 300..<400:
            let target = response.headers["Location"].map { " to \(shortened($0, to: 120))" } ?? ""
            return failure(
                .wrongService,
                "the server leads elsewhere\(target), with status \(response.status)"
            )
        case 500... where rpcError == nil:
            return failure(
                .unavailable(retryAfter: retryAfter),
                "the server is not able to answer, with status \(response.status)\(words)"
            )
        default: return nil
        }
    }

    /// A message of JSON-RPC as the whole body.
    private func answered(to id: RPCID) -> Result<Value, MCPFailure> {
        do throws(RPCFault) {
            let answer = try RPCResponse(response.body, to: id, limit: .max)
            guard response.isSuccess || answer.error != nil else {
                return .failure(failure(.badAnswer, "a result with status \(response.status)"))
            }
            return answer.outcome.mapError { refusal($0) }
        } catch {
            return .failure(failure(of: error))
        }
    }

    private func streamed(to id: RPCID) -> Result<Value, MCPFailure> {
        var parser = EventStreamParser(limit: response.body.count + 1)
        // Unended events are no events; a stream that is cut ends before its answer.
        let events = (try? parser.events(in: response.body)) ?? []
        for event in events where event.name == "message" {
            do throws(RPCFault) {
                let message = try RPCMessage(Array(event.data.utf8), limit: .max)
                // Requests and notifications of the server's may come before.
                guard case .response = message else { continue }
                return try RPCResponse(message, to: id).outcome.mapError { refusal($0) }
            } catch {
                return .failure(failure(.badAnswer, "an event that is no message: \(error.message)"))
            }
        }
        return .failure(failure(.badAnswer, "the stream of events ends before the answer"))
    }

    private func refusal(_ error: RPCError) -> MCPFailure {
        failure(.refused(error), "the server says: \(shortened(error.message, to: 300)) (code \(error.code))")
    }

    private func failure(of fault: RPCFault) -> MCPFailure {
        let status = response.isSuccess ? "" : ", with status \(response.status)"
        switch fault.kind {
        case .truncated, .wrongID, .both, .badError:
            return failure(.badAnswer, fault.message + status)
        case .empty where response.isSuccess:
            return failure(.badAnswer, "an empty answer, with status \(response.status)")
        case .empty:
            return failure(.wrongService, "no answer of MCP\(status)")
        case .html, .notJSON, .notAnObject, .wrongVersion, .neither, .batch, .badID, .badMethod, .badParams,
            .tooLarge:
            return failure(.wrongService, "no answer of MCP: \(fault.message)\(status)")
        }
    }

    private var rpcError: RPCError? {
        guard let message = try? RPCMessage(response.body), case .response(let answer) = message else {
            return nil
        }
        return answer.error
    }

    /// A server of the newer era says so of a method that it does not have.
    private var isMethodNotFound: Bool { rpcError?.code == RPCError.methodNotFound }

    private var retryAfter: Duration? {
        response.headers["Retry-After"].flatMap { Duration(retryAfter: $0, now: WallClock.seconds) }
    }

    /// The first line of a short text.
    private var words: String {
        let start = String(decoding: response.body.prefix(400), as: UTF8.self)
        let line = start.split(whereSeparator: \.isNewline).first.map { $0.trimmed } ?? ""
        return line.isEmpty || line.hasPrefix("<") ? "" : ": \(shortened(line, to: 120))"
    }

    private func failure(_ kind: MCPFailure.Kind, _ detail: String) -> MCPFailure {
        MCPFailure(kind, at: endpoint, status: response.status, detail)
    }
}
