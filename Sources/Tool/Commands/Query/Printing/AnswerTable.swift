internal import Diagnostics
internal import GoText
internal import PromQL
internal import SampleStore
internal import TerminalUI

/// The answer for people: what series have in common stands above them, what tells them apart in columns.
struct AnswerTable {
    private let answer: QueryAnswer
    private let isWide: Bool
    private let limit: Int?

    /// More columns of labels than that are harder to read than the label sets themselves.
    private static let columnLimit = 8
    private static let sparklineWidth = 32

    init(_ answer: QueryAnswer, isWide: Bool, limit: Int?) {
        self.answer = answer
        self.isWide = isWide
        self.limit = limit
    }

    var text: String {
        switch answer.value {
        case .scalar(let sample): Self.number(sample.value) + "\n"
        case .string(let text, _): visible(text) + "\n"
        case .vector(let samples): samples.isEmpty ? "" : table(of: samples)
        case .matrix(let series): series.isEmpty ? "" : table(of: series)
        }
    }

    private func table(of samples: [VectorSample]) -> String {
        let labels = LabelColumns(samples.map(\.labels), isWide: isWide, limit: Self.columnLimit)
        var table = TextTable(
            labels.columns + [.init("VALUE", isNumber: true)] + (isWide ? [.init("TIME")] : [])
        )
        for sample in samples.prefix(limit ?? .max) {
            let time = isWide ? [WallClock.text(sample.timestamp)] : []
            table.add(labels.cells(of: sample.labels) + [Self.number(sample.value)] + time)
        }
        return labels.title + table.text + rest(of: samples.count)
    }

    private func table(of series: [MatrixSeries]) -> String {
        let labels = LabelColumns(series.map(\.labels), isWide: isWide, limit: Self.columnLimit)
        let numbers =
            (isWide ? ["POINTS", "FIRST"] : []) + ["LAST", "MIN", "MAX"] + (isWide ? ["MEAN"] : [])
        let span = span(of: series)
        var table = TextTable(
            labels.columns + numbers.map { .init($0, isNumber: true) } + [.init("OVER TIME")]
        )
        for series in series.prefix(limit ?? .max) {
            let values = Array(series.samples.values)
            let number = isWide ? Self.number : Self.rounded
            let ends = [values.last, values.lowest, values.highest].map { $0.map(number) ?? "-" }
            let before = isWide ? ["\(values.count)", values.first.map(number) ?? "-"] : []
            let mean = values.reduce(0) { $0 + $1 / Double(values.count) }
            table.add(
                labels.cells(of: series.labels) + before + ends + (isWide ? [Self.number(mean)] : [])
                    + [sparkline(Self.columns(of: series.samples, over: span), width: Self.sparklineWidth)]
            )
        }
        return "\(answer.moments.text)\n" + labels.title + table.text + rest(of: series.count)
    }

    /// The time that all sparklines share, and how many numbers are looked at in it.
    private func span(of series: [MatrixSeries]) -> (from: Int64, through: Int64, count: Int) {
        switch answer.moments {
        case .range(let from, let through, let step): (from, through, Int((through - from) / step) + 1)
        case .instant(let time):
            // A range of samples as they are: from the first one on.
            (series.compactMap(\.samples.timestamps.first).min() ?? time, time, Self.sparklineWidth)
        }
    }

    private static func columns(
        of samples: SampleBuffer,
        over span: (from: Int64, through: Int64, count: Int)
    ) -> [Double?] {
        var columns = [Double?](repeating: nil, count: span.count)
        let length = Double(span.through) - Double(span.from)
        for (timestamp, value) in zip(samples.timestamps, samples.values) {
            let place = length > 0 ? (Double(timestamp) - Double(span.from)) / length : 1
            columns[min(max(Int((place * Double(span.count - 1)).rounded()), 0), span.count - 1)] = value
        }
        return columns
    }

    private func rest(of count: Int) -> String {
        guard let limit, count > limit else { return "" }
        return "… and \(count - limit) more\n"
    }

    /// All digits, and an exponent only where there would be very many.
    static func number(_ value: Double) -> String {
        let isPlain = value == 0 || 1e-5..<1e15 ~= value.magnitude
        return isPlain ? GoText.number(value) : GoText.shortest(value)
    }

    /// Six digits of a fraction, which is enough beside a picture; whole numbers stay whole.
    private static func rounded(_ value: Double) -> String {
        let exact = number(value)
        guard exact.utf8.count > 7, exact.contains("."), 1e-4..<1e15 ~= value.magnitude else { return exact }
        let whole = Int(value.magnitude) == 0 ? 0 : String(Int(value.magnitude)).count
        var text = GoText.fixed(value, digits: max(0, 6 - whole))
        guard text.contains(".") else { return text }
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }
}

extension [Double] {
    /// Of what is a number.
    fileprivate var lowest: Double? { filter { !$0.isNaN }.min() ?? first }
    fileprivate var highest: Double? { filter { !$0.isNaN }.max() ?? first }
}
