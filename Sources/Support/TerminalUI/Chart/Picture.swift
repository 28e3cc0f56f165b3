/// The curves of a chart as dots, and where their letters stand.
struct Picture {
    private(set) var canvas: BrailleCanvas
    /// The curve whose letter stands in a cell, by `column * rows + row`.
    private(set) var letters: [Int: Int] = [:]
    private let axis: ValueAxis

    init(
        _ series: [LineChart.Series],
        _ axis: ValueAxis,
        _ time: TimeAxis,
        gap: Int64,
        columns: Int,
        rows: Int
    ) {
        canvas = BrailleCanvas(columns: columns, rows: rows)
        self.axis = axis
        for (index, series) in series.enumerated() {
            /// The row in which the curve passes a column.
            var passed: [Int: Int] = [:]
            var last: (time: Int64, x: Int, y: Int)?
            for point in series.points {
                guard point.value.isFinite else {
                    last = nil
                    continue
                }
                let x = min(max(Int(time.place(of: point.time) * Double(canvas.width)), 0), canvas.width - 1)
                let y = height(of: point.value)
                if let last, point.time - last.time <= gap {
                    canvas.line(from: (last.x, last.y), to: (x, y), owner: index)
                } else {
                    canvas.plot(x, y, owner: index)
                }
                passed[x / 2] = y / 4
                last = (point.time, x, y)
            }
            place(letter: index, along: passed)
        }
    }

    /// At every twentieth column, each curve at others, and once at least.
    private mutating func place(letter: Int, along passed: [Int: Int]) {
        let distance = 20
        var isPlaced = false
        let sorted = passed.sorted { $0.key < $1.key }
        var next = 3 + letter * 5 % distance
        for (column, row) in sorted where column >= next {
            let cell = column * canvas.rows + row
            guard letters[cell] == nil else { continue }
            letters[cell] = letter
            isPlaced = true
            next = column + distance
        }
        guard !isPlaced else { return }
        for (column, row) in sorted where letters[column * canvas.rows + row] == nil {
            letters[column * canvas.rows + row] = letter
            return
        }
    }

    /// The row of cells a value falls into.
    func row(of value: Double) -> Int { height(of: value) / 4 }

    /// From the top, in dots.
    private func height(of value: Double) -> Int {
        let place = min(max(axis.place(of: value), 0), 1)
        return Int(((1 - place) * Double(canvas.height - 1)).rounded())
    }
}
