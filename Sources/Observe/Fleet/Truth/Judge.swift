internal import Diagnostics
internal import HTTP
internal import MCP

/// Makes a state and its reason of everything that was seen of a server: what it says, and what it does.
struct Judge {
    private let evidence: Evidence
    private var troubles: [Trouble] = []
    private var verdict = Verdict()

    static func verdict(on evidence: Evidence) -> Verdict {
        var judge = Judge(evidence: evidence)
        judge.decide()
        return judge.verdict
    }

    private init(evidence: Evidence) { self.evidence = evidence }

    private mutating func decide() {
        verdict.claim = evidence.report?.state
        for check in TruthChecks.all {
            guard let seen = check.look(at: evidence) else { continue }
            verdict.checks.append(
                TruthSnapshot(name: check.name, outcome: seen.outcome, evidence: seen.evidence)
            )
            if let trouble = seen.trouble { troubles.append(trouble) }
        }
        guard evidence.isAnswered else { return settle(.unreachable, silence) }
        if let text = refusal { return settle(.unauthorized, text) }
        if let text = wrongService { return settle(.wrongService, text) }
        addProbes()
        addClaim()
        addProtocol()
        addMetrics()
        if let remark = evidence.remark { add(.degraded, "where it runs it is said: \(remark)") }
        conclude()
    }

    private mutating func settle(_ state: HealthState, _ reason: String) {
        (verdict.state, verdict.reason) = (state, reason)
    }

    /// Why nobody answered: what the most telling endpoint met.
    private var silence: String {
        if let problem = evidence.tokenProblem { return problem }
        let failures = [
            evidence.look?.failure?.message, evidence.health?.answer.failure?.message,
            evidence.readiness?.answer.failure?.message, evidence.liveness?.answer.failure?.message,
            evidence.metricsFailure?.text,
        ]
        return failures.lazy.compactMap { $0 }.first ?? "nothing answers"
    }

    /// That we may not ask; a server that says it is unhealthy is unhealthy all the same.
    private var refusal: String? {
        guard verdict.claim != .unhealthy else { return nil }
        let token = evidence.tokenProblem.map { "; \($0)" } ?? ""
        if let look = evidence.look, look.isRefused {
            let said = verdict.claim.map { "; it says it is \($0.rawValue)" } ?? ""
            let status = look.failure?.status.map { "HTTP \($0)" } ?? "a refusal"
            return "its MCP endpoint answers \(status): it wants other credentials\(said)\(token)"
        }
        guard let health = evidence.health, health.answer.isRefused else { return nil }
        let mcp = evidence.look?.isAnswered == true ? "; its MCP endpoint answers" : ""
        return
            "its health endpoint answers HTTP \(health.answer.status ?? 401): it wants other credentials\(mcp)\(token)"
    }

    /// That something else lives there: neither MCP nor a word about health comes from it.
    private var wrongService: String? {
        let seen = [evidence.health, evidence.readiness, evidence.liveness].compactMap { $0 }
        guard !seen.contains(where: { $0.report != nil }) else { return nil }
        if evidence.hasMCP {
            guard let look = evidence.look, case .wrongService? = look.failure?.kind, !look.isAnswered else {
                return nil
            }
            return "something else answers: \(shortened(look.failure?.detail ?? "", to: 120))"
        }
        guard let health = evidence.health, health.isForeign,
            health.isPage || health.answer.isSuccess
        else { return nil }
        return "something else answers: \(health.oddity) at \(health.answer.address)"
    }

    /// Liveness and readiness: two questions, each with its own answer.
    private mutating func addProbes() {
        if let liveness = evidence.liveness, !liveness.answer.isRefused {
            if let report = liveness.report, report.state == .unhealthy {
                add(
                    .unhealthy,
                    "its liveness fails: \(report.explanation ?? "it says it is not alive")",
                    contradicts: true
                )
            } else if let failure = liveness.answer.failure {
                add(.unhealthy, "its liveness does not answer: \(shortened(failure.message, to: 120))")
            }
        }
        guard let readiness = evidence.readiness, !readiness.answer.isRefused else { return }
        let isAlive = evidence.liveness?.report?.state == .healthy
        let start = isAlive ? "it is alive, but not ready" : "it is not ready"
        if let report = readiness.report, report.state == .unhealthy {
            let why =
                report.explanation ?? evidence.report.flatMap { $0.state == .healthy ? nil : $0.explanation }
            add(.unhealthy, start + (why.map { ": \($0)" } ?? ""))
        } else if let failure = readiness.answer.failure {
            add(.unhealthy, "\(start): \(shortened(failure.message, to: 120))")
        }
    }

    /// What the server says of itself, and where it should say it.
    private mutating func addClaim() {
        if let tool = evidence.tool, evidence.health == nil, let problem = tool.problem {
            add(.unhealthy, "its health tool \(tool.name) fails: \(problem)", contradicts: false)
        }
        if let report = evidence.report {
            let isReady = evidence.readiness?.report?.state == .healthy
            switch report.state {
            case .healthy, .unknown, .unreachable, .unauthorized, .wrongService: break
            case .degraded:
                let why = report.explanation.map { ": \($0)" } ?? ""
                add(
                    .degraded,
                    "it says it is degraded\(why)" + (isReady ? ", and still ready" : ""),
                    contradicts: false
                )
            case .unhealthy:
                let why = report.explanation.map { ": \($0)" } ?? ""
                // Readiness may have told it already.
                let isTold = report.explanation.map { told in troubles.contains { $0.text.hasSuffix(told) } }
                if isTold != true { add(.unhealthy, "it says it is unhealthy\(why)", contradicts: false) }
            }
        }
        guard let health = evidence.health, health.report == nil, !health.answer.isRefused else { return }
        let works = evidence.look?.isAnswered == true
        if let failure = health.answer.failure {
            let text = "its health endpoint does not answer (\(shortened(failure.message, to: 120)))"
            add(works ? .degraded : .unhealthy, text + (works ? ", while its MCP endpoint does" : ""))
            if works { verdict.disagreement = text + ", while its MCP endpoint does" }
        } else {
            let text = "its health endpoint answers \(health.oddity)"
            add(works || !evidence.hasMCP ? .degraded : .unhealthy, text)
        }
    }

    /// Whether it speaks MCP, whatever it says.
    private mutating func addProtocol() {
        guard let look = evidence.look, !look.isAnswered, let failure = look.failure else { return }
        let what = failure.isUnreachable ? "does not answer" : "does not work"
        let words = failure.kind == .wrongService ? failure.detail : failure.message
        add(.unhealthy, "its MCP endpoint \(what): \(shortened(words, to: 140))")
    }

    private mutating func addMetrics() {
        guard let failure = evidence.metricsFailure, evidence.hasMCP || evidence.health != nil else { return }
        guard !failure.isRefused else { return }
        add(.degraded, "its metrics cannot be read: \(shortened(failure.text, to: 120))", contradicts: false)
    }

    private mutating func add(_ state: HealthState, _ text: String, contradicts: Bool = true) {
        troubles.append(Trouble(state: state, text: text, contradicts: contradicts))
    }

    /// The worst that is wrong gives the state; a server that says it is healthy is told where it is not.
    private mutating func conclude() {
        guard let worst = troubles.map(\.state).max() else {
            verdict.state = evidence.hasMCP || evidence.report != nil ? .healthy : .unknown
            if evidence.report?.state == .unknown { verdict.state = .unknown }
            verdict.reason = calm
            return
        }
        let grave = troubles.filter { $0.state == worst } + troubles.filter { $0.state != worst }
        settle(worst, grave.prefix(2).map(\.text).joined(separator: "; "))
        let contrary = grave.filter(\.contradicts).map(\.text)
        guard verdict.claim == .healthy, !contrary.isEmpty else { return }
        verdict.disagreement = "it says it is healthy, but \(contrary.prefix(2).joined(separator: ", and "))"
        verdict.reason = verdict.disagreement ?? verdict.reason
    }

    /// What is known of a server with which nothing is wrong.
    private var calm: String {
        var parts: [String] = []
        if let report = evidence.report {
            parts.append(report.state == .unknown ? "it does not know how it is" : "it says it is healthy")
        }
        if let look = evidence.look, look.isAnswered {
            let count = look.tools?.count
            parts.append(count.map { "\($0) \($0 == 1 ? "tool" : "tools") listed" } ?? "MCP answers")
            if evidence.health == nil, evidence.tool == nil { parts.append("it has no health endpoint") }
        } else if evidence.report == nil {
            parts.append("only its metrics answer: nothing tells how it is")
        }
        if evidence.metricsFailure?.isRefused == true { parts.append("its metrics want other credentials") }
        return parts.joined(separator: ", ")
    }
}
