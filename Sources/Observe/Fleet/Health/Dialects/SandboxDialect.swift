internal import GoText
internal import Values

/// A status beside metrics whose numbers are texts: `{"status": "degraded", "metrics": {"success_rate": "50.0%"}}`.
enum SandboxDialect: HealthDialect {
    static let name = "metrics"

    static func report(on answer: HealthAnswer) -> HealthReport? {
        guard let object = answer.tree?.object, let metrics = object["metrics"]?.object,
            object["checks"] == nil, let word = object["status"]?.string, let state = HealthWord.state(word),
            metrics["total_requests"] != nil || metrics["message"] != nil || metrics["success_rate"] != nil
        else { return nil }
        var reason: String?
        if state != .healthy {
            reason = HealthWord.message(of: object)
            if reason == nil, let rate = metrics["success_rate"]?.string {
                reason = "its success rate is \(rate)"
            }
        }
        return HealthReport(name, state, reason: reason)
    }
}
