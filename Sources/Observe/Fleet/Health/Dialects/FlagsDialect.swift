internal import Values

/// One answer to one question: `{"ready": true}`, `{"alive": true}`, `{"healthy": false}`.
enum FlagsDialect: HealthDialect {
    static let name = "flag"

    static func report(on answer: HealthAnswer) -> HealthReport? {
        if let flag = answer.tree?.bool { return HealthReport(name, flag ? .healthy : .unhealthy) }
        guard let object = answer.tree?.object, object["status"] == nil else { return nil }
        for key in ["healthy", "ready", "alive", "live", "ok", "up", "isHealthy", "is_healthy", "success"] {
            guard let flag = object[key]?.bool else { continue }
            let reason = flag ? nil : HealthWord.message(of: object)
            return HealthReport(name, flag ? .healthy : .unhealthy, reason: reason)
        }
        return nil
    }
}
