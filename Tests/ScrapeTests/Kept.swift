import SampleStore
import Scrape

/// Everything in a store as short lines, `name{a="b"} time:value …`, sorted; `stale` for staleness markers.
func kept(_ store: SampleStore) throws -> [String] {
    try store.series(matching: [], from: .min, through: .max).map { series in
        var buffer = SampleBuffer()
        try store.read(series, from: .min, through: .max, into: &buffer)
        let samples = zip(buffer.timestamps, buffer.values).map { time, value in
            "\(time):\(value.isStaleMarker ? "stale" : "\(value)")"
        }
        return "\(series.labels) \(samples.joined(separator: " "))"
    }.sorted()
}

/// A target whose bodies are kept in a store of its own, without the series of the scrape itself.
struct Recorded: ~Copyable {
    let store = SampleStore()
    var recorder: TargetRecorder
    private(set) var last = ScrapeOutcome()

    init(_ change: (inout ScrapeTarget) -> Void = { _ in }) {
        var target = ScrapeTarget(job: "j", instance: "i")
        change(&target)
        recorder = TargetRecorder(target, name: "http://i/metrics", store: store)
    }

    @discardableResult
    mutating func scrape(
        _ text: String,
        at time: Int64,
        _ contentType: String? = "text/plain"
    ) -> ScrapeOutcome {
        last = recorder.record(Array(text.utf8), contentType: contentType, at: time, duration: 0.25)
        return last
    }

    /// What the target itself exposed, without the labels that all of it has.
    func exposed() throws -> [String] {
        try kept(store).filter { !$0.hasPrefix("up{") && !$0.hasPrefix("scrape_") }.map {
            $0.replacing("instance=\"i\", job=\"j\"", with: "").replacing(", }", with: "}")
        }
    }
}
