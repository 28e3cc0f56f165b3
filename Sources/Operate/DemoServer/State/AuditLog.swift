internal import Values

/// Who changed what: the newest thousand changes.
struct AuditLog: Sendable {
    struct Entry: Sendable {
        let id: String
        let at: Int64
        let actor: String
        let method: String
        let params: Value
        let reason: String?
        let changed: Bool
        let dryRun: Bool
    }

    private(set) var entries: [Entry] = []
    private var count = 0

    /// Answers its id.
    mutating func record(
        at: Int64,
        actor: String,
        method: String,
        params: Value,
        reason: String?,
        changed: Bool,
        dryRun: Bool
    ) -> String {
        count += 1
        let id = "audit-\(count)"
        entries.append(
            Entry(
                id: id,
                at: at,
                actor: actor,
                method: method,
                params: params,
                reason: reason,
                changed: changed,
                dryRun: dryRun
            )
        )
        if entries.count > 1000 { entries.removeFirst() }
        return id
    }
}
