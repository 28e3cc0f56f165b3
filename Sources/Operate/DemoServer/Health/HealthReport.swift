/// How a server is by its own looking: what every dialect puts in its own words.
struct HealthReport: Sendable {
    enum State: Int, Sendable, Comparable {
        case fine, impaired, down

        static func < (first: State, second: State) -> Bool { first.rawValue < second.rawValue }
    }

    struct Component: Sendable {
        let name: String
        let state: State
        let detail: String
        /// Milliseconds of a usual call, as it is now.
        let latency: Double
    }

    let components: [Component]
    let isDraining: Bool

    var state: State { isDraining ? .down : components.map(\.state).max() ?? .fine }

    /// In sentences, of what is not fine.
    var issues: [String] {
        components.filter { $0.state != .fine }.map(\.detail) + (isDraining ? ["the server drains"] : [])
    }
}

extension ServerState {
    /// A backend that always fails is down; one that is slow or behind a breaker that is not closed impairs.
    func healthReport(at now: Int64) -> HealthReport {
        let components = breakers.map { breaker in
            let fault = faults[breaker.name] ?? BackendFault()
            let usual = role.tools.first { $0.backend == breaker.name }?.median ?? 0
            let (state, detail): (HealthReport.State, String) =
                if fault.errorRatio >= 0.95 {
                    (.down, "\(breaker.name) does not answer")
                } else if breaker.state != .closed {
                    (.impaired, "the breaker of \(breaker.name) is \(breaker.state.rawValue)")
                } else if fault.delay >= 1000 {
                    (.impaired, "\(breaker.name) is slow")
                } else if fault.errorRatio > 0.1 {
                    (.impaired, "\(breaker.name) answers with errors")
                } else {
                    (.fine, "\(breaker.name) answers")
                }
            return HealthReport.Component(
                name: breaker.name,
                state: state,
                detail: detail,
                latency: usual + fault.delay
            )
        }
        return HealthReport(components: components, isDraining: isDraining)
    }
}
