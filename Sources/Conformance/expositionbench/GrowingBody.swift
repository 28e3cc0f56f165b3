internal import Exposition

/// A body whose numbers grow from one scrape to the next, as those of counters do.
struct GrowingBody {
    private let lines: [(prefix: ArraySlice<UInt8>, end: ArraySlice<UInt8>)]
    private var values: [Double]
    private let steps: [Double]

    init(_ body: [UInt8], _ dialect: Dialect) {
        var rows = ExpositionRows()
        _ = try? ExpositionParser(dialect).parse(body, into: &rows)
        var lines: [(prefix: ArraySlice<UInt8>, end: ArraySlice<UInt8>)] = []
        var last = 0
        for row in 0..<rows.count {
            let value = Int(rows.spans[row].value)
            let end = body[value...].firstIndex { $0 <= UInt8(ascii: " ") } ?? body.count
            // Comments and the rest of the line before belong to the prefix.
            lines.append((body[last..<value], body[end..<end]))
            last = end
        }
        self.lines = lines + [(body[last...], body[last..<last])]
        values = (0..<rows.count).map { rows.values[$0] }
        steps = (0..<rows.count).map { row in
            let value = rows.values[row]
            guard value == value.rounded() else { return 0.125 * Double(row % 7) }
            return Double(row % 5 == 0 ? row % 97 : 0)
        }
    }

    mutating func next() -> [UInt8] {
        var body: [UInt8] = []
        for index in values.indices {
            values[index] += steps[index]
            body += lines[index].prefix
            let value = values[index]
            let whole = value == value.rounded() && abs(value) < 1e15
            body.append(contentsOf: (whole ? "\(Int(value))" : "\(value)").utf8)
        }
        if let last = lines.last { body += last.prefix }
        return body
    }
}
