internal import Diagnostics
internal import Exposition
internal import HTTP
internal import SampleStore
internal import Scrape

/// One address that is scraped, and what was seen of it so far.
final class ScrapedTarget {
    private var recorder: TargetRecorder
    private var request: HTTPRequest

    struct Outcome {
        /// Why the scrape failed; nothing when it did not.
        var failure: Diagnostic?
        var warnings: [Diagnostic] = []
    }

    init(_ url: String, headers: HTTPHeaders, tls: TLSOptions, _ timeout: Duration, _ store: SampleStore) {
        request = HTTPRequest(.get, url, headers: headers)
        request.headers["Accept"] = ExpositionFormat.accept
        request.tls = tls
        request.deadline = timeout
        request.responseLimit = ExpositionLimits().bodyBytes
        // The host and the port, as Prometheus labels a target.
        let instance = HTTPAuthority(of: url).map { "\($0.host):\($0.port)" } ?? url
        recorder = TargetRecorder(
            ScrapeTarget(labels: [("instance", instance)]),
            name: request.endpoint,
            store: store
        )
    }

    func scrape(at time: Int64, _ client: HTTPClient) async -> Outcome {
        let start = ContinuousClock.now
        let answer = await answer(client)
        let duration = (ContinuousClock.now - start) / .seconds(1)
        switch answer {
        case .failure(let failure):
            let outcome = recorder.recordFailure(failure, at: time, duration: duration)
            return Outcome(failure: outcome.failure)
        case .success(let response):
            let outcome = recorder.record(
                response.body,
                contentType: response.headers["Content-Type"],
                at: time,
                duration: duration
            )
            return Outcome(failure: outcome.failure, warnings: warnings(about: outcome))
        }
    }

    private func answer(_ client: HTTPClient) async -> Result<HTTPResponse, Diagnostic> {
        do throws(HTTPError) {
            let response = try await client.send(request)
            guard response.status != 200 else {
                // A page for people is no text with bad lines.
                let type = response.headers["Content-Type"]
                guard type?.lowercased().hasPrefix("text/html") != true else {
                    return .failure(UnknownFormat(contentType: type).diagnostic(name: request.endpoint))
                }
                return .success(response)
            }
            return .failure(refusal(response))
        } catch {
            return .failure(error.diagnostic)
        }
    }

    private func refusal(_ response: HTTPResponse) -> Diagnostic {
        let hint: String? =
            switch response.status {
            case 401, 403: "--token-file, --basic-auth-file and --header-file bring credentials"
            case 404: "metrics often have the path /metrics"
            case 300..<400: response.headers["Location"].map { "it leads to \($0): name that address" }
            default: nil
            }
        return .error("\(request.endpoint): the target answers with status \(response.status)", hint: hint)
    }

    private func warnings(about outcome: ScrapeOutcome) -> [Diagnostic] {
        var warnings = outcome.report.faults.prefix(3).map { fault in
            var diagnostic = fault.diagnostic(name: request.endpoint)
            diagnostic.severity = .warning
            return diagnostic
        }
        let losses = [
            (outcome.report.badLines > 3 ? outcome.report.badLines : 0, "lines were not understood"),
            (outcome.duplicates, "samples have the labels of another"),
            (outcome.tooFarAhead, "samples are from the future"),
            (outcome.withoutMemory, "samples do not fit into memory"),
        ]
        for (count, what) in losses where count > 0 {
            warnings.append(.warning("\(request.endpoint): \(count) \(what), and were left out"))
        }
        return warnings
    }
}
