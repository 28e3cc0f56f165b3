internal import Diagnostics
internal import Values

/// The words by which servers say how they are.
enum HealthWord {
    private static let words: [String: HealthState] = [
        "ok": .healthy, "okay": .healthy, "healthy": .healthy, "pass": .healthy, "passing": .healthy,
        "passed": .healthy, "up": .healthy, "alive": .healthy, "live": .healthy, "ready": .healthy,
        "running": .healthy, "serving": .healthy, "available": .healthy, "green": .healthy, "good": .healthy,
        "success": .healthy, "operational": .healthy, "connected": .healthy, "active": .healthy,
        "true": .healthy, "degraded": .degraded, "warn": .degraded, "warning": .degraded, "yellow": .degraded,
        "partial": .degraded, "impaired": .degraded, "limited": .degraded, "unhealthy": .unhealthy,
        "error": .unhealthy, "fail": .unhealthy, "failed": .unhealthy, "failing": .unhealthy,
        "failure": .unhealthy, "down": .unhealthy, "critical": .unhealthy, "red": .unhealthy,
        "dead": .unhealthy, "unavailable": .unhealthy, "not ready": .unhealthy, "notready": .unhealthy,
        "not serving": .unhealthy, "out of service": .unhealthy, "disconnected": .unhealthy,
        "stopped": .unhealthy, "starting": .unhealthy, "initializing": .unhealthy, "stopping": .unhealthy,
        "shutting down": .unhealthy, "draining": .unhealthy, "false": .unhealthy, "unknown": .unknown,
        "disabled": .unknown, "skipped": .unknown, "n/a": .unknown,
    ]

    /// The state a word means, in any case and with `_` or `-` for blanks.
    static func state(_ word: String) -> HealthState? {
        guard word.utf8.count <= 32 else { return nil }
        let plain = word.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 }
        return words[String(plain).trimmed.description]
    }

    /// The state of one part: a boolean, a word, or an object with a `status` and perhaps a message.
    static func component(_ name: String, _ value: Value) -> ComponentSnapshot? {
        switch value.content {
        case .bool(let isUp): ComponentSnapshot(name: name, state: isUp ? .healthy : .unhealthy)
        case .string(let word):
            // A sentence where a word is expected is a word about trouble.
            state(word).map { ComponentSnapshot(name: name, state: $0) }
                ?? ComponentSnapshot(name: name, state: .unknown, detail: word)
        case .object(let object):
            part(name, object)
        case .null, .number, .array: nil
        }
    }

    private static func part(_ name: String, _ object: Object) -> ComponentSnapshot? {
        let words = ["status", "state", "health", "healthy", "ok", "up", "connected", "ready"]
        for word in words {
            let state: HealthState? =
                switch object[word]?.content {
                case .string(let text)?: state(text)
                case .bool(let isUp)?: isUp ? .healthy : .unhealthy
                case .null?, .number?, .array?, .object?, nil: nil
                }
            guard let state else { continue }
            return ComponentSnapshot(name: name, state: state, detail: message(of: object))
        }
        return nil
    }

    /// Why, where an object tells it.
    static func message(of object: Object) -> String? {
        for key in ["message", "error", "reason", "detail", "details", "output", "description"] {
            guard let value = object[key] else { continue }
            if let text = value.string, !text.isEmpty { return text }
            if let inner = value.object, let text = message(of: inner) { return text }
        }
        return nil
    }

    /// The worst of the parts.
    static func worst(of components: [ComponentSnapshot]) -> HealthState? {
        components.map(\.state).filter { $0 != .unknown }.max()
    }
}
