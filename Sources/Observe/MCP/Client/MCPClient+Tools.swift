internal import HTTP
package import Values

extension MCPClient {
    /// All tools, page by page (2025-11-25 and 2026-07-28, "Tools", section "Listing Tools").
    package func listTools() async throws(MCPFailure) -> [MCPTool] {
        let end = ContinuousClock.now + options.deadline
        var tools: [MCPTool] = []
        var cursors: Set<String> = []
        var params = Object()
        for _ in 0..<options.pageLimit {
            let result = try await ask("tools/list", params, until: end)
            guard let page = result["tools"]?.array else {
                throw failure(.badAnswer, "the answer to `tools/list` has no list of `tools`")
            }
            tools += page.compactMap { MCPTool($0) }
            guard let cursor = result["nextCursor"]?.string else { return tools }
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
        let result = try await ask(
            "tools/call",
            params,
            routing: ["Mcp-Name": HeaderValue.encoded(name)],
            until: end
        )
        guard result["resultType"]?.string != "input_required" else {
            throw failure(.inputRequired, "the tool wants to ask somebody before it goes on")
        }
        return MCPToolResult(result, duration: ContinuousClock.now - start)
    }
}
