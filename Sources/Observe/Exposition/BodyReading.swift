/// One pass over a body: common lines in runs, all others one by one.
struct BodyReading {
    let body: UnsafeBufferPointer<UInt8>
    let parser: ExpositionParser
    let common: CommonLines?
    /// Offset of the line to be read next.
    var offset = 0
    private(set) var report = ExpositionReport()
    private var model = CommonLines.Model()
    /// Whether `# EOF` has been read.
    private(set) var hasEnd = false

    init(_ body: UnsafeBufferPointer<UInt8>, _ parser: ExpositionParser) {
        self.body = body
        self.parser = parser
        common =
            parser.readsEveryLineCarefully ? nil : CommonLines(body, parser.dialect, parser.limits)
    }

    var isAtEnd: Bool { offset >= body.count }

    /// Reads a run of common lines and the line that ends it.
    mutating func readRun(into rows: inout ExpositionRows) throws(ExpositionError) {
        rows.reserveLine()
        guard let common, !hasEnd else { return try readAny(into: &rows) }
        let stop = common.read(.max, from: &offset, like: &model, into: &rows)
        try checkSamples(rows.count, rows)
        switch stop {
        case .full, .enough: return
        case .otherLine where isAtEnd: return
        case .otherLine: try readAny(into: &rows)
        case .otherEnd(let span, let labels): try readEnd(of: span, labels, into: &rows)
        }
    }

    /// Reads one line.
    mutating func readLine(into rows: inout ExpositionRows) throws(ExpositionError) {
        rows.reserveLine()
        guard let common, !hasEnd else { return try readAny(into: &rows) }
        let start = offset
        // Rows may be taken back between two lines.
        model = CommonLines.Model()
        let stop = common.read(1, from: &offset, like: &model, into: &rows)
        guard offset == start else { return try checkSamples(rows.count, rows) }
        switch stop {
        case .full, .enough, .otherLine: try readAny(into: &rows)
        case .otherEnd(let span, let labels): try readEnd(of: span, labels, into: &rows)
        }
    }

    /// Reads the rest of a line whose series is already there: that many labels behind the last row's.
    private mutating func readEnd(
        of span: SampleSpan,
        _ labels: Int,
        into rows: inout ExpositionRows
    ) throws(ExpositionError) {
        try read(into: &rows) { (line, rows) throws(LineFailure) in
            rows.labels.setCount(rows.labels.count + labels)
            line.cursor = Int(span.value)
            rows.commit(span, try line.readEnd(&rows))
        }
    }

    /// Reads the rest of a line whose first bytes are a series; nothing, and nothing read, if that cannot be.
    mutating func readEnd(behind count: Int, _ scratch: inout ExpositionRows) -> SampleEnd? {
        let end = endOfLine
        var line = CarefulLine(body, offset..<end, parser.dialect, parser.limits)
        line.cursor = offset + count
        do throws(LineFailure) {
            let result = try line.readEnd(&scratch)
            offset = min(end + 1, body.count)
            return result
        } catch {
            return nil
        }
    }

    private var endOfLine: Int { ByteSearch.endOfLine(in: body, from: offset) }

    /// Reads one line of any kind.
    private mutating func readAny(into rows: inout ExpositionRows) throws(ExpositionError) {
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
            case .metadata(let span):
                guard rows.metadata.count < line.limits.metadataLines else {
                    throw .overLimit(.metadataLines, offset: line.start)
                }
                rows.metadata.append(span)
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
        let end = endOfLine
        var line = CarefulLine(self.body, offset..<end, parser.dialect, parser.limits)
        let labels = Int(rows.firstLabels[rows.count])
        do throws(LineFailure) {
            try body(&line, &rows)
        } catch {
            rows.labels.setCount(labels)
            model = CommonLines.Model()
            try note(error)
        }
        offset = min(end + 1, self.body.count)
        try checkSamples(rows.count, rows)
    }

    private func checkSamples(
        _ count: Int,
        _ rows: borrowing ExpositionRows
    ) throws(ExpositionError) {
        let limit = parser.limits.samples
        guard count <= limit else { throw overLimit(.samples, at: Int(rows.spans[limit].line)) }
    }

    /// The error of too many samples, the last of which stands before the offset.
    func tooManySamples() -> ExpositionError { overLimit(.samples, at: max(offset - 1, 0)) }

    private func overLimit(_ what: ExpositionError.Limit, at offset: Int) -> ExpositionError {
        let place = PlacedFault(LineFault(.moreText, at: offset), in: body)
        let limit =
            switch what {
            case .samples: parser.limits.samples
            case .metadataLines: parser.limits.metadataLines
            case .labels: parser.limits.labels
            case .nameBytes: parser.limits.nameBytes
            case .labelValueBytes: parser.limits.labelValueBytes
            }
        return .overLimit(what, limit: limit, line: place.line, column: what == .samples ? 1 : place.column)
    }

    /// Counts a bad line, or ends the scrape.
    private mutating func note(_ failure: LineFailure) throws(ExpositionError) {
        switch failure {
        case .overLimit(let what, let offset): throw overLimit(what, at: offset)
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
