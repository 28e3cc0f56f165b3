/// One pass over a body: common lines in runs, all others one by one.
struct BodyReading {
    let body: UnsafeBufferPointer<UInt8>
    let parser: ExpositionParser
    private let common: CommonLines?
    /// Offset of the line to be read next.
    private(set) var offset = 0
    private(set) var report = ExpositionReport()
    private var hasEnd = false

    init(_ body: UnsafeBufferPointer<UInt8>, _ parser: ExpositionParser) {
        self.body = body
        self.parser = parser
        common = CommonLines(body, parser.dialect, parser.limits)
    }

    var isAtEnd: Bool { offset >= body.count }

    /// Reads a run of common lines and the line that ends it.
    mutating func step(into rows: inout ExpositionRows) throws(ExpositionError) {
        if let common, !hasEnd {
            switch common.read(from: &offset, into: &rows) {
            case .full:
                try checkSamples(rows)
                return rows.reserveLine()
            case .otherLine: break
            case .otherEnd(let span, let labels):
                return try read(into: &rows) { (line, rows) throws(LineFailure) in
                    rows.labels.setCount(rows.labels.count + labels)
                    line.cursor = Int(span.value)
                    try line.readEnd(of: span, into: &rows)
                }
            }
            guard !isAtEnd else { return try checkSamples(rows) }
        }
        try readAny(into: &rows)
    }

    /// Reads one line of any kind.
    mutating func readAny(into rows: inout ExpositionRows) throws(ExpositionError) {
        if hasEnd {
            try note(.fault(LineFault(.textAfterEnd, at: offset)))
            offset = body.count
            return
        }
        var isEnd = false
        try read(into: &rows) { (line, rows) throws(LineFailure) in
            line.skipBlanks()
            guard let first = line.next else {
                guard line.dialect == .text else { throw line.fault(.blankLine) }
                return
            }
            guard first == UInt8(ascii: "#") else {
                line.cursor = line.start
                return try line.readSample(into: &rows)
            }
            switch try line.readComment(row: rows.count) {
            case .metadata(let span): rows.metadata.append(span)
            case .end: isEnd = true
            case .other: break
            }
        }
        hasEnd = isEnd
    }

    /// Reads the line at the offset; what a bad line had begun is taken back.
    private mutating func read(
        into rows: inout ExpositionRows,
        by body: (inout CarefulLine, inout ExpositionRows) throws(LineFailure) -> Void
    ) throws(ExpositionError) {
        let end = self.body[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? self.body.count
        var line = CarefulLine(self.body, offset..<end, parser.dialect, parser.limits)
        let labels = Int(rows.firstLabels[rows.count])
        do throws(LineFailure) {
            try body(&line, &rows)
        } catch {
            rows.labels.setCount(labels)
            try note(error)
        }
        offset = min(end + 1, self.body.count)
        try checkSamples(rows)
    }

    private func checkSamples(_ rows: borrowing ExpositionRows) throws(ExpositionError) {
        guard rows.count <= parser.limits.samples else {
            let place = PlacedFault(LineFault(.moreText, at: Int(rows.spans[parser.limits.samples].line)), in: body)
            throw .overLimit(.samples, limit: parser.limits.samples, line: place.line, column: place.column)
        }
    }

    /// Counts a bad line, or ends the scrape.
    private mutating func note(_ failure: LineFailure) throws(ExpositionError) {
        switch failure {
        case .overLimit(let what, let offset):
            let place = PlacedFault(LineFault(.moreText, at: offset), in: body)
            let limit =
                switch what {
                case .samples: parser.limits.samples
                case .labels: parser.limits.labels
                case .nameBytes: parser.limits.nameBytes
                case .labelValueBytes: parser.limits.labelValueBytes
                }
            throw .overLimit(what, limit: limit, line: place.line, column: place.column)
        case .fault(let fault):
            guard parser.mode == .lenient else { throw .malformed(PlacedFault(fault, in: body)) }
            report.badLines += 1
            if report.faults.count < parser.keptFaults { report.faults.append(PlacedFault(fault, in: body)) }
        }
    }

    /// What is only known at the end: whether it is one.
    mutating func finish() throws(ExpositionError) -> ExpositionReport {
        if parser.dialect == .openMetrics, !hasEnd { try note(.fault(LineFault(.noEnd, at: body.count))) }
        return report
    }
}
