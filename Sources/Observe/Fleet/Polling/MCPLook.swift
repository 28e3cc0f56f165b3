internal import Diagnostics
internal import HTTP
internal import MCP
internal import Values

/// What a look at the MCP endpoint brought.
struct MCPLook: Sendable {
    /// A call of a tool of ours.
    struct Call: Sendable {
        var tool: String
        /// Why it failed, or nothing when it went well.
        var problem: String?
        var answer: HealthAnswer?
        var seconds: Double
    }

    var address: String
    var server: MCPServer?
    /// The names of the tools; nothing when they were not told.
    var tools: [String]?
    /// Why there is no more; what came before it holds.
    var failure: MCPFailure?
    var canary: Call?
    var health: Call?
    var seconds = 0.0
    /// Calls of ours that the server should have counted.
    var calls = 0

    /// Whether somebody answered this time: who is there may be known from before.
    var isAnswered: Bool { server != nil && (tools != nil || failure?.isUnreachable != true) }
    var isRefused: Bool {
        switch failure?.kind {
        case .unauthorized?, .forbidden?: true
        case .transfer?, .rateLimited?, .unavailable?, .wrongService?, .badAnswer?, .refused?,
            .noCommonVersion?,
            .sessionLost?, .tooMuch?, .inputRequired?, .ended?, .cancelled?, nil:
            false
        }
    }

    /// How long the server asks to wait, in milliseconds.
    var wait: Int64? {
        guard case .rateLimited(let wait)? = failure?.kind else { return nil }
        return (wait ?? .seconds(30)).milliseconds
    }

    /// Looks; every session that was opened is ended.
    static func look(_ client: MCPClient, _ expectations: ServerExpectations, hasHealth: Bool) async
        -> MCPLook
    {
        var look = MCPLook(address: client.endpoint.name)
        let start = ContinuousClock.now
        do throws(MCPFailure) {
            look.server = try await client.connect()
            if look.server?.hasTools != false {
                let tools = try await client.listTools()
                look.tools = tools.map(\.name)
                let tool = expectations.healthTool ?? (hasHealth ? nil : Self.healthTool(among: tools))
                if let tool { look.health = try await call(tool, Object(), nil, client, &look) }
                if let canary = expectations.canary {
                    look.canary = try await call(
                        canary.tool,
                        canary.arguments,
                        canary.deadline,
                        client,
                        &look
                    )
                }
            }
        } catch {
            look.failure = error
        }
        look.seconds = (ContinuousClock.now - start).inSeconds
        await client.close()
        return look
    }

    /// A tool that tells health without being told anything: by its name, as MCP Tool Factory makes one.
    private static func healthTool(among tools: [MCPTool]) -> String? {
        tools.first { tool in
            tool.name == "health_check" && tool.inputSchema?["required"]?.array?.isEmpty != false
        }?.name
    }

    private static func call(
        _ tool: String,
        _ arguments: Object,
        _ deadline: Duration?,
        _ client: MCPClient,
        _ look: inout MCPLook
    ) async throws(MCPFailure) -> Call {
        var call = Call(tool: tool, seconds: 0)
        let start = ContinuousClock.now
        do throws(MCPFailure) {
            let result = try await client.callTool(tool, arguments: arguments, deadline: deadline)
            look.calls += 1
            call.seconds = result.duration.inSeconds
            call.answer = HealthAnswer(text: result.text, structured: result.structured)
            if let limit = result.rateLimit {
                // Refused by a limit: says nothing of the work behind it.
                call.answer = nil
                call.problem = nil
                if let wait = limit.retryAfter {
                    look.failure = MCPFailure(.rateLimited(retryAfter: wait), at: look.address, limit.message)
                }
            } else if result.isError {
                call.problem =
                    result.text.isEmpty
                    ? "it answers isError without a word" : shortened(result.text, to: 120)
            }
        } catch {
            switch error.kind {
            case .rateLimited, .unauthorized, .forbidden, .cancelled: throw error
            case .transfer, .unavailable, .wrongService, .badAnswer, .refused, .noCommonVersion, .sessionLost,
                .tooMuch, .inputRequired, .ended:
                call.problem = error.message
                call.seconds = (ContinuousClock.now - start).inSeconds
            }
        }
        return call
    }
}
