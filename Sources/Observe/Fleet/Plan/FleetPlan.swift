package import Discovery

/// What a fleet is: where its servers come from, what is expected of them, and how they are asked.
package struct FleetPlan: Sendable {
    /// The environment's name, for whoever shows the fleet.
    package var environment: String?
    /// Whether changes there must be confirmed by name.
    package var isProtected = false
    /// Servers that are known from the start and stay.
    package var targets: [FleetTarget] = []
    /// What knows of servers that come and go; theirs stand behind `targets`, in the order of the sources.
    package var sources: [any TargetSource] = []
    /// What is expected of the servers, by the name that `FleetTarget.server` has.
    package var expectations: [String: ServerExpectations] = [:]
    /// What is expected of a target, where a profile that may be read again says it; goes before `expectations`.
    package var expect: (@Sendable (FleetTarget) -> ServerExpectations?)?
    /// Whether certificates of any server are not checked.
    package var isInsecure = false
    /// What is expected of a server that has no name, or one that `expectations` lacks.
    package var common = ServerExpectations()
    package var options = FleetOptions()

    package init(targets: [FleetTarget] = [], sources: [any TargetSource] = []) {
        (self.targets, self.sources) = (targets, sources)
    }

    /// The servers of a profile's environment, or those that a command line names.
    ///
    /// The profile is asked again for what it expects whenever targets change.
    package init(_ plan: TargetPlan) {
        sources = [plan.source]
        environment = plan.environment
        isProtected = plan.isProtected
        isInsecure = plan.isInsecure
        expect = { target in plan.profile(for: target).map { ServerExpectations($0) } }
    }

    func expectations(of target: FleetTarget) -> ServerExpectations {
        expect?(target) ?? target.server.flatMap { expectations[$0] } ?? common
    }
}

/// How servers are asked.
package struct FleetOptions: Sendable {
    /// How often each server is asked; from then on when an answer took longer.
    package var interval = Duration.seconds(15)
    /// How long one answer may take.
    package var timeout = Duration.seconds(5)
    /// Whether somebody chose that timeout for all servers, whatever their profiles say.
    package var timeoutIsChosen = false
    /// The MCP endpoint and the admin channel are asked no more often than that, because a look at them takes several
    /// requests; a server without another way of telling is asked each time.
    package var lookInterval = Duration.seconds(10)
    /// The longest time between two polls of a server that does not answer; never less than the interval.
    package var longestBackoff = Duration.seconds(120)
    /// The longest wait that a server can ask for.
    package var longestWait = Duration.seconds(3600)
    /// Polls that are under way at a time.
    package var concurrency = 256
    /// Over how long rates are told.
    package var window = Duration.seconds(60)
    /// How many polls a history has; fewer in a large fleet.
    package var historyLength = 120
    /// Bytes of a health answer that are read.
    package var healthLimit = 1 << 20
    /// Bytes of a metrics answer that are read.
    package var metricsLimit = 16 << 20
    /// Whether the fleet's own series go to the store: states and probes beside what servers expose.
    package var recordsOwnSeries = true
    /// Whether series go to the store at all: where no rule and no query reads them, rates and states need none.
    package var keepsSeries = true
    /// What a poll begins with in `User-Agent`.
    package var userAgent = "mcpctl"

    package init() {}
}
