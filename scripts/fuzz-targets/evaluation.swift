import PromQL
import SampleStore

/// Samples of all kinds: counters with resets, gaps, NaN, infinities, ends of series, buckets.
private let source: SeriesList = {
    var list = SeriesList()
    for line in [
        "x{a=\"1\"} 0+1x20 3+2x20", "x{a=\"2\"} NaN Inf -Inf stale _x9 1x20",
        "y{a=\"1\", b=\"2\"} 1 2 3 _ _ 5 stale 7", "z 1e308 -1e308 1e-308",
        "b{le=\"1\"} 1x9", "b{le=\"2\"} 0x9", "b{le=\"+Inf\"} 5x9", "b{le=\"x\"} 5x9",
    ] {
        guard let series = try? SeriesNotation(parsing: line) else { fatalError("no series: \(line)") }
        var buffer = SampleBuffer()
        for (index, value) in series.values.enumerated() {
            if case .number(let number) = value { buffer.append(number, at: Int64(index) * 15_000) }
        }
        list.add(series.labels, buffer)
    }
    return list
}()

/// Any query has an answer or an error within its limits, at an instant and over a range; any line is a series or not.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEvaluation(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    _ = try? SeriesNotation(parsing: text)
    _ = try? SeriesNotation.values(text)
    guard let query = try? PromQLParser(.everything).parse(text) else { return 0 }
    for delays in [false, true] {
        var options = QueryOptions()
        options.maxSamples = 20_000
        options.timeout = .milliseconds(500)
        options.delaysNameRemoval = delays
        options.explains = true
        let engine = QueryEngine(options)
        for time: Int64 in [0, 90_000, -1, .max, .min] {
            if let result = try? engine.instant(query, at: time, source: source) {
                for annotation in result.annotations where annotation.text(in: text).isEmpty {
                    fatalError("no words")
                }
            }
        }
        _ = try? engine.range(query, from: 0, through: 300_000, step: 7_000, source: source)
        _ = try? engine.range(query, from: .min, through: .max, step: 1, source: source)
    }
    return 0
}
