internal import Diagnostics
internal import HTTPServing
internal import Values

/// What every target of the farm answers, whatever it is called.
struct FarmAnswers: Sendable {
    let metrics: MetricsBody
    let start = ContinuousClock.now

    func reply(to request: ServerRequest) -> ServerReply {
        // It listens on every address so that 127.x.y.z are targets of their own; others have no business here.
        guard let local = request.local?.host, local.hasPrefix("127.") else { return .cut }
        let target = request.target.utf8
        if request.method == "POST" { return .now(protocolAnswer(request)) }
        if target.hasSuffix("/metrics") {
            let elapsed = (ContinuousClock.now - start).components
            let ticks = UInt64(elapsed.seconds) * 100 + UInt64(elapsed.attoseconds / 10_000_000_000_000_000)
            let base = Self.hash(local, request.headers["Host"] ?? "", request.target) % 1_000_000_000
            return .now(
                ServerResponse(
                    headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"],
                    body: metrics.bytes(base: base, ticks: ticks)
                )
            )
        }
        if target.hasSuffix("/health") {
            return .now(.text(#"{"status":"healthy","checks":{"server":true}}"#, type: "application/json"))
        }
        return .now(.text("not here\n", status: 404))
    }

    /// FNV-1a, 64 bits.
    private static func hash(_ texts: String...) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for text in texts { for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
        return hash
    }

    /// The stateless revision of the protocol, as much of it as looking at a server takes.
    private func protocolAnswer(_ request: ServerRequest) -> ServerResponse {
        let file = SourceFile(name: "request", text: String(decoding: request.body, as: UTF8.self))
        guard let message = try? JSON.value(in: file), let id = message["id"] else {
            return .text("no request\n", status: 400)
        }
        var answer = Object()
        answer["jsonrpc"] = "2.0"
        answer["id"] = id
        var status = 200
        switch message["method"]?.string {
        case "server/discover":
            answer["result"] = [
                "resultType": "complete", "supportedVersions": ["2026-07-28"], "capabilities": ["tools": [:]],
                "serverInfo": ["name": "metricsfarm", "version": "1.0.0"], "ttlMs": 60_000,
                "cacheScope": "public",
            ]
        case "tools/list":
            answer["result"] = [
                "resultType": "complete", "ttlMs": 60_000, "cacheScope": "public",
                "tools": .array(
                    (0..<3).map { ["name": .string("tool_\($0)"), "inputSchema": ["type": "object"]] }
                ),
            ]
        case _:
            status = 404
            answer["error"] = ["code": -32601, "message": "no such method"]
        }
        return .text(Value.object(answer).json(.compact), status: status, type: "application/json")
    }
}

extension String.UTF8View {
    fileprivate func hasSuffix(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard self.count >= count else { return false }
        return suffix(count).elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
    }
}
