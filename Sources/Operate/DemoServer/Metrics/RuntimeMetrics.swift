/// Breakers, caches, sessions, limits and the process, as the servers in Prometheus' format all tell them.
func runtimeMetrics(_ state: ServerState, at now: Int64) -> String {
    var text = ExpositionText()
    text.family("mcp_circuit_breaker_state", "gauge", "0 closed, 1 half open, 2 open.")
    for breaker in state.breakers {
        let value: Double =
            switch breaker.state {
            case .closed: 0
            case .halfOpen: 1
            case .open, .forcedOpen: 2
            }
        text.sample("mcp_circuit_breaker_state", [("breaker", breaker.name)], value)
    }
    if !state.caches.isEmpty {
        text.family("mcp_cache_hits_total", "counter", "Answers from the cache.")
        for cache in state.caches {
            text.sample("mcp_cache_hits_total", [("cache", cache.name)], Double(cache.hits))
        }
        text.family("mcp_cache_misses_total", "counter", "Questions the cache had no answer to.")
        for cache in state.caches {
            text.sample("mcp_cache_misses_total", [("cache", cache.name)], Double(cache.misses))
        }
    }
    if !state.limiters.isEmpty {
        text.family("mcp_rate_limit_hits_total", "counter", "Calls that were refused.")
        for limiter in state.limiters {
            text.sample("mcp_rate_limit_hits_total", [("limit", limiter.name)], Double(limiter.rejected))
        }
    }
    text.family("mcp_active_sessions", "gauge", "Sessions that are open.")
    text.sample("mcp_active_sessions", [], Double(state.sessions.count))
    text.family("process_resident_memory_bytes", "gauge", "Resident memory.")
    text.sample("process_resident_memory_bytes", [], Double(state.memory))
    text.family("process_start_time_seconds", "gauge", "When the process started.")
    text.sample("process_start_time_seconds", [], Double(state.startedAt) / 1000)
    return text.text
}
