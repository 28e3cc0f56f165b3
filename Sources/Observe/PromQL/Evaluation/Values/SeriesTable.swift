internal import SampleStore

/// An instant vector over all steps of a grid: a row for each series, a column for each step.
///
/// Native histograms will be a sparse table beside the numbers, by row and column.
struct SeriesTable {
    let steps: Int
    private(set) var labels: ContiguousArray<Labels> = []
    /// Whether the metric name of the row goes at the end of the query.
    private(set) var dropsName: ContiguousArray<Bool> = []
    /// Row by row; `absent` where the series has no sample.
    private(set) var values: ContiguousArray<Double> = []

    init(steps: Int) { self.steps = steps }

    var count: Int { labels.count }
    var isEmpty: Bool { labels.isEmpty }

    mutating func reserveCapacity(_ rows: Int) {
        labels.reserveCapacity(rows)
        dropsName.reserveCapacity(rows)
        values.reserveCapacity(rows * steps)
    }

    mutating func append(_ row: Row) {
        labels.append(row.labels)
        dropsName.append(row.dropsName)
        values.append(contentsOf: row.values)
    }

    mutating func append(_ labels: Labels, dropsName: Bool = false, values: some Collection<Double>) {
        self.labels.append(labels)
        self.dropsName.append(dropsName)
        self.values.append(contentsOf: values)
    }

    /// A row without a sample, to be filled.
    mutating func appendEmpty(_ labels: Labels, dropsName: Bool = false) {
        self.labels.append(labels)
        self.dropsName.append(dropsName)
        values.append(contentsOf: repeatElement(.absent, count: steps))
    }

    subscript(row: Int, step: Int) -> Double {
        @inline(__always) get { values[row &* steps &+ step] }
        @inline(__always) set { values[row &* steps &+ step] = newValue }
    }

    mutating func setLabels(_ labels: Labels, dropsName: Bool, at row: Int) {
        self.labels[row] = labels
        self.dropsName[row] = dropsName
    }

    /// Hands all rows on; what the body writes into a row stays there.
    mutating func forEachRow(_ body: RowBody) throws(QueryError) {
        let steps = steps
        var failure: QueryError?
        values.withUnsafeMutableBufferPointer { values in
            do throws(QueryError) {
                for row in labels.indices {
                    let columns = UnsafeMutableBufferPointer(
                        rebasing: values[row * steps..<(row + 1) * steps]
                    )
                    try body(Row(labels: labels[row], dropsName: dropsName[row], values: columns))
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// The rows for which the condition holds, in order.
    mutating func keepRows(_ isKept: (Int) -> Bool) {
        var kept = 0
        for row in labels.indices where isKept(row) {
            if kept != row {
                labels[kept] = labels[row]
                dropsName[kept] = dropsName[row]
                for step in 0..<steps { self[kept, step] = self[row, step] }
            }
            kept += 1
        }
        labels.removeLast(labels.count - kept)
        dropsName.removeLast(dropsName.count - kept)
        values.removeLast(values.count - kept * steps)
    }

    /// Leaves out the rows without any sample.
    mutating func removeEmptyRows() {
        let isFull = (0..<count).allSatisfy(hasSamples)
        if !isFull { keepRows(hasSamples) }
    }

    func hasSamples(row: Int) -> Bool {
        for step in 0..<steps where !self[row, step].isAbsent { return true }
        return false
    }

    /// How many samples there are in all rows.
    var sampleCount: Int {
        var count = 0
        for value in values where !value.isAbsent { count += 1 }
        return count
    }

    /// The only row of a step, for each of that many steps.
    func repeated(_ times: Int) -> SeriesTable {
        guard times != 1, steps == 1 else { return self }
        var table = SeriesTable(steps: times)
        table.reserveCapacity(count)
        for row in labels.indices {
            table.append(
                labels[row],
                dropsName: dropsName[row],
                values: repeatElement(values[row], count: times)
            )
        }
        return table
    }
}
