internal import Discovery
internal import Profile

/// Targets with the labels that rules tell servers apart by: `service` and `environment`, as a rendered
/// `prometheus.yml` sets them.
struct NamedTargets: TargetSource {
    private let source: any TargetSource
    private let environment: String?
    /// Whether the profile's rules hold, which know its servers by their names; those for any server want each target
    /// to be a service of its own, as it may have metrics of its own kind.
    private let hasRules: Bool
    /// The name of the only server of the profile.
    private let service: String?

    init(_ plan: TargetPlan) {
        (source, environment) = (plan.source, plan.environment)
        hasRules = plan.profiles.contains { $0.profile.metrics.enabled }
        service = plan.profiles.count == 1 ? plan.profiles.first?.profile.name : nil
    }

    var title: String { source.title }

    func updates() -> AsyncStream<TargetUpdate> {
        let (stream, continuation) = AsyncStream.makeStream(of: TargetUpdate.self)
        let (source, copy) = (source, self)
        let task = Task {
            for await update in source.updates() {
                switch update {
                case .targets(let targets): continuation.yield(.targets(targets.map(copy.named)))
                case .problem: continuation.yield(update)
                }
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func named(_ target: FleetTarget) -> FleetTarget {
        var target = target
        func add(_ name: String, _ value: String?) {
            guard let value, !target.labels.contains(where: { $0.name == name }) else { return }
            target.labels.append((name, value))
        }
        add("service", hasRules ? target.server ?? service ?? target.name : target.name)
        add("environment", environment)
        return target
    }
}
