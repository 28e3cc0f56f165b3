internal import GoText
internal import Values

/// A call of a tool that has begun: how long it takes and how it ends is known, not yet counted.
struct PlannedCall: Sendable {
    var tool: Int
    var client: String
    var session: String?
    /// Milliseconds.
    var duration: Double
    var outcome: CallOutcome
    /// The breaker that let it through.
    var breaker: Int?
    /// Where its answer is kept.
    var cacheKey: String?
}

/// How a call of a tool ends.
enum CallOutcome: Sendable {
    case answer(Value)
    /// The tool's own failure; `type` is the word that metrics have for it.
    case failure(type: String, message: String)
    case rateLimited(retryAfter: Double, remaining: Double, limit: Double)
    case unknownTool
    case draining

    var failureType: String? {
        switch self {
        case .answer, .unknownTool, .draining: nil
        case .failure(let type, _): type
        case .rateLimited: "rate_limited"
        }
    }
}

extension ServerState {
    /// Takes a call on: limits, cache, breaker and backend, in the order in which real servers have them.
    mutating func begin(
        _ name: String,
        _ arguments: Object,
        client: String,
        session: String?,
        at now: Int64
    ) -> PlannedCall {
        guard let place = tool(name), tools[place].isEnabled else {
            return PlannedCall(tool: -1, client: client, duration: 0, outcome: .unknownTool)
        }
        var call = PlannedCall(tool: place, client: client, session: session, duration: 1, outcome: .draining)
        guard !isDraining else { return call }
        if let session {
            sessions.change(session) { session in
                session.usedAt = now
                session.inFlight += 1
            }
        }
        let role = tools[place].role
        if role.backend.isEmpty {
            call.outcome = .answer(healthToolAnswer(at: now))
            return call
        }
        if arguments[role.argument]?.string == nil {
            // Told in the result, so that a model can mend it (2025-11-25, "Tools", section "Error Handling").
            let text = "'\(role.argument)' is needed, as a text"
            call.outcome = .failure(type: "validation_error", message: text)
            return call
        }
        if !limiters.isEmpty, let wait = limiters[0].take(client, at: now) {
            call.outcome = .rateLimited(retryAfter: wait, remaining: 0, limit: limiters[0].requestsPerMinute)
            return call
        }
        if role.isCached, !caches.isEmpty {
            let key = "\(name) \(Value.object(arguments).json(.canonicalKeys))"
            if let value = caches[0].value(for: key, at: now) {
                call.outcome = .answer(value)
                return call
            }
            call.cacheKey = key
        }
        guard let breaker = breaker(role.backend), breakers[breaker].permits(at: now) else {
            call.outcome = .failure(
                type: "breaker_open",
                message: "the circuit breaker '\(role.backend)' is open"
            )
            return call
        }
        call.breaker = breaker
        ask(role, arguments, timeout: tools[place].timeout, &call)
        return call
    }

    /// What the backend does with it.
    private mutating func ask(
        _ role: ToolRole,
        _ arguments: Object,
        timeout: Double,
        _ call: inout PlannedCall
    ) {
        let fault = faults[role.backend] ?? BackendFault()
        call.duration = random.logNormal(median: role.median, spread: 0.45) + fault.delay
        if random.unit() < max(role.errorRatio, fault.errorRatio) {
            let text = "\(role.backend) answered with an error"
            call.outcome = .failure(type: "backend_error", message: text)
        } else if call.duration > timeout * 1000 {
            call.duration = timeout * 1000
            let seconds = GoText.number(timeout)
            call.outcome = .failure(
                type: "timeout",
                message: "\(role.backend) did not answer within \(seconds) s"
            )
        } else {
            var answer = Object()
            answer["tool"] = .string(role.name)
            answer[role.argument] = arguments[role.argument] ?? .null
            answer["value"] = .int(Int(random.next() % 1000))
            call.outcome = .answer(.object(answer))
        }
    }

    /// Counts a call when it is over.
    mutating func finish(_ call: PlannedCall, at now: Int64) {
        if let session = call.session {
            sessions.change(session) { session in
                session.usedAt = now
                session.inFlight = max(0, session.inFlight - 1)
            }
        }
        guard tools.indices.contains(call.tool) else { return }
        let name = tools[call.tool].role.name
        let type = call.outcome.failureType
        if case .draining = call.outcome { return }
        tools[call.tool].statistics.record(seconds: call.duration / 1000, error: type, at: now)
        if let breaker = call.breaker { breakers[breaker].record(isSuccess: type == nil, at: now) }
        if let type {
            trend.record(.init(at: now, type: type, code: type == "rate_limited" ? 429 : 500, tool: name))
        }
        if let key = call.cacheKey, case .answer(let value) = call.outcome, !caches.isEmpty {
            caches[0].keep(value, for: key, of: name, at: now)
        }
    }
}
