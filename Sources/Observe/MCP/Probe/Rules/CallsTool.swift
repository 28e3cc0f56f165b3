internal import Values

struct CallsTool: ProbeRule {
    static let id = "tools-call"
    static let title = "The tool that was asked for answers as tools do"
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-11-25", "Server Features: Tools, Tool Result")
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let call = bench.call else { return .skip("no tool is called unless --call asks for it") }
        let answer = await bench.ask(
            ProbeQuestion(facts.era, "tools/call", call.name).with {
                $0.params["name"] = .string(call.name)
                $0.params["arguments"] = .object(call.arguments)
            }
        )
        guard let result = answer.result else { return .fail(answer.summary) }
        if result["resultType"]?.string == "input_required" { return .warn("it wants to ask somebody first") }
        guard result["content"]?.array != nil else { return .fail("the result has no list of `content`") }
        if let flag = result["isError"], flag.bool == nil { return .fail("`isError` is not true or false") }
        let outcome = MCPToolResult(result, duration: .zero)
        if outcome.rateLimit != nil {
            return .warn("it refuses for its rate limit, and calls that a success")
        }
        return outcome.isError ? .warn("the tool failed") : .pass("it succeeded")
    }
}
