package import HTTP

/// Asks a server by the HTTP API v1 of Prometheus.
package struct PrometheusClient: Sendable {
    package let server: PrometheusServer
    private let http: HTTPClient

    package init(_ server: PrometheusServer, http: HTTPClient = HTTPClient()) {
        self.server = server
        self.http = http
    }

    /// The answer at one moment, in milliseconds since the epoch.
    package func query(
        _ query: String,
        at time: Int64,
        lookback: Int64? = nil
    ) async throws(PrometheusError) -> RemoteAnswer {
        var form = FormText()
        form.add("query", query)
        form.add("time", Self.seconds(time))
        return try await answer("/query", &form, lookback: lookback)
    }

    /// The answers from one moment to another, both in milliseconds since the epoch, every `step` milliseconds.
    package func query(
        _ query: String,
        from start: Int64,
        through end: Int64,
        step: Int64,
        lookback: Int64? = nil
    ) async throws(PrometheusError) -> RemoteAnswer {
        var form = FormText()
        form.add("query", query)
        form.add("start", Self.seconds(start))
        form.add("end", Self.seconds(end))
        form.add("step", Self.seconds(step))
        return try await answer("/query_range", &form, lookback: lookback)
    }

    private func answer(
        _ path: String,
        _ form: inout FormText,
        lookback: Int64?
    ) async throws(PrometheusError) -> RemoteAnswer {
        form.add("timeout", "\(max(1, server.timeout.components.seconds))s")
        if let lookback { form.add("lookback_delta", Self.seconds(lookback)) }
        return try await data(path, form) { (scanner, envelope) throws(AnswerFault) in
            try RemoteAnswer(&scanner, envelope)
        }
    }

    /// Sends a form, and reads the data of the answer.
    func data<Result>(
        _ path: String,
        _ form: FormText,
        method: HTTPRequest.Method = .post,
        read: (inout JSONScanner, AnswerEnvelope) throws(AnswerFault) -> Result
    ) async throws(PrometheusError) -> Result {
        let response = try await send(path, form, method)
        let endpoint = server.url + "/api/v1" + path
        var scanner = JSONScanner(response.body)
        guard scanner.next() == UInt8(ascii: "{") else { throw notAnAnswer(response, endpoint) }
        let envelope: AnswerEnvelope
        do throws(AnswerFault) {
            envelope = try AnswerEnvelope(&scanner)
        } catch {
            // The page of a proxy may begin as it likes.
            guard response.isSuccess else { throw notAnAnswer(response, endpoint) }
            throw notUnderstood(error, endpoint)
        }
        guard envelope.isSuccess, response.isSuccess else {
            throw PrometheusError(
                errorType: envelope.errorType,
                error: envelope.error.isEmpty ? "nothing more" : envelope.error,
                status: response.status,
                endpoint: endpoint
            )
        }
        do throws(AnswerFault) {
            guard let dataOffset = envelope.dataOffset else {
                throw AnswerFault("there is no data", at: 0)
            }
            scanner.move(to: dataOffset)
            return try read(&scanner, envelope)
        } catch {
            throw notUnderstood(error, endpoint)
        }
    }

    private func notUnderstood(_ fault: AnswerFault, _ endpoint: String) -> PrometheusError {
        PrometheusError(
            .notUnderstood,
            "\(endpoint): the answer cannot be read: \(fault.message), at byte \(fault.offset)",
            hint: "check that the address is that of Prometheus, or of something with its API"
        )
    }

    private func notAnAnswer(_ response: HTTPResponse, _ endpoint: String) -> PrometheusError {
        PrometheusError(
            status: response.status,
            headers: response.headers,
            body: response.body,
            endpoint: endpoint
        )
    }

    /// As a form, which may be long; as a URL where only GET is allowed.
    private func send(
        _ path: String,
        _ form: FormText,
        _ method: HTTPRequest.Method
    ) async throws(PrometheusError) -> HTTPResponse {
        var request = HTTPRequest(method, server.url + "/api/v1" + path, headers: server.headers)
        request.headers["Accept"] = "application/json"
        request.tls = server.tls
        // The server's own words about its timeout must have time to arrive.
        request.deadline = server.timeout + .seconds(1)
        request.responseLimit = server.answerLimit
        do throws(HTTPError) {
            if method == .post {
                var posted = request
                posted.headers["Content-Type"] = "application/x-www-form-urlencoded"
                posted.body = Array(form.text.utf8)
                let response = try await http.send(posted)
                guard response.status == 405 || response.status == 501 else { return response }
                request.method = .get
            }
            if !form.text.isEmpty { request.url += "?" + form.text }
            return try await http.send(request)
        } catch {
            throw PrometheusError(error)
        }
    }

    /// Milliseconds as the seconds that the API takes.
    static func seconds(_ milliseconds: Int64) -> String {
        let (sign, magnitude) = (milliseconds < 0 ? "-" : "", milliseconds.magnitude)
        let rest = String(magnitude % 1000)
        let fraction = rest == "0" ? "" : "." + String(repeating: "0", count: 3 - rest.count) + rest
        return "\(sign)\(magnitude / 1000)\(fraction)"
    }
}
