internal import GoText
internal import PromQL
internal import SampleStore

/// Compares answers with what is expected, as Prometheus' own runner does.
struct Comparison {
    let expectation: Expectation
    /// Where the values of a matrix stand.
    let grid: (from: Int64, through: Int64, step: Int64)?

    private static let tolerance = 1e-6

    /// What differs, or `nil`.
    func difference(_ value: QueryValue, ignoresOrder: Bool = false) -> String? {
        switch value {
        case .scalar(let sample):
            guard let expected = expectation.scalar else {
                return "expected \(expectedText), got the scalar \(GoText.number(sample.value))"
            }
            return isEqual(sample.value, expected)
                ? nil : "expected \(GoText.number(expected)), got \(GoText.number(sample.value))"
        case .string(let text, _):
            let expected = expectation.string ?? ""
            return text == expected
                ? nil : "expected \(GoText.quoted(expected)), got \(GoText.quoted(text))"
        case .vector(let samples): return difference(samples, ignoresOrder: ignoresOrder)
        case .matrix(let series): return difference(series)
        }
    }

    private var expectedText: String {
        if let scalar = expectation.scalar { return "the scalar \(GoText.number(scalar))" }
        return "\(expectation.series.count) series"
    }

    private func difference(_ samples: [VectorSample], ignoresOrder: Bool) -> String? {
        if let scalar = expectation.scalar {
            return "expected the scalar \(GoText.number(scalar)), got a vector"
        }
        var isSeen = Array(repeating: false, count: expectation.series.count)
        for (position, sample) in samples.enumerated() {
            guard let place = expectation.series.firstIndex(where: { $0.labels == sample.labels }) else {
                return "unexpected \(sample.labels) \(GoText.number(sample.value))"
            }
            if expectation.has(.ordered), !ignoresOrder, place != position {
                return "expected \(sample.labels) at position \(place + 1), got it at \(position + 1)"
            }
            guard case .number(let expected)? = expectation.series[place].values.first else {
                return "expected no number for \(sample.labels), got \(GoText.number(sample.value))"
            }
            if !isEqual(sample.value, expected) {
                return "expected \(GoText.number(expected)) for \(sample.labels), "
                    + "got \(GoText.number(sample.value))"
            }
            isSeen[place] = true
        }
        guard let missing = isSeen.firstIndex(of: false) else { return nil }
        return "expected \(expectation.series[missing].labels), which is not there"
    }

    private func difference(_ matrix: [MatrixSeries]) -> String? {
        if expectation.has(.ordered) { return "expected an ordered result, got a matrix" }
        if let scalar = expectation.scalar {
            return "expected the scalar \(GoText.number(scalar)), got a matrix"
        }
        guard let grid else { return "got a matrix, which needs `expect range vector`" }
        for (series, next) in zip(matrix, matrix.dropFirst()) where next.labels < series.labels {
            return "\(series.labels) stands before \(next.labels)"
        }
        var isSeen = Array(repeating: false, count: expectation.series.count)
        for series in matrix {
            guard let place = expectation.series.firstIndex(where: { $0.labels == series.labels }) else {
                return "unexpected \(series.labels) \(text(series.samples))"
            }
            isSeen[place] = true
            var expected = SampleBuffer()
            for (index, value) in expectation.series[place].values.enumerated() {
                let time = grid.from + Int64(index) * grid.step
                guard time <= grid.through else { return "more values of \(series.labels) than steps" }
                switch value {
                case .number(let number): expected.append(number, at: time)
                case .omitted: break
                case .histogram: return "expected a histogram of \(series.labels)"
                }
            }
            let isSame =
                expected.timestamps == series.samples.timestamps
                && zip(expected.values, series.samples.values).allSatisfy(isEqual)
            if !isSame {
                return "expected \(text(expected)) of \(series.labels), got \(text(series.samples))"
            }
        }
        guard let missing = isSeen.firstIndex(of: false) else { return nil }
        return "expected \(expectation.series[missing].labels), which is not there"
    }

    private func isEqual(_ left: Double, _ right: Double) -> Bool {
        left.isAlmostEqual(right, within: Self.tolerance)
    }

    private func text(_ samples: SampleBuffer) -> String {
        let parts = zip(samples.timestamps, samples.values).map { "\(GoText.number($1)) @\($0)" }
        return "[\(parts.joined(separator: ", "))]"
    }
}
