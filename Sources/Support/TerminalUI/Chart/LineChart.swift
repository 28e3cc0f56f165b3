/// Curves over time on a terminal: axes with round numbers, dots for lines, a letter on each curve.
///
/// Curves are told apart by their letters; colour only helps. Where samples are missing nothing is drawn.
package struct LineChart: Sendable {
    package struct Series: Sendable {
        /// Without control characters.
        package var name: String
        /// In order of time; milliseconds since the epoch.
        package var points: [(time: Int64, value: Double)]

        package init(_ name: String, _ points: [(time: Int64, value: Double)]) {
            self.name = name
            self.points = points
        }
    }

    package var width = 80
    /// Rows of the picture itself, without the axis and the legend.
    package var height = 14
    package var isColored = false
    /// How many curves are drawn; the legend counts the others.
    package var seriesLimit = 8
    /// Points further apart than this, in milliseconds, are not joined.
    package var gap: Int64
    private let series: [Series]
    private let from: Int64
    private let through: Int64
    /// A day as `11-21`.
    private let date: @Sendable (Int64) -> String

    package init(
        _ series: [Series],
        from: Int64,
        through: Int64,
        gap: Int64,
        date: @escaping @Sendable (Int64) -> String
    ) {
        self.series = series
        self.from = from
        self.through = through
        self.gap = gap
        self.date = date
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    /// Blue and amber first, which everybody tells apart.
    private static let colors = [34, 33, 36, 35, 31, 37, 94, 93]

    /// Lines with line breaks: the picture, the axis of time, and the legend.
    package var text: String {
        let drawn = Array(series.prefix(min(max(seriesLimit, 1), Self.letters.count)))
        let finite = drawn.flatMap(\.points).map(\.value).filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
            return legend(drawn)
        }
        let axis = ValueAxis(covering: low...high, ticks: max(2, height * 2 / 5))
        let labels = axis.ticks.map(axis.label)
        let margin = labels.map { columns(of: $0) }.max() ?? 0
        let plotWidth = max(10, width - margin - 2)
        let time = TimeAxis(from: from, through: through, ticks: max(2, plotWidth / 12))
        let picture = Picture(drawn, axis, time, gap: gap, columns: plotWidth, rows: height)
        var marks: [Int: String] = [:]
        for (tick, label) in zip(axis.ticks, labels) { marks[picture.row(of: tick)] = label }
        var text = ""
        for row in 0..<height {
            let label = marks[row] ?? ""
            text += String(repeating: " ", count: margin - columns(of: label)) + label
            text += marks[row] == nil ? " │" : " ┤"
            text += line(row, of: picture, isSingle: drawn.count == 1) + "\n"
        }
        text += timeAxis(time, margin: margin, plotWidth: plotWidth)
        return text + legend(drawn)
    }

    private func line(_ row: Int, of picture: Picture, isSingle: Bool) -> String {
        var text = ""
        var blanks = 0
        for column in 0..<picture.canvas.columns {
            guard let cell = picture.canvas.cell(column, row) else {
                blanks += 1
                continue
            }
            text += String(repeating: " ", count: blanks)
            blanks = 0
            let letter = isSingle ? nil : picture.letters[column * picture.canvas.rows + row]
            let shown = letter.map { Self.letters[$0] } ?? cell.character
            text += painted(String(shown), letter ?? cell.owner)
        }
        return text
    }

    private func timeAxis(_ time: TimeAxis, margin: Int, plotWidth: Int) -> String {
        var line = Array(repeating: Character("─"), count: plotWidth)
        var labels = ""
        for tick in time.ticks {
            let column = min(Int(time.place(of: tick) * Double(plotWidth)), plotWidth - 1)
            line[column] = "┬"
            let label = time.label(tick, date: date)
            let start = max(
                0,
                min(margin + 2 + column - label.count / 2, margin + 2 + plotWidth - label.count)
            )
            // Never onto the label before.
            guard labels.isEmpty || start > labels.count else { continue }
            labels += String(repeating: " ", count: start - labels.count) + label
        }
        return String(repeating: " ", count: margin) + " └" + String(line) + "\n" + labels + "\n"
    }

    private func legend(_ drawn: [Series]) -> String {
        var text = ""
        for (index, series) in drawn.enumerated() {
            let mark = drawn.count == 1 ? "" : painted(String(Self.letters[index]), index) + "  "
            text += "\(mark)\(series.name)\(summary(of: series))\n"
        }
        let others = series.count - drawn.count
        if others > 0 { text += "and \(others) more, not drawn\n" }
        return text
    }

    private func summary(of series: Series) -> String {
        let finite = series.points.map(\.value).filter(\.isFinite)
        var parts: [String] = []
        if let low = finite.min(), let high = finite.max(), let last = series.points.last?.value {
            parts = ["last \(humanized(last))", "min \(humanized(low))", "max \(humanized(high))"]
        }
        let others = series.points.count - finite.count
        if others > 0 { parts.append("\(others) not finite and not drawn") }
        return parts.isEmpty ? "" : "  " + parts.joined(separator: ", ")
    }

    private func painted(_ text: String, _ index: Int) -> String {
        isColored ? "\u{1B}[\(Self.colors[index % Self.colors.count])m\(text)\u{1B}[0m" : text
    }
}
