internal import GoText
internal import JSONRPC
internal import Synchronization
internal import Values

extension AdminMethod {
    static let breakerMethods: [AdminMethod] = [
        AdminMethod(
            name: "breakers.list",
            summary: "The circuit breakers.",
            action: .read { server, _ throws(RPCError) in
                ["breakers": .array(server.state.withLock { $0.breakers }.map(\.value))]
            }
        ),
        AdminMethod(
            name: "breakers.get",
            summary: "One circuit breaker.",
            parameters: [Parameter(name: "name", type: "string", isRequired: true)],
            action: .read { server, params throws(RPCError) in
                let name = params["name"]?.string ?? ""
                guard let breaker = server.state.withLock({ $0.breakers }).first(where: { $0.name == name })
                else {
                    throw RPCError.notFound("breaker", name)
                }
                return breaker.value
            }
        ),
        AdminMethod(
            name: "breakers.reset",
            summary: "Closes a breaker; the next call goes to the backend.",
            parameters: [Parameter(name: "name", type: "string", isRequired: true)],
            action: .change(isDestructive: false) { server, change throws(RPCError) in
                try server.changeBreaker(change) { $0.reset() }
            }
        ),
        AdminMethod(
            name: "breakers.forceOpen",
            summary: "Lets no call through until it is reset.",
            parameters: [Parameter(name: "name", type: "string", isRequired: true)],
            action: .change(isDestructive: true) { server, change throws(RPCError) in
                try server.changeBreaker(change) { $0.forceOpen(at: change.now) }
            }
        ),
    ]
}

extension DemoServer {
    fileprivate func changeBreaker(
        _ change: AdminChange,
        _ apply: (inout Breaker) -> Void
    ) throws(RPCError) -> AdminChange.Outcome {
        let name = change.params["name"]?.string ?? ""
        let outcome = state.withLock { state -> AdminChange.Outcome? in
            guard let place = state.breaker(name) else { return nil }
            var breaker = state.breakers[place]
            let before = breaker.value
            apply(&breaker)
            if !change.isDryRun { state.breakers[place] = breaker }
            return AdminChange.Outcome(before: before, after: breaker.value)
        }
        guard let outcome else { throw RPCError.notFound("breaker", name) }
        return outcome
    }
}

extension Breaker {
    fileprivate var value: Value {
        func time(_ moment: Int64?) -> Value {
            moment.map { .string(CivilTime(milliseconds: $0).rfc3339) } ?? .null
        }
        return [
            "name": .string(name), "state": .string(state.rawValue), "failureCount": .int(failureCount),
            "successCount": .int(successCount),
            "failureThreshold": .int(failureThreshold),
            "thresholds": [
                "failure": .int(failureThreshold), "success": .int(successThreshold),
                "recoverySeconds": .number(Number(Double(rest) / 1000)),
            ],
            "notPermittedCalls": .int(notPermittedCalls), "openedAt": time(openedAt),
            "nextAttemptAt": time(nextAttemptAt),
        ]
    }
}
