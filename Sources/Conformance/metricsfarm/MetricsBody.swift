/// The text of `/metrics`, made once; each answer is a copy with other digits in the same places.
struct MetricsBody: Sendable {
    /// One number in the text: ten digits, with a point before the last one where `hasPoint`.
    struct Place: Sendable {
        var offset: Int
        /// How fast it grows against the fastest, in sixteenths.
        var share: UInt64
        var hasPoint = false
    }

    private(set) var text: [UInt8] = []
    private(set) var places: [Place] = []
    private(set) var seriesCount = 0

    /// Exactly that many series, of tools first; what is left is of caches.
    init(series: Int) {
        let tools = max(0, series - 1) / 11
        family("mcp_tool_calls_total", "counter", "Calls of each tool.")
        for tool in 0..<tools {
            add("mcp_tool_calls_total{tool=\"tool_\(tool)\",status=\"success\"}", share: 15)
            add("mcp_tool_calls_total{tool=\"tool_\(tool)\",status=\"error\"}", share: 1)
        }
        family("mcp_tool_duration_seconds", "histogram", "How long calls took.")
        let bounds = [("0.01", 2), ("0.05", 6), ("0.1", 10), ("0.5", 14), ("1", 15), ("5", 16), ("+Inf", 16)]
        for tool in 0..<tools {
            for (bound, share) in bounds {
                add(
                    "mcp_tool_duration_seconds_bucket{tool=\"tool_\(tool)\",le=\"\(bound)\"}",
                    share: UInt64(share)
                )
            }
            add("mcp_tool_duration_seconds_sum{tool=\"tool_\(tool)\"}", share: 16, hasPoint: true)
            add("mcp_tool_duration_seconds_count{tool=\"tool_\(tool)\"}", share: 16)
        }
        family("mcp_cache_hits_total", "counter", "Answers from a cache.")
        var cache = 0
        while seriesCount < series {
            add("mcp_cache_hits_total{cache=\"cache_\(cache)\"}", share: 8)
            cache += 1
        }
    }

    private mutating func family(_ name: String, _ type: String, _ help: String) {
        text += Array("# HELP \(name) \(help)\n# TYPE \(name) \(type)\n".utf8)
    }

    private mutating func add(_ series: String, share: UInt64, hasPoint: Bool = false) {
        text += Array("\(series) ".utf8)
        places.append(Place(offset: text.count, share: share, hasPoint: hasPoint))
        text += Array((hasPoint ? "000000000.0\n" : "0000000000\n").utf8)
        seriesCount += 1
    }

    /// All numbers at one moment: `base` sets targets apart, `ticks` grows with time.
    ///
    /// Every number keeps its ten digits for 8,000,000,000 ticks.
    func bytes(base: UInt64, ticks: UInt64) -> [UInt8] {
        var copy = text
        copy.withUnsafeMutableBufferPointer { bytes in
            for place in places {
                var value = 1_000_000_000 + (base + ticks) * place.share / 16
                var index = place.offset + 9
                if place.hasPoint {
                    bytes[place.offset + 10] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10)
                    value /= 10
                    index = place.offset + 8
                }
                while index >= place.offset {
                    bytes[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10)
                    value /= 10
                    index -= 1
                }
            }
        }
        return copy
    }
}
