internal import Values

/// Answers of tools, kept for a while: the least recently used goes first when it is full.
struct ResultCache: Sendable {
    private struct Entry {
        var tool: String
        var value: Value
        var expires: Int64
        var used: UInt64
    }

    let name: String
    let maximumSize: Int
    /// Seconds; of entries made from now on.
    var timeToLive: Double
    private(set) var hits = 0
    private(set) var misses = 0
    private var entries: [String: Entry] = [:]
    private var clock: UInt64 = 0

    init(_ name: String, maximumSize: Int, timeToLive: Double) {
        (self.name, self.maximumSize, self.timeToLive) = (name, maximumSize, timeToLive)
    }

    var size: Int { entries.count }

    mutating func value(for key: String, at now: Int64) -> Value? {
        clock += 1
        if let entry = entries[key] {
            if entry.expires > now {
                hits += 1
                entries[key]?.used = clock
                return entry.value
            }
            entries[key] = nil
        }
        misses += 1
        return nil
    }

    mutating func keep(_ value: Value, for key: String, of tool: String, at now: Int64) {
        clock += 1
        if entries[key] == nil, entries.count >= maximumSize,
            let oldest = entries.min(by: { $0.value.used < $1.value.used })
        {
            entries[oldest.key] = nil
        }
        entries[key] = Entry(tool: tool, value: value, expires: now + Int64(timeToLive * 1000), used: clock)
    }

    /// How many of them there are: of one tool, or all.
    func count(of tool: String?) -> Int { entries.values.count { tool == nil || $0.tool == tool } }

    mutating func clear(_ tool: String?) { entries = entries.filter { tool != nil && $0.value.tool != tool } }
}
