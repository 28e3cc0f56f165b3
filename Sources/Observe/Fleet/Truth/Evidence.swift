internal import HTTP
internal import MCP

/// What one poll saw of a server, from which its state is judged.
struct Evidence: Sendable {
    /// An endpoint that tells health, what it answered, and what that means.
    struct Health: Sendable {
        var answer: EndpointOutcome
        var report: HealthReport?
        var isPage = false

        init(_ answer: EndpointAnswer) {
            self.answer = answer.outcome
            guard let response = answer.response else { return }
            let said = HealthAnswer(
                status: response.status,
                contentType: answer.contentType,
                body: response.body
            )
            report = HealthDialects.report(on: said)
            isPage = said.isPage
        }

        /// An answer that is none about health: a page, foreign JSON, a path that is not there.
        var isForeign: Bool { answer.isAnswered && report == nil && !answer.isRefused }

        /// What is wrong with a foreign answer.
        var oddity: String {
            let status = answer.status ?? 0
            if isPage { return "a web page (HTTP \(status))" }
            return 200..<300 ~= status ? "something that is no word about health" : "HTTP \(status)"
        }
    }

    var health: Health?
    var liveness: Health?
    var readiness: Health?
    /// What a tool said of health; nothing when an endpoint says it.
    var tool: (name: String, report: HealthReport?, problem: String?)?
    var look: MCPLook?
    var hasMCP = false
    /// Why metrics could not be read; nothing when they were, or nobody asked.
    var metricsFailure: (text: String, isRefused: Bool, isTransfer: Bool)?
    /// Whether there are metrics; of an address that was guessed only when they are there.
    var hasMetrics = false
    /// What the target's source says against it.
    var remark: String?
    var traffic = TrafficSnapshot()
    var breakers: [BreakerSnapshot] = []
    var knowsBreakers = false
    /// How many calls of ours were not counted since the counters last moved.
    var uncountedCalls = 0
    var expectations = ServerExpectations()
    /// The name under which the server was first seen.
    var firstIdentity: String?
    /// Why there is no token.
    var tokenProblem: String?

    /// What the server says of itself, by an endpoint or by a tool.
    var report: HealthReport? { health?.report ?? tool?.report }

    /// Whether a whole answer came from anywhere.
    var isAnswered: Bool {
        if [health, liveness, readiness].contains(where: { $0?.answer.isAnswered == true }) { return true }
        if let look, look.isAnswered || look.failure?.isUnreachable == false { return true }
        return metricsFailure.map { !$0.isTransfer } ?? hasMetrics
    }
}
