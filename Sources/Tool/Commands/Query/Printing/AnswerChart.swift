internal import Diagnostics
internal import PromQL
internal import SampleStore
internal import TerminalUI

/// The answer as a chart.
struct AnswerChart {
    let text: String

    init(_ answer: QueryAnswer, width: Int, limit: Int?, isColored: Bool) {
        guard case .matrix(let series) = answer.value, !series.isEmpty,
            case .range(let from, let through, let step) = answer.moments
        else {
            text = ""
            return
        }
        let labels = LabelColumns(series.map(\.labels), isWide: false, limit: 0)
        var chart = LineChart(
            series.map { series in
                .init(
                    labels.cells(of: series.labels).joined(separator: " "),
                    zip(series.samples.timestamps, series.samples.values).map { ($0, $1) }
                )
            },
            from: from,
            through: through,
            // A step that is missing is a gap.
            gap: step + step / 2,
            date: { String(WallClock.text($0).dropFirst(5).prefix(5)) }
        )
        chart.width = max(40, width)
        chart.isColored = isColored
        if let limit { chart.seriesLimit = limit }
        text = "\(answer.moments.text)\n" + labels.title + chart.text
    }
}
