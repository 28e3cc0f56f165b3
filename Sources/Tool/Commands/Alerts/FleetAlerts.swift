internal import Fleet
internal import RuleWatch

/// The alerts of a fleet while somebody looks: rules are evaluated when they are due and the alerts are asked for.
actor FleetAlerts {
    private var watch: RuleWatch
    private var known: [AlertSnapshot] = []

    /// Nothing where a rule cannot be evaluated at all: then there are no alerts, which `mcpctl alerts` tells.
    init?(_ rules: AlertRules?, of fleet: Fleet) {
        guard let rules else { return nil }
        var options = RuleWatch.Options()
        options.hastens = true
        guard let watch = try? RuleWatch(rules.files, over: fleet.store, options) else { return nil }
        self.watch = watch
    }

    func alerts() -> [AlertSnapshot] {
        if watch.evaluate(at: WallClock.now) > 0 { known = watch.alerts }
        return known
    }
}
