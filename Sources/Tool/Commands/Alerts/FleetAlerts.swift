internal import Fleet
internal import RuleWatch

/// The alerts of a fleet while somebody looks: rules are evaluated when they are due and the alerts are asked for.
actor FleetAlerts {
    private var watch: RuleWatch
    private var known: [AlertSnapshot] = []

    init(_ rules: AlertRules, of fleet: Fleet) throws {
        var options = RuleWatch.Options()
        options.hastens = true
        watch = try RuleWatch(rules.files, over: fleet.store, options)
    }

    func alerts() -> [AlertSnapshot] {
        if watch.evaluate(at: WallClock.now) > 0 { known = watch.alerts }
        return known
    }
}
