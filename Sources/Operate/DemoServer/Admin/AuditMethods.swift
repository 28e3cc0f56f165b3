internal import GoText
internal import JSONRPC
internal import Synchronization
internal import Values

extension AdminMethod {
    static let auditMethods: [AdminMethod] = [
        AdminMethod(
            name: "audit.list",
            summary: "Who changed what, newest last.",
            parameters: [
                Parameter(name: "limit", type: "integer"), Parameter(name: "since", type: "string"),
                Parameter(name: "method", type: "string"), Parameter(name: "actor", type: "string"),
            ],
            action: .read { server, params throws(RPCError) in
                var since = Int64.min
                if let text = params["since"]?.string {
                    guard let moment = CivilTime.milliseconds(ofRFC3339: text) else {
                        throw RPCError(
                            RPCError.invalidParams,
                            "'since' is a time such as 2026-01-02T03:04:05Z",
                            data: ["type": "invalid_params"]
                        )
                    }
                    since = moment
                }
                let (method, actor) = (params["method"]?.string, params["actor"]?.string)
                let entries = server.state.withLock { $0.audit.entries }.filter {
                    $0.at >= since && (method == nil || $0.method == method)
                        && (actor == nil || $0.actor == actor)
                }
                return ["entries": .array(entries.suffix(max(1, params["limit"]?.int ?? 100)).map(\.value))]
            }
        ),
        AdminMethod(
            name: "errors.trends",
            summary: "What went wrong lately, by kind.",
            parameters: [Parameter(name: "windowSeconds", type: "number")],
            action: .read { server, params throws(RPCError) in
                let seconds = min(max(params["windowSeconds"]?.number?.double ?? 300, 1), 86_400)
                let since = server.clock.now() - Int64(seconds * 1000)
                let counts = server.state.withLock { $0.trend.counts(since: since) }
                return [
                    "windowSeconds": .number(Number(seconds)),
                    "buckets": .array(
                        counts.map {
                            ["type": .string($0.type), "code": .int($0.code), "count": .int($0.count)]
                        }
                    ),
                ]
            }
        ),
    ]
}

extension AuditLog.Entry {
    fileprivate var value: Value {
        [
            "id": .string(id), "at": .string(CivilTime(milliseconds: at).rfc3339), "actor": .string(actor),
            "method": .string(method), "params": params, "reason": reason.map { .string($0) } ?? .null,
            "changed": .bool(changed), "dryRun": .bool(dryRun),
        ]
    }
}
