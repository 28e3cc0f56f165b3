internal import HTTP
internal import MCP

/// What one endpoint answered to one request.
struct EndpointAnswer: Sendable {
    var address: String
    var result: Result<HTTPResponse, HTTPError>
    /// From the question to the whole answer.
    var seconds: Double

    var response: HTTPResponse? { try? result.get() }
    var failure: HTTPError? { if case .failure(let error) = result { error } else { nil } }
    var status: Int? { response?.status }
    var contentType: String? { response?.headers["Content-Type"] }

    /// Whether it says that we may not ask.
    var isRefused: Bool { status == 401 || status == 403 }

    /// How long it asks to wait, in milliseconds; half a minute when it does not say.
    func wait(now wall: Int64) -> Int64? {
        guard let response, response.status == 429 else { return nil }
        let asked = response.headers["Retry-After"].flatMap { Duration(retryAfter: $0, now: wall / 1000) }
        return (asked ?? .seconds(30)).milliseconds
    }

    /// How it went, without what was said.
    var outcome: EndpointOutcome {
        EndpointOutcome(address: address, status: status, failure: failure, seconds: seconds)
    }

    /// As a snapshot tells it; `isFine` and `detail` are for the one who knows what the answer should have been.
    func probe(at wall: Int64, isFine: Bool, detail: String? = nil) -> ProbeSnapshot {
        outcome.probe(at: wall, isFine: isFine, detail: detail)
    }
}

/// How one request to an endpoint went: what is kept of it until the next.
struct EndpointOutcome: Sendable {
    var address: String
    /// Of a whole answer.
    var status: Int?
    var failure: HTTPError?
    var seconds: Double

    var isAnswered: Bool { status != nil }
    var isSuccess: Bool { status.map { 200..<300 ~= $0 } ?? false }
    /// Whether it says that we may not ask.
    var isRefused: Bool { status == 401 || status == 403 }

    func probe(at wall: Int64, isFine: Bool, detail: String?) -> ProbeSnapshot {
        var probe = ProbeSnapshot()
        probe.address = address
        probe.status = status
        probe.outcome = isFine ? .passed : .failed
        probe.detail = detail ?? failure?.message
        probe.at = wall
        probe.seconds = seconds
        return probe
    }
}
