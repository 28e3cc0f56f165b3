internal import Diagnostics
internal import Profile
internal import Values

/// How Prometheus reaches the metrics of one server.
struct ScrapeJob {
    let server: ServerModel
    let places: MonitoringPlaces

    private var profile: Profile { server.profile }

    /// A metrics endpoint that is written down somewhere.
    private struct Endpoint: Hashable {
        var scheme = "http"
        var address: String
        var path: String
    }

    private var endpoints: [Endpoint] {
        if let addresses = places.servers[server.name] {
            return addresses.map { Endpoint(address: $0, path: profile.metrics.path) }
        }
        let urls = urls
        if !urls.isEmpty { return urls.compactMap(Self.endpoint) }
        return [Endpoint(address: serviceAddress, path: profile.metrics.path)]
    }

    /// What the chosen environment says.
    private var urls: [String] {
        let environment = server.resolved.environment.flatMap { profile.environments[$0] }
        return (environment?.targets ?? []).compactMap(\.metrics)
    }

    /// The name with an address for every replica: the platform's, or else that of the headless Service.
    private var lookup: MonitoringPlaces.Lookup? {
        if let lookup = places.lookups[server.name] { return lookup }
        guard server.isScrapedByReplica, places.servers[server.name] == nil, urls.isEmpty else { return nil }
        return MonitoringPlaces.Lookup(
            name: "\(server.name)-headless.\(namespace).svc",
            port: profile.metrics.port ?? profile.server.port
        )
    }

    /// What of the scrape would make its numbers wrong.
    var warnings: [Diagnostic] { [anyReplica, staleBetweenScrapes].compactMap(\.self) }

    /// One address for several replicas leads a scrape to any one of them, whose counters then look like one that jumps.
    private var anyReplica: Diagnostic? {
        let replicas = profile.scaling.most
        guard replicas > 1, places.servers[server.name] == nil, lookup == nil,
            !profile.observability.prometheusOperator
        else { return nil }
        let endpoints = endpoints
        guard endpoints.count < profile.scaling.least else { return nil }
        let way = endpoints.count == 1 ? "one URL" : "\(endpoints.count) URLs"
        return .warning(
            "prometheus.yml scrapes \(way) of '\(server.name)', which \(endpoints.count == 1 ? "leads" : "lead") to any one of \(replicas) replicas",
            at: server.resolved.location("scaling"),
            hint:
                "give each replica its metrics URL under environments.NAME.targets, or none: then each is looked up in the cluster"
        )
    }

    /// A sample counts for five minutes (Prometheus, "Staleness"): one lost scrape must not end a series.
    private var staleBetweenScrapes: Diagnostic? {
        let interval = profile.metrics.interval
        guard interval > .seconds(120) else { return nil }
        return .warning(
            "with a scrape every \(interval.profileText), one lost scrape ends every series of '\(server.name)' for a while",
            at: server.resolved.location("metrics.interval"),
            hint: "a sample counts for five minutes: metrics.interval of 2m or less"
        )
    }

    /// The Service, which leads to the one replica that there is.
    private var serviceAddress: String {
        "\(server.name).\(namespace).svc:\(servicePort)"
    }

    private var namespace: String { profile.kubernetes.namespace ?? server.name }
    private var servicePort: Int {
        guard let port = profile.metrics.port, port != profile.server.port else { return 80 }
        return port
    }

    private static func endpoint(_ url: String) -> Endpoint? {
        let parts = url.split(separator: "://", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let rest = parts[1].prefix { $0 != "?" && $0 != "#" }
        let address = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(address.count)
        return Endpoint(
            scheme: String(parts[0]),
            address: String(address),
            path: path.isEmpty ? "/" : String(path)
        )
    }

    /// What one answer may hold: a metric whose labels are made from requests must not fill the disk.
    static let sampleLimit = 5000

    /// The jobs as the template sees them: one for every way and path that the endpoints differ in.
    var context: [Value] {
        if let lookup {
            let job = job(name: server.name, scheme: "http", path: profile.metrics.path, targets: [])
            return [job.setting("lookup", context(of: lookup))]
        }
        let endpoints = endpoints
        let ways = endpoints.map { Endpoint(scheme: $0.scheme, address: "", path: $0.path) }.uniqued
        return ways.enumerated().map { index, way in
            job(
                name: index == 0 ? server.name : "\(server.name)-\(index + 1)",
                scheme: way.scheme,
                path: way.path,
                targets: endpoints.filter { $0.scheme == way.scheme && $0.path == way.path }.map(\.address)
            )
        }
    }

    /// What is looked up has no place for labels: they come by relabeling, where `$1` would be a part of a match.
    private func context(of lookup: MonitoringPlaces.Lookup) -> Value {
        [
            "name": .string(lookup.name), "port": .int(lookup.port),
            "labels": .array(
                labels.map {
                    [
                        "name": .string($0.key),
                        "value": .string(($0.value.string ?? "").replacing("$", with: "$$")),
                    ]
                }
            ),
        ]
    }

    private func job(
        name: String,
        scheme: String,
        path: String,
        targets: [String]
    ) -> Value {
        [
            "name": .string(name), "scheme": .string(scheme),
            "path": .string(path),
            "interval": .string(profile.metrics.interval.profileText),
            "timeout": .string(timeout.profileText), "sampleLimit": .int(Self.sampleLimit),
            "labels": .object(labels), "targets": .array(targets.map(Value.string)), "lookup": .null,
            "tokenFile": profile.metrics.tokenFile.map(Value.string) ?? .null,
            "fallbackProtocol": profile.metrics.fallbackProtocol.map { .string($0.rawValue) } ?? .null,
        ]
    }

    /// Shorter than the interval, so that two scrapes never overlap.
    private var timeout: Duration {
        profile.metrics.interval > .seconds(10)
            ? .seconds(10) : .milliseconds(max(100, profile.metrics.interval.wholeMilliseconds * 9 / 10))
    }

    /// What every series of the server says of itself.
    private var labels: Object {
        var labels = Object()
        labels["service"] = .string(server.name)
        if let team = profile.owner?.team { labels["team"] = .string(team) }
        if let environment = server.resolved.environment { labels["environment"] = .string(environment) }
        return labels
    }
}
