internal import GoText
internal import JSONRPC
internal import Synchronization
internal import Values

extension AdminMethod {
    static let sessionMethods: [AdminMethod] = [
        AdminMethod(
            name: "sessions.list",
            summary: "The open sessions, oldest first.",
            parameters: [
                Parameter(name: "filter", type: "object"), Parameter(name: "cursor", type: "string"),
                Parameter(name: "limit", type: "integer"),
            ],
            action: .read { server, params throws(RPCError) in
                let now = server.clock.now()
                let idle = params["filter"]?["minIdleSeconds"]?.number?.double ?? 0
                let client = params["filter"]?["client"]?.string
                let sessions = server.state.withLock { $0.sessions.all }.filter {
                    Double(now - $0.usedAt) / 1000 >= idle && (client == nil || $0.client == client)
                }
                let start = params["cursor"]?.string.flatMap { Int($0) } ?? 0
                let page = sessions.dropFirst(max(0, start)).prefix(max(1, params["limit"]?.int ?? 100))
                var result = Object()
                result["sessions"] = .array(page.map { $0.value(at: now) })
                result["total"] = .int(sessions.count)
                if page.endIndex < sessions.endIndex { result["nextCursor"] = .string(String(page.endIndex)) }
                return .object(result)
            }
        ),
        AdminMethod(
            name: "sessions.get",
            summary: "One session.",
            parameters: [Parameter(name: "id", type: "string", isRequired: true)],
            action: .read { server, params throws(RPCError) in
                let id = params["id"]?.string ?? ""
                guard let session = server.state.withLock({ $0.sessions.session(id) }) else {
                    throw RPCError.notFound("session", id)
                }
                return session.value(at: server.clock.now())
            }
        ),
        AdminMethod(
            name: "sessions.terminate",
            summary: "Ends a session; its client gets 404 from then on.",
            parameters: [
                Parameter(name: "id", type: "string", isRequired: true),
                Parameter(name: "mode", type: "string"),
            ],
            action: .change(isDestructive: true) { server, change throws(RPCError) in
                let id = change.params["id"]?.string ?? ""
                guard let session = server.state.withLock({ $0.sessions.session(id) }) else {
                    throw RPCError.notFound("session", id)
                }
                if !change.isDryRun { server.end(id) }
                var outcome = AdminChange.Outcome(before: session.value(at: change.now), after: .null)
                outcome.extra["inFlightCancelled"] = .int(change.isDryRun ? 0 : session.inFlight)
                return outcome
            }
        ),
    ]
}

extension Session {
    fileprivate func value(at now: Int64) -> Value {
        [
            "id": .string(id), "client": .string(client), "protocolVersion": .string(protocolVersion),
            "createdAt": .string(CivilTime(milliseconds: createdAt).rfc3339),
            "idleSeconds": .number(Number(Double(now - usedAt) / 1000)), "inFlight": .int(inFlight),
        ]
    }
}
