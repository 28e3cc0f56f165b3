/// Caches, breakers, sessions and rate limits, as far as a server's metrics tell of them.
struct RuntimeGauges: Sendable {
    private(set) var caches: [String: CacheSnapshot] = [:]
    private(set) var breakers: [String: BreakerSnapshot] = [:]
    private(set) var rateLimits: [String: RateLimitSnapshot] = [:]
    private(set) var sessions: Int?

    /// Things of a kind beyond that many are not kept one by one.
    private static let limit = 200

    mutating func set(_ part: MetricRole.Part, _ name: String, _ value: Double) {
        switch part {
        case .cacheHits: cache(name) { $0.hits = ($0.hits ?? 0) + value }
        case .cacheMisses: cache(name) { $0.misses = ($0.misses ?? 0) + value }
        case .cacheSize: cache(name) { $0.size = Self.whole(value) }
        case .sessions: sessions = (sessions ?? 0) + Self.whole(value)
        case .breakerState: breaker(name, value)
        case .rateLimitHits: rateLimit(name) { $0.rejected = ($0.rejected ?? 0) + value }
        case .rateLimitRemaining: rateLimit(name) { $0.remaining = value }
        case .toolCalls, .toolErrors, .toolDuration, .operations, .requests, .requestErrors, .requestDuration,
            .toolMean, .requestMean:
            break
        }
    }

    private static func whole(_ value: Double) -> Int { Int(min(max(value, 0), 1e15)) }

    private mutating func cache(_ name: String, _ change: (inout CacheSnapshot) -> Void) {
        let name = name.isEmpty ? "cache" : name
        guard caches[name] != nil || caches.count < Self.limit else { return }
        change(&caches[name, default: CacheSnapshot(name: name)])
    }

    private mutating func rateLimit(_ name: String, _ change: (inout RateLimitSnapshot) -> Void) {
        let name = name.isEmpty ? "requests" : name
        guard rateLimits[name] != nil || rateLimits.count < Self.limit else { return }
        change(&rateLimits[name, default: RateLimitSnapshot(name: name)])
    }

    /// 0 is closed, 1 half open and 2 open; where each state has a series, that of the present one is 1.
    private mutating func breaker(_ name: String, _ value: Double) {
        let words = name.split(separator: "\u{0}", omittingEmptySubsequences: false)
        let subject = words.first.flatMap { $0.isEmpty ? nil : String($0) } ?? "breaker"
        let state: BreakerSnapshot.State?
        if words.count > 1 {
            guard value == 1 else { return }
            state = BreakerSnapshot.State(word: String(words[1]))
        } else {
            state = value == 0 ? .closed : value == 1 ? .halfOpen : value == 2 ? .open : nil
        }
        guard breakers[subject] != nil || breakers.count < Self.limit else { return }
        breakers[subject] = BreakerSnapshot(name: subject, state: state)
    }
}

extension BreakerSnapshot.State {
    /// The state a word means: `half-open`, `HALF_OPEN` and `halfOpen` are the same.
    init?(word: String) {
        let plain = word.lowercased().filter(\.isLetter)
        guard let state = Self.allCases.first(where: { $0.rawValue.filter(\.isLetter) == plain }) else {
            return nil
        }
        self = state
    }
}
