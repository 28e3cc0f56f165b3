internal import Diagnostics
package import Values

/// What a call of a tool came to (2025-11-25 and 2026-07-28, "Tools", section "Tool Result").
package struct MCPToolResult: Sendable, Equatable {
    /// The tool says that it failed, in an answer that is none of the protocol's errors.
    package var isError: Bool
    package var content: [Value]
    package var structured: Value?
    /// How long it took, from sending to the whole answer.
    package var duration: Duration

    package init(_ result: Value, duration: Duration) {
        isError = result["isError"]?.bool ?? false
        content = result["content"]?.array ?? []
        structured = result["structuredContent"]
        self.duration = duration
    }

    /// Its texts, one after another.
    package var text: String {
        content.compactMap { $0["type"]?.string == "text" ? $0["text"]?.string : nil }.joined(separator: "\n")
    }

    /// The structured content, or the one text where it is JSON.
    package var payload: Value? {
        guard structured == nil else { return structured }
        return try? JSON.value(in: SourceFile(name: "text", text: text))
    }

    /// The refusal that some servers send as a success: `{error, retryAfterSeconds, remaining, limit, window}`.
    package var rateLimit: RateLimit? { payload.flatMap(RateLimit.init) }

    package struct RateLimit: Sendable, Equatable {
        package var message: String
        package var retryAfter: Duration?
        package var limit: Double?
        package var remaining: Double?

        /// Both spellings of the seconds are in use.
        init?(_ value: Value) {
            guard let error = value["error"] else { return nil }
            let seconds = ["retryAfterSeconds", "retry_after_seconds"].lazy
                .compactMap { value[$0] ?? error[$0] }.first
            let text = error.string ?? error["message"]?.string
            guard let text, seconds != nil || text.lowercased().contains("rate limit") else { return nil }
            message = text
            retryAfter = seconds?.number.flatMap { Duration(waiting: $0.double) }
            limit = value["limit"]?.number?.double
            remaining = value["remaining"]?.number?.double
        }
    }
}
