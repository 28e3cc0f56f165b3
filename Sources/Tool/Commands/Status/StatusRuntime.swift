internal import Fleet
internal import Values

/// What runs in a server, as data: breakers, caches, sessions and rate limits.
struct StatusRuntime {
    private let server: ServerSnapshot

    init(_ server: ServerSnapshot) { self.server = server }

    func add(to object: inout Object) {
        object["breakers"] = .array(server.breakers.map { .object(breaker($0)) })
        object["caches"] = .array(server.caches.map { .object(cache($0)) })
        object["sessions"] = .array(server.sessions.map { .object(session($0)) })
        object["sessionCount"] = server.sessionCount.map { .int($0) }
        object["rateLimits"] = .array(server.rateLimits.map { .object(limit($0)) })
    }

    private func breaker(_ breaker: BreakerSnapshot) -> Object {
        var object = Object()
        object["name"] = .string(breaker.name)
        object["state"] = breaker.state.map { .string($0.rawValue) }
        object["failureCount"] = breaker.failureCount.map { .int($0) }
        object["failureThreshold"] = breaker.failureThreshold.map { .int($0) }
        object["notPermittedCalls"] = breaker.notPermittedCalls.map { .int($0) }
        object["openedAt"] = breaker.openedAt.map(StatusDocument.time)
        object["nextAttemptAt"] = breaker.nextAttemptAt.map(StatusDocument.time)
        return object
    }

    private func cache(_ cache: CacheSnapshot) -> Object {
        var object = Object()
        object["name"] = .string(cache.name)
        object["backend"] = cache.backend.map { .string($0) }
        object["hits"] = StatusDocument.number(cache.hits)
        object["misses"] = StatusDocument.number(cache.misses)
        object["size"] = cache.size.map { .int($0) }
        object["maximumSize"] = cache.maximumSize.map { .int($0) }
        object["ttlSeconds"] = StatusDocument.number(cache.timeToLive)
        return object
    }

    private func session(_ session: SessionSnapshot) -> Object {
        var object = Object()
        object["id"] = .string(session.id)
        object["client"] = session.client.map { .string($0) }
        object["protocolVersion"] = session.protocolVersion.map { .string($0) }
        object["createdAt"] = session.createdAt.map(StatusDocument.time)
        object["idleSeconds"] = StatusDocument.number(session.idleSeconds)
        object["inFlight"] = session.inFlight.map { .int($0) }
        return object
    }

    private func limit(_ limit: RateLimitSnapshot) -> Object {
        var object = Object()
        object["name"] = .string(limit.name)
        object["requestsPerMinute"] = StatusDocument.number(limit.requestsPerMinute)
        object["burst"] = StatusDocument.number(limit.burst)
        object["remaining"] = StatusDocument.number(limit.remaining)
        object["rejected"] = StatusDocument.number(limit.rejected)
        return object
    }
}
