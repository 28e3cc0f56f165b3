internal import JSONRPC
internal import Synchronization
internal import Values

extension AdminMethod {
    static let limitMethods: [AdminMethod] = [
        AdminMethod(
            name: "ratelimits.list",
            summary: "The rate limits, and what each client has left.",
            action: .read { server, _ throws(RPCError) in
                let now = server.clock.now()
                return ["rateLimits": .array(server.state.withLock { $0.limiters }.map { $0.value(at: now) })]
            }
        ),
        AdminMethod(
            name: "ratelimits.update",
            summary: "Changes a rate limit.",
            parameters: [
                Parameter(name: "name", type: "string", isRequired: true),
                Parameter(name: "requestsPerMinute", type: "number"),
                Parameter(name: "burst", type: "number"),
                Parameter(name: "perClient", type: "boolean"),
            ],
            action: .change(isDestructive: false) { server, change throws(RPCError) in
                let params = change.params
                let name = params["name"]?.string ?? ""
                for key in ["requestsPerMinute", "burst"] {
                    guard let number = params[key]?.number?.double, !(1...1_000_000 ~= number) else {
                        continue
                    }
                    throw RPCError(
                        RPCError.invalidParams,
                        "\(key) is from 1 to 1000000",
                        data: ["type": "invalid_params"]
                    )
                }
                let outcome = server.state.withLock { state -> AdminChange.Outcome? in
                    guard let place = state.limiters.firstIndex(where: { $0.name == name }) else {
                        return nil
                    }
                    var limiter = state.limiters[place]
                    let before = limiter.settings
                    limiter.update(
                        requestsPerMinute: params["requestsPerMinute"]?.number?.double,
                        burst: params["burst"]?.number?.double,
                        isPerClient: params["perClient"]?.bool
                    )
                    if !change.isDryRun { state.limiters[place] = limiter }
                    return AdminChange.Outcome(before: .object(before), after: .object(limiter.settings))
                }
                guard let outcome else { throw RPCError.notFound("rate limit", name) }
                return outcome
            }
        ),
    ]
}

extension RateLimiter {
    fileprivate var settings: Object {
        var settings = Object()
        settings["name"] = .string(name)
        settings["requestsPerMinute"] = .number(Number(requestsPerMinute))
        settings["burst"] = .number(Number(burst))
        settings["perClient"] = .bool(isPerClient)
        return settings
    }

    fileprivate func value(at now: Int64) -> Value {
        var value = settings
        value["rejected"] = .int(rejected)
        let least = clients(at: now).map(\.remaining).min() ?? burst
        value["remaining"] = .number(Number((least * 10).rounded() / 10))
        value["clients"] = .array(
            clients(at: now).map {
                [
                    "client": .string($0.name),
                    "remaining": .number(Number(($0.remaining * 10).rounded() / 10)),
                ]
            }
        )
        return .object(value)
    }
}
