internal import Arguments
internal import Diagnostics
internal import Exposition
internal import FileSystem
internal import HTTP
internal import PrometheusAPI
internal import Rules
internal import SampleStore

/// Which metrics there are, by whoever was named to know.
struct KnownMetricsQuestion {
    let source: QuerySourceOptions
    let console: Console
    var timeout = Duration.seconds(30)

    /// Nothing when nobody was named.
    func answer() async throws -> KnownMetrics? {
        if let url = source.server.url { return try await metrics(ofServer: url) }
        if !source.scrape.places.isEmpty { return try await metrics(of: source.scrape.places) }
        guard source.store.folder != nil else { return nil }
        let (history, contents) = try LocalHistory.look(into: source.store.path(environment: [:]))
        console.tell(contents.diagnostics)
        var metrics = KnownMetrics([:])
        metrics.add(series: Set(history.values(of: "__name__")))
        return metrics
    }

    private func metrics(ofServer url: String) async throws -> KnownMetrics {
        let client = PrometheusClient(try source.server.server(at: url, timeout: timeout))
        do throws(PrometheusError) {
            var metrics = KnownMetrics([:])
            for (name, told) in try await client.metadata() {
                guard let type = told.first?.type else { continue }
                metrics.kinds[name] = KnownMetrics.Kind(rawValue: type) ?? Self.kind(ofRare: type)
            }
            metrics.add(series: Set(try await client.labelValues(of: "__name__")))
            return metrics
        } catch {
            throw QueryFailure(
                diagnostics: [.error(error.message, hint: error.hint)],
                status: error.isUnavailable ? .unavailable : .failure
            )
        }
    }

    /// Types that only OpenMetrics has; nothing for those that say nothing.
    private static func kind(ofRare type: String) -> KnownMetrics.Kind? {
        ["gaugehistogram", "info", "stateset"].contains(type) ? .gauge : nil
    }

    private func metrics(of places: [String]) async throws -> KnownMetrics {
        var metrics = KnownMetrics([:])
        let client = HTTPClient()
        for place in places {
            let body: [UInt8]
            if ScrapeOptions.isAddress(place) {
                body = try await self.body(at: place, client)
            } else {
                body = try Files.read(place, limit: ExpositionLimits().bodyBytes)
            }
            console.tell(try metrics.add(body, named: place == "-" ? "<stdin>" : place))
        }
        return metrics
    }

    private func body(at url: String, _ client: HTTPClient) async throws -> [UInt8] {
        var request = HTTPRequest(.get, url, headers: try source.server.headers())
        request.headers["Accept"] = ExpositionFormat.accept
        request.tls = source.server.tls
        request.deadline = timeout
        request.responseLimit = ExpositionLimits().bodyBytes
        let failure: Diagnostic
        do throws(HTTPError) {
            let response = try await client.send(request)
            if response.status == 200 { return response.body }
            failure = .error("\(request.endpoint): the server answers with status \(response.status)")
        } catch {
            failure = .error(error.message, hint: error.hint)
        }
        throw QueryFailure(diagnostics: [failure], status: .unavailable)
    }
}

extension KnownMetrics {
    /// Adds what a body declares, and the series in it; tells which lines were left out.
    mutating func add(_ body: [UInt8], named name: String) throws(InvalidInput) -> [Diagnostic] {
        var samples = CollectedSamples()
        let warnings = try samples.add(body, named: name, at: 0)
        var names: Set<String> = []
        samples.forEachSeries { labels, _ in labels.name.map { _ = names.insert($0) } }
        var rows = ExpositionRows()
        // A tree of JSON declares nothing.
        if (try? ExpositionParser(Dialect(of: body)).parse(body, into: &rows)) != nil {
            body.withUnsafeBufferPointer { body in
                let text = SeriesText(body)
                for index in 0..<rows.metadata.count where rows.metadata[index].kind == .type {
                    kinds[text.plain(rows.metadata[index].name)] = Kind(rows.metadata[index].type)
                }
            }
        }
        add(series: names)
        return warnings
    }

    /// Adds series of which nobody said the type: their names tell it, as the conventions have it.
    mutating func add(series names: Set<String>) {
        for name in names where name.hasSuffix("_bucket") && kind(of: name) == nil {
            kinds[String(name.dropLast("_bucket".count))] = .histogram
        }
        for name in names where kind(of: name) == nil {
            kinds[name] = name.hasSuffix("_total") ? .counter : .untyped
        }
    }
}

extension KnownMetrics.Kind {
    /// Nothing for metrics that may be anything.
    fileprivate init?(_ type: MetricType) {
        switch type {
        case .counter: self = .counter
        case .gauge, .info, .stateSet, .gaugeHistogram: self = .gauge
        case .histogram: self = .histogram
        case .summary: self = .summary
        case .unknown: return nil
        }
    }
}
