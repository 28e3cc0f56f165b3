package import HTTP
package import JSONRPC

/// Sends one request and reads what comes back: a whole body, or a stream of events up to the answer.
package struct HTTPExchange: Sendable {
    /// How much of an answer is wanted.
    package enum Extent: Sendable {
        /// Up to the answer to that message; all of a body that is no stream.
        case answer(to: RPCID)
        /// All of a body that is no stream; of a stream, its head.
        case body
    }

    let http: HTTPClient
    /// Bytes of a body, or of all events.
    let limit: Int

    package init(http: HTTPClient, limit: Int) { (self.http, self.limit) = (http, limit) }

    /// The request's deadline is for all of it; the body is read until `end`, if that is earlier.
    ///
    /// `onHead` hears of the head as soon as it is there: what comes later may fail.
    package func send(
        _ request: HTTPRequest,
        reading extent: Extent,
        until end: ContinuousClock.Instant? = nil,
        onHead: (HTTPHeaders) -> Void = { _ in }
    ) async throws(HTTPError) -> HTTPAnswer {
        let end = end ?? ContinuousClock.now + request.deadline
        let stream = try await http.open(request)
        let headTime = ContinuousClock.now
        defer { stream.close() }
        onHead(stream.headers)
        let isEvents = HTTPAnswer.mediaType(stream.headers) == "text/event-stream" && stream.isSuccess
        var answer = HTTPAnswer(
            status: stream.status,
            headers: stream.headers,
            body: [],
            isStream: isEvents,
            response: nil,
            timings: stream.timings,
            httpVersion: stream.httpVersion
        )
        switch extent {
        case .body where isEvents: break
        case .answer(let id) where isEvents: try await readEvents(stream, until: end, to: id, into: &answer)
        case .body: try await readBody(stream, until: end, into: &answer)
        case .answer(let id):
            try await readBody(stream, until: end, into: &answer)
            if !answer.body.isEmpty || answer.isSuccess {
                answer.response = response(in: answer, to: id)
            }
        }
        // Those of a stream end with its head.
        answer.timings.total += ContinuousClock.now - headTime
        return answer
    }

    /// The answer that a whole body is; a refusal may have an id of the server's own, or none.
    private func response(in answer: HTTPAnswer, to id: RPCID) -> Result<RPCResponse, RPCFault> {
        Result { () throws(RPCFault) in
            let message = try RPCMessage(answer.body, limit: limit)
            if !answer.isSuccess, case .response(let refusal) = message, refusal.error != nil {
                return refusal
            }
            return try RPCResponse(message, to: id)
        }
    }

    private func readBody(
        _ stream: HTTPStream,
        until end: ContinuousClock.Instant,
        into answer: inout HTTPAnswer
    ) async throws(HTTPError) {
        while let bytes = try await stream.next(within: max(end - ContinuousClock.now, .milliseconds(1))) {
            answer.body += bytes
            // One byte more than allowed is enough to know.
            guard answer.body.count <= limit else {
                answer.body.removeLast(answer.body.count - limit - 1)
                return
            }
        }
    }

    /// Reads until the answer is there, the stream ends, or something is no message.
    private func readEvents(
        _ stream: HTTPStream,
        until end: ContinuousClock.Instant,
        to id: RPCID,
        into answer: inout HTTPAnswer
    ) async throws(HTTPError) {
        var parser = EventStreamParser(limit: limit)
        var total = 0
        while let bytes = try await stream.next(within: max(end - ContinuousClock.now, .milliseconds(1))) {
            total += bytes.count
            guard total <= limit, let events = try? parser.events(in: bytes) else {
                answer.response = .failure(RPCFault(.tooLarge, "a stream of more than \(limit) bytes"))
                return
            }
            for event in events where event.name == "message" && !event.data.isEmpty {
                answer.body = Array(event.data.utf8)
                do throws(RPCFault) {
                    let message = try RPCMessage(answer.body, limit: limit)
                    // Notifications may come before the answer, and in the older era requests of the server's:
                    // it was told of nothing that it could ask for.
                    guard case .response = message else { continue }
                    answer.response = .success(try RPCResponse(message, to: id))
                } catch {
                    answer.response = .failure(error)
                }
                return
            }
        }
        answer.response = .failure(RPCFault(.truncated, "the stream of events ends before the answer"))
    }
}
