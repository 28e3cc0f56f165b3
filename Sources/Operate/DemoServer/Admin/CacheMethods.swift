internal import JSONRPC
internal import Synchronization
internal import Values

extension AdminMethod {
    static let cacheMethods: [AdminMethod] = [
        AdminMethod(
            name: "caches.list",
            summary: "The caches.",
            action: .read { server, _ throws(RPCError) in
                ["caches": .array(server.state.withLock { $0.caches }.map(\.value))]
            }
        ),
        AdminMethod(
            name: "caches.get",
            summary: "One cache.",
            parameters: [Parameter(name: "name", type: "string", isRequired: true)],
            action: .read { server, params throws(RPCError) in
                let caches = server.state.withLock { $0.caches }
                return caches[try place(of: params["name"], in: caches)].value
            }
        ),
        AdminMethod(
            name: "caches.clear",
            summary: "Forgets the answers of one tool, or of all.",
            parameters: [Parameter(name: "name", type: "string"), Parameter(name: "tool", type: "string")],
            action: .change(isDestructive: true) { server, change throws(RPCError) in
                let tool = change.params["tool"]?.string
                let caches = server.state.withLock { $0.caches }
                if let tool, server.state.withLock({ $0.tool(tool) }) == nil {
                    throw RPCError.notFound("tool", tool)
                }
                let places =
                    change.params["name"] == nil
                    ? Array(caches.indices) : [try place(of: change.params["name"], in: caches)]
                return server.state.withLock { state in
                    let removed = places.reduce(0) { $0 + state.caches[$1].count(of: tool) }
                    let before = Value.array(places.map { state.caches[$0].value })
                    var after = places.map { state.caches[$0] }
                    for place in after.indices { after[place].clear(tool) }
                    if !change.isDryRun {
                        for (place, cache) in zip(places, after) { state.caches[place] = cache }
                    }
                    var outcome = AdminChange.Outcome(before: before, after: .array(after.map(\.value)))
                    outcome.extra["entriesRemoved"] = .int(change.isDryRun ? 0 : removed)
                    return outcome
                }
            }
        ),
        AdminMethod(
            name: "caches.setTtl",
            summary: "How long answers are kept from now on.",
            parameters: [
                Parameter(name: "name", type: "string", isRequired: true),
                Parameter(name: "ttlSeconds", type: "number", isRequired: true),
            ],
            action: .change(isDestructive: false) { server, change throws(RPCError) in
                let caches = server.state.withLock { $0.caches }
                let place = try place(of: change.params["name"], in: caches)
                let seconds = change.params["ttlSeconds"]?.number?.double ?? 0
                guard seconds > 0, seconds <= 604_800 else {
                    throw RPCError(
                        RPCError.invalidParams,
                        "ttlSeconds is above 0 and at most 604800",
                        data: ["type": "invalid_params"]
                    )
                }
                return server.state.withLock { state in
                    let before = state.caches[place].value
                    var cache = state.caches[place]
                    cache.timeToLive = seconds
                    if !change.isDryRun { state.caches[place] = cache }
                    return AdminChange.Outcome(before: before, after: cache.value)
                }
            }
        ),
    ]

    private static func place(of name: Value?, in caches: [ResultCache]) throws(RPCError) -> Int {
        guard let place = caches.firstIndex(where: { $0.name == name?.string }) else {
            throw RPCError.notFound("cache", name?.string ?? "")
        }
        return place
    }
}

extension ResultCache {
    fileprivate var value: Value {
        [
            "name": .string(name), "backend": "memory", "hits": .int(hits), "misses": .int(misses),
            "size": .int(size), "maxSize": .int(maximumSize), "ttlSeconds": .number(Number(timeToLive)),
        ]
    }
}
