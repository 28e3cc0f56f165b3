/// Functions of native histograms alone: a float has no value under them.
extension ElementFunction {
    static let ofHistogramsOnly: [ElementFunction] = [
        "histogram_avg", "histogram_count", "histogram_stddev", "histogram_stdvar", "histogram_sum",
    ].map { name in .init(name) { _, _ in .absent } }
}
