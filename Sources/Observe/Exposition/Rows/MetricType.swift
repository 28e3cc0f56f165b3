/// What a TYPE line says of a metric family.
package enum MetricType: UInt8, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    case unknown, counter, gauge, histogram, summary, info, stateSet, gaugeHistogram

    /// The word of the format; those that only OpenMetrics has are no types of the text format.
    init?(word: some Sequence<UInt8>, dialect: Dialect) {
        let known = Self.allCases.first { word.elementsEqual($0.word(in: dialect).utf8) }
        guard let known, dialect == .openMetrics || known.isClassic else { return nil }
        self = known
    }

    private var isClassic: Bool {
        switch self {
        case .unknown, .counter, .gauge, .histogram, .summary: true
        case .info, .stateSet, .gaugeHistogram: false
        }
    }

    private func word(in dialect: Dialect) -> String {
        self == .unknown && dialect == .text ? "untyped" : name
    }

    /// The word as Prometheus' metadata and OpenMetrics have it.
    package var name: String {
        switch self {
        case .unknown: "unknown"
        case .counter: "counter"
        case .gauge: "gauge"
        case .histogram: "histogram"
        case .summary: "summary"
        case .info: "info"
        case .stateSet: "stateset"
        case .gaugeHistogram: "gaugehistogram"
        }
    }

    /// The endings that this type's series add to the family's name; the empty one where the name itself is a series.
    package var suffixes: [String] {
        switch self {
        case .unknown, .gauge, .stateSet: [""]
        case .counter: ["_total", "_created", ""]
        case .histogram: ["_bucket", "_sum", "_count", "_created"]
        case .gaugeHistogram: ["_bucket", "_gsum", "_gcount"]
        case .summary: ["", "_sum", "_count", "_created"]
        case .info: ["_info"]
        }
    }
}
