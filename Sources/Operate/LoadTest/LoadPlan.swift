package import Diagnostics
package import Values

/// What is asked of a server, how often, and for how long.
package struct LoadPlan: Sendable {
    /// One kind of request.
    package enum Question: Sendable, Equatable {
        case tool(String, arguments: Object)
        case listTools
        /// `ping`, or `server/discover` where there is none.
        case ping

        package var name: String {
            switch self {
            case .tool(let name, _): name
            case .listTools: "tools/list"
            case .ping: "ping"
            }
        }
    }

    package struct Part: Sendable, Equatable {
        package var question: Question
        /// How many of this kind come for each round of the mix.
        package var weight: Int

        package init(_ question: Question, weight: Int = 1) {
            (self.question, self.weight) = (question, weight)
        }
    }

    /// Requests a second, whether or not the ones before were answered.
    package var rate = 10.0
    /// How long requests that count are sent.
    package var duration = Duration.seconds(10)
    /// How many requests count, instead of `duration`.
    package var count: Int?
    /// How long requests are sent before, at the same rate, that do not count.
    package var warmUp = Duration.zero
    /// How many requests are under way at a time; others wait, and their wait counts.
    package var inFlight = 64
    /// How many sessions, or clients where there are none, share the requests.
    package var sessions = 1
    /// Empty asks for the list of tools, or whether the server is there when it has none.
    package var mix: [Part] = []

    package static let longest = Duration.seconds(600)
    package static let most = 1_000_000
    package static let fastest = 10_000.0
    package static let widest = 1_000

    package init() {}

    /// Requests that count.
    package var requests: Int { count ?? Int((rate * (duration / .seconds(1))).rounded(.up)) }
    /// Requests before those.
    var warmUpRequests: Int { Int((rate * (warmUp / .seconds(1))).rounded(.down)) }

    /// Why it is not done: a test that is no small one, or none at all.
    package var refusal: Diagnostic? {
        guard rate.isFinite, rate > 0 else {
            return .error("the rate must be more than zero requests a second")
        }
        guard rate <= Self.fastest else {
            return .error(
                "\(rate) requests a second are too many, \(Int(Self.fastest)) at most",
                hint: "this is a small load test; for more there are wrk2 and k6"
            )
        }
        let whole = Duration.seconds(Double(requests) / rate) + warmUp
        guard requests > 0, warmUp >= .zero else { return .error("there is nothing to send") }
        guard whole <= Self.longest else {
            return .error(
                "that takes \(Int(whole / .seconds(1))) seconds, \(Int(Self.longest / .seconds(1))) at most",
                hint: "send less, or faster"
            )
        }
        guard requests + warmUpRequests <= Self.most else {
            return .error("\(requests + warmUpRequests) requests are too many, \(Self.most) at most")
        }
        guard 1...Self.widest ~= inFlight, 1...inFlight ~= sessions else {
            return .error(
                "from 1 to \(Self.widest) requests may be under way, in no more sessions than that"
            )
        }
        guard mix.allSatisfy({ 1...1000 ~= $0.weight }) else {
            return .error("the weight of a tool is a whole number from 1 to 1000")
        }
        return nil
    }
}
