internal import HTTP
internal import JSONRPC
package import Values

extension MCPClient {
    /// All tools, page by page (2025-11-25 and 2026-07-28, "Tools", section "Listing Tools").
    package func listTools() async throws(MCPFailure) -> [MCPTool] {
        try await listTools(until: ContinuousClock.now + options.deadline)
    }

    private func listTools(until end: ContinuousClock.Instant) async throws(MCPFailure) -> [MCPTool] {
        var tools: [MCPTool] = []
        var cursors: Set<String> = []
        var params = Object()
        for _ in 0..<options.pageLimit {
            let result = try await ask("tools/list", params, until: end)
            guard let page = result["tools"]?.array else {
                throw failure(.badAnswer, "the answer to `tools/list` has no list of `tools`")
            }
            tools += page.compactMap { MCPTool($0) }
            guard let cursor = result["nextCursor"]?.string else { return remember(tools) }
            guard cursors.insert(cursor).inserted else {
                throw failure(.tooMuch, "the pages of `tools/list` come round in a circle")
            }
            params["cursor"] = .string(cursor)
        }
        throw failure(.tooMuch, "`tools/list` has more than \(options.pageLimit) pages")
    }

    /// Calls a tool; that the tool failed is in the result.
    package func callTool(
        _ name: String,
        arguments: Object = Object(),
        deadline: Duration? = nil
    ) async throws(MCPFailure) -> MCPToolResult {
        let end = ContinuousClock.now + (deadline ?? options.deadline)
        _ = try await connect(until: end)
        var params = Object()
        params["name"] = .string(name)
        params["arguments"] = .object(arguments)
        let start = ContinuousClock.now
        let result: Value
        do throws(MCPFailure) {
            result = try await ask("tools/call", params, routing: routing(name, arguments), until: end)
        } catch {
            // The server wants arguments in fields that only its list of tools tells of.
            guard error.rpcError?.code == ModernError.headerMismatch else { throw error }
            _ = try await listTools(until: end)
            result = try await ask("tools/call", params, routing: routing(name, arguments), until: end)
        }
        guard result["resultType"]?.string != "input_required" else {
            throw failure(.inputRequired, "the tool wants to ask somebody before it goes on")
        }
        return MCPToolResult(result, duration: ContinuousClock.now - start)
    }

    private func routing(_ name: String, _ arguments: Object) -> HTTPHeaders {
        var routing = parameterHeaders[name]?.fields(for: arguments) ?? HTTPHeaders()
        routing["Mcp-Name"] = HeaderValue.encoded(name)
        return routing
    }

    /// Keeps which arguments travel in fields, and leaves out the tools whose schemas say so wrongly.
    private func remember(_ tools: [MCPTool]) -> [MCPTool] {
        guard server?.era == .modern, case .http = endpoint else { return tools }
        parameterHeaders = [:]
        return tools.filter { tool in
            guard let headers = ParameterHeaders(schema: tool.inputSchema) else { return false }
            parameterHeaders[tool.name] = headers
            return true
        }
    }
}
