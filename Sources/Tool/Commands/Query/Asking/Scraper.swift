internal import Arguments
internal import Diagnostics
internal import Exposition
internal import FileSystem
internal import HTTP
internal import SampleStore

/// Reads metrics from files and addresses, once or several times.
struct Scraper {
    let options: ScrapeOptions
    let server: ServerOptions
    let timeout: Duration
    let console: Console

    /// Nobody answered.
    struct Unreachable: Error {
        let diagnostics: [Diagnostic]
    }

    /// Scrapes everything; a body without times was taken at `time`, or when it was really read if that is `nil`.
    func samples(at time: Int64?) async throws -> ScrapedSamples {
        var samples = ScrapedSamples()
        let client = HTTPClient()
        for scrape in 1...options.scrapes {
            if scrape > 1 {
                console.progress("scrape \(scrape) of \(options.scrapes)")
                try await Task.sleep(for: .milliseconds(options.interval.milliseconds))
                console.progress(nil)
            }
            var failures: [Diagnostic] = []
            for place in options.places {
                let taken = time ?? WallClock.now
                if place.hasPrefix("http://") || place.hasPrefix("https://") {
                    try await add(place, client, taken, to: &samples, &failures)
                } else {
                    try add(file: place, taken, to: &samples)
                }
            }
            guard failures.count < options.places.count else { throw Unreachable(diagnostics: failures) }
            console.tell(failures.map(\.asWarning))
        }
        return samples
    }

    private func add(file path: String, _ time: Int64, to samples: inout ScrapedSamples) throws {
        let body = try Files.read(path, limit: ExpositionLimits().bodyBytes)
        let name = path == "-" ? "<stdin>" : path
        // One file stands for itself; of several one must see which is which.
        let extra = options.places.count > 1 ? [(name: "instance", value: path)] : []
        let before = samples.count
        let dialect = Dialect(of: body)
        let problems = try samples.add(body, as: dialect, named: name, at: time, extra: extra)
        guard samples.count > before || problems.isEmpty else { throw InvalidInput(problems.map(\.asError)) }
        console.tell(problems)
    }

    private func add(
        _ url: String,
        _ client: HTTPClient,
        _ time: Int64,
        to samples: inout ScrapedSamples,
        _ failures: inout [Diagnostic]
    ) async throws {
        let extra = [(name: "instance", value: Self.instance(of: url))]
        let start = ContinuousClock.now
        let before = samples.count
        var isUp = false
        switch try await answer(url, client) {
        case .success(let response):
            let format = try? ExpositionFormat.named(
                by: response.headers["Content-Type"],
                fallback: Dialect(of: response.body) == .openMetrics ? .openMetrics : .text004
            ).format
            if let dialect = (format ?? .text004).dialect, !Self.isPage(response) {
                console.tell(try samples.add(response.body, as: dialect, named: url, at: time, extra: extra))
                isUp = true
            } else {
                let type = response.headers["Content-Type"]
                failures.append(UnknownFormat(contentType: type).diagnostic(name: visible(url)))
            }
        case .failure(let diagnostic): failures.append(diagnostic)
        }
        // What Prometheus records of every scrape ("Automatically generated labels and time series").
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let read = Double(samples.count - before)
        for (name, value) in [
            ("up", isUp ? 1 : 0), ("scrape_duration_seconds", seconds), ("scrape_samples_scraped", read),
        ] {
            samples.add(value, at: time, to: .init([("__name__", name)] + extra.map { ($0.name, $0.value) }))
        }
    }

    private static func isPage(_ response: HTTPResponse) -> Bool {
        response.headers["Content-Type"]?.lowercased().hasPrefix("text/html") == true
    }

    private enum Answer {
        case success(HTTPResponse)
        case failure(Diagnostic)
    }

    private func answer(_ url: String, _ client: HTTPClient) async throws -> Answer {
        var request = HTTPRequest(.get, url, headers: try server.headers())
        request.headers["Accept"] = ExpositionFormat.accept
        request.tls = server.tls
        request.deadline = timeout
        request.responseLimit = ExpositionLimits().bodyBytes
        do throws(HTTPError) {
            let response = try await client.send(request)
            guard response.status != 200 else { return .success(response) }
            let hint =
                switch response.status {
                case 401, 403: "--token-file, --basic-auth-file and --header-file bring credentials"
                case 404: "metrics often have the path /metrics"
                case 300..<400: response.headers["Location"].map { "it leads to \($0): name that address" }
                default: nil as String?
                }
            return .failure(
                .error("\(request.endpoint): the target answers with status \(response.status)", hint: hint)
            )
        } catch {
            return .failure(error.diagnostic)
        }
    }

    /// The host and the port, as Prometheus labels a target.
    private static func instance(of url: String) -> String {
        HTTPAuthority(of: url).map { "\($0.host):\($0.port)" } ?? url
    }
}

extension Diagnostic {
    fileprivate var asWarning: Diagnostic { with(.warning) }
    fileprivate var asError: Diagnostic { with(.error) }

    private func with(_ severity: Severity) -> Diagnostic {
        var copy = self
        copy.severity = severity
        return copy
    }
}
