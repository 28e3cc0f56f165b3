internal import Diagnostics
internal import Discovery
internal import Exposition
internal import HTTP
internal import Profile
internal import SampleStore
internal import Scrape

/// The series of one server: what it exposes, what calls come of it, and what the fleet adds of its own.
struct ServerSamples: ~Copyable {
    private let store: SampleStore
    private var recorder: TargetRecorder?
    private var reader: TrafficReader
    private let names: MetricNames
    private var own: OwnSeries?

    init(
        _ target: FleetTarget,
        _ expectations: ServerExpectations,
        _ options: FleetOptions,
        store: SampleStore
    ) {
        self.store = store
        names = expectations.metricNames.isEmpty ? .common : MetricNames(expectations.metricNames)
        reader = TrafficReader(names, window: options.window)
        let labels = Self.labels(of: target)
        own = options.recordsOwnSeries && options.keepsSeries ? OwnSeries(labels) : nil
        guard let metrics = target.metrics else { return }
        var scrape = ScrapeTarget(labels: labels)
        scrape.limits.bodyBytes = options.metricsLimit
        if let format = expectations.fallbackFormat {
            scrape.fallback =
                switch format {
                case .text0: .text004
                case .text1: .text100
                case .openMetrics0, .openMetrics1: .openMetrics
                }
        }
        let request = HTTPRequest(.get, metrics)
        let nothing: @Sendable (Labels) -> Bool = { _ in false }
        recorder = TargetRecorder(
            scrape,
            name: request.endpoint,
            store: store,
            follows: { [names] labels in labels.name.flatMap { names.role(of: $0) } != nil },
            keeps: options.keepsSeries ? nil : nothing
        )
    }

    /// Whether the server has a metric that counts calls, with or without series.
    private var countsCalls = false

    /// Keeps a scrape; answers what was wrong with it, or the traffic it tells of.
    mutating func record(_ answer: EndpointAnswer, wall: Int64, ticks: Int64) -> Result<
        TrafficSnapshot, Diagnostic
    > {
        guard let response = answer.response, response.isSuccess else {
            let reason =
                answer.failure?.diagnostic
                ?? Diagnostic.error(
                    "\(answer.address): HTTP \(answer.status ?? 0) where metrics are expected"
                )
            _ = recorder?.recordFailure(reason, at: wall, duration: answer.seconds)
            return .failure(reason)
        }
        guard !Self.isPage(response) else {
            let reason = Diagnostic.error("\(answer.address): a web page where metrics are expected")
            _ = recorder?.recordFailure(reason, at: wall, duration: answer.seconds)
            return .failure(reason)
        }
        let outcome = recorder?.record(
            response.body,
            contentType: answer.contentType,
            at: wall,
            duration: answer.seconds
        )
        if let failure = outcome?.failure { return .failure(failure) }
        if !countsCalls, let families = recorder?.metadata.families {
            countsCalls = names.countsCalls(families.keys)
        }
        if let (keys, epoch) = recorder?.followedKeys { reader.begin(at: ticks, keys, epoch: epoch) }
        recorder?.takeFollowed { reader.take($0, $1, previous: $2) }
        reader.end()
        return .success(reader.traffic(countsCalls: countsCalls))
    }

    /// What the last scrape told of what runs; afterwards it is forgotten.
    mutating func takeGauges() -> RuntimeGauges {
        defer { reader.forgetGauges() }
        return reader.gauges
    }

    func tools() -> [(name: String, traffic: TrafficSnapshot)] { reader.tools() }

    /// Keeps what the fleet itself knows of the server.
    mutating func keepOwn(_ row: ServerSnapshot, at wall: Int64) { own?.keep(row, at: wall, in: store) }

    mutating func end(at wall: Int64) {
        recorder?.end(at: wall)
        own?.end(at: wall, in: store)
    }

    private static func isPage(_ response: HTTPResponse) -> Bool {
        response.headers["Content-Type"]?.lowercased().hasPrefix("text/html") == true
    }

    /// `job` and `instance` are there whatever the source told.
    private static func labels(of target: FleetTarget) -> [(name: String, value: String)] {
        var labels = target.labels
        if !labels.contains(where: { $0.name == "job" }) { labels.append(("job", target.server ?? "mcp")) }
        if !labels.contains(where: { $0.name == "instance" }) { labels.append(("instance", target.name)) }
        return labels
    }
}
