internal import Dashboard
internal import DemoServer
internal import Diagnostics
internal import Fleet
internal import Render
internal import RuleWatch
internal import Rules
internal import Templates

/// The dashboard's view of a demo: the fleet as it is polled, and the alerts of the shipped rules over its samples.
struct DemoFeed: DashboardFeed {
    let fleet: Fleet
    let watch: AlertDesk

    func snapshot() async -> FleetSnapshot { fleet.snapshot() }

    func alerts() async -> [AlertSnapshot] { await watch.alerts(at: DemoClock.system.now()) }

    func changes() -> AsyncStream<Void> { fleet.changes() }

    func refresh() async { fleet.refresh() }

    func setInterval(_ interval: Duration) async { fleet.setInterval(interval) }
}

/// Runs rules whenever somebody asks for their alerts.
actor AlertDesk {
    private var watch: RuleWatch

    /// The shipped rules, over the samples of a fleet.
    init(over fleet: Fleet) throws(InvalidInput) {
        let shipped = try ShippedRules(templates: .embedded)
        var files: [RuleFile] = []
        for file in shipped.files {
            files.append(try RuleFileReader.read(SourceFile(name: file.path, text: file.text)))
        }
        var options = RuleWatch.Options()
        options.interval = 2000
        options.hastens = true
        watch = try RuleWatch(files, over: fleet.store, options)
    }

    func alerts(at time: Int64) -> [AlertSnapshot] {
        watch.evaluate(at: time)
        return watch.alerts
    }
}
