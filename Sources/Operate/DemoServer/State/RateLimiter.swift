/// Token buckets: one for each client, or one for all of them.
struct RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Int64
    }

    let name: String
    private(set) var requestsPerMinute: Double
    private(set) var burst: Double
    private(set) var isPerClient: Bool
    private(set) var rejected = 0
    private var buckets: [String: Bucket] = [:]

    init(_ name: String, requestsPerMinute: Double, burst: Double, isPerClient: Bool = true) {
        (self.name, self.requestsPerMinute, self.burst, self.isPerClient) = (
            name, requestsPerMinute, burst, isPerClient
        )
    }

    /// Takes a token; otherwise says in how many seconds there is one.
    mutating func take(_ client: String, at now: Int64) -> Double? {
        let key = isPerClient ? client : ""
        let tokens = remaining(key, at: now)
        guard tokens >= 1 else {
            rejected += 1
            buckets[key] = Bucket(tokens: tokens, at: now)
            return (1 - tokens) / max(requestsPerMinute, 0.001) * 60
        }
        buckets[key] = Bucket(tokens: tokens - 1, at: now)
        return nil
    }

    private func remaining(_ key: String, at now: Int64) -> Double {
        guard let bucket = buckets[key] else { return burst }
        return min(burst, bucket.tokens + Double(now - bucket.at) / 60_000 * requestsPerMinute)
    }

    /// What each client it has seen has left, in the order of their names.
    func clients(at now: Int64) -> [(name: String, remaining: Double)] {
        buckets.keys.sorted().map { ($0, remaining($0, at: now)) }
    }

    mutating func update(requestsPerMinute: Double?, burst: Double?, isPerClient: Bool?) {
        self.requestsPerMinute = requestsPerMinute ?? self.requestsPerMinute
        self.burst = burst ?? self.burst
        if let isPerClient, isPerClient != self.isPerClient {
            self.isPerClient = isPerClient
            buckets = [:]
        }
    }
}
