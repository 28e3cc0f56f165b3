internal import JSONRPC
internal import Synchronization
internal import Values

extension AdminMethod {
    private static let name = Parameter(name: "name", type: "string", isRequired: true)

    static let toolMethods: [AdminMethod] = [
        AdminMethod(
            name: "tools.list",
            summary: "All tools, those that are switched off too.",
            action: .read { server, _ throws(RPCError) in
                let now = server.clock.now()
                return ["tools": .array(server.state.withLock { $0.tools }.map { $0.value(at: now) })]
            }
        ),
        AdminMethod(
            name: "tools.get",
            summary: "One tool.",
            parameters: [name],
            action: .read { server, params throws(RPCError) in
                let name = params["name"]?.string ?? ""
                let tools = server.state.withLock { $0.tools }
                guard let tool = tools.first(where: { $0.role.name == name }) else {
                    throw RPCError.notFound("tool", name)
                }
                return tool.value(at: server.clock.now())
            }
        ),
        AdminMethod(
            name: "tools.enable",
            summary: "Lists a tool again.",
            parameters: [name],
            action: .change(isDestructive: false) { server, change throws(RPCError) in
                try server.changeTool(change) { $0.isEnabled = true }
            }
        ),
        AdminMethod(
            name: "tools.disable",
            summary: "Neither lists nor calls a tool any more.",
            parameters: [name, Parameter(name: "purgeCache", type: "boolean")],
            action: .change(isDestructive: false) { server, change throws(RPCError) in
                let outcome = try server.changeTool(change) { $0.isEnabled = false }
                if change.params["purgeCache"]?.bool == true, !change.isDryRun {
                    let tool = change.params["name"]?.string
                    server.state.withLock { state in
                        for place in state.caches.indices { state.caches[place].clear(tool) }
                    }
                }
                return outcome
            }
        ),
        AdminMethod(
            name: "tools.configure",
            summary: "How long a call may take.",
            parameters: [name, Parameter(name: "timeoutSeconds", type: "number")],
            action: .change(isDestructive: false) { server, change throws(RPCError) in
                let seconds = change.params["timeoutSeconds"]?.number?.double
                if let seconds, !(0.01...3600 ~= seconds) {
                    throw RPCError(
                        RPCError.invalidParams,
                        "timeoutSeconds is from 0.01 to 3600",
                        data: ["type": "invalid_params"]
                    )
                }
                return try server.changeTool(change) { $0.timeout = seconds ?? $0.timeout }
            }
        ),
    ]
}

extension DemoServer {
    fileprivate func changeTool(
        _ change: AdminChange,
        _ apply: (inout ToolState) -> Void
    ) throws(RPCError) -> AdminChange.Outcome {
        let name = change.params["name"]?.string ?? ""
        let outcome = state.withLock { state -> AdminChange.Outcome? in
            guard let place = state.tool(name) else { return nil }
            var tool = state.tools[place]
            let before = tool.settings
            apply(&tool)
            if !change.isDryRun { state.tools[place] = tool }
            return AdminChange.Outcome(before: .object(before), after: .object(tool.settings))
        }
        guard let outcome else { throw RPCError.notFound("tool", name) }
        return outcome
    }
}

extension ToolState {
    fileprivate var settings: Object {
        var settings = Object()
        settings["name"] = .string(role.name)
        settings["enabled"] = .bool(isEnabled)
        settings["timeoutSeconds"] = .number(Number(timeout))
        return settings
    }

    fileprivate func value(at now: Int64) -> Value {
        var value = settings
        value["calls"] = .int(statistics.calls)
        value["errors"] = .int(statistics.errorCount)
        value["p95"] = statistics.p95(at: now).map { .number(Number($0)) } ?? .null
        return .object(value)
    }
}
