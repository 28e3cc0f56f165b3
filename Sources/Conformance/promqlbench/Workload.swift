internal import SampleStore

/// The series that the figures are measured on: what tools of a fleet of servers count.
struct Workload {
    let series: Int
    /// Samples of each series, fifteen seconds apart.
    let samples: Int

    static let interval: Int64 = 15_000
    /// The time of the last sample, in milliseconds since the epoch.
    var end: Int64 { 1_700_000_000_000 + Int64(samples - 1) * Self.interval }

    /// Hands over the labels and samples of every series: two counters, and a histogram of ten buckets.
    func forEachSeries(_ body: (Labels, SampleBuffer) -> Void) {
        for name in ["mcp_tool_calls_total", "mcp_tool_errors_total"] {
            for index in 0..<series {
                body(labels(name, index, le: nil), counter(rising: Double(index % 17 + 1)))
            }
        }
        let bounds = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "+Inf"]
        for index in 0..<series {
            let place = index % bounds.count
            body(
                labels("mcp_tool_duration_seconds_bucket", index / bounds.count, le: bounds[place]),
                counter(rising: Double(place + 1))
            )
        }
    }

    private func labels(_ name: String, _ index: Int, le: String?) -> Labels {
        var builder = LabelsBuilder()
        builder.set("__name__", name)
        builder.set("environment", "prod")
        builder.set("instance", "10.\(index / 65_536 % 256).\(index / 256 % 256).\(index % 256):9090")
        builder.set("job", "mcp-server")
        if let le { builder.set("le", le) }
        builder.set("tool", "tool-\(index % 50)")
        return builder.labels()
    }

    private func counter(rising step: Double) -> SampleBuffer {
        var buffer = SampleBuffer()
        for index in 0..<samples {
            buffer.append(
                Double(index) * step,
                at: end - Int64(samples - 1 - index) * Self.interval
            )
        }
        return buffer
    }
}
