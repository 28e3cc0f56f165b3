/// Reads one line by all the rules, byte by byte, and knows what is wrong with it and where.
///
/// Prometheus text format 0.0.4 and 1.0.0 ("Text format details"); OpenMetrics 1.0 ("Text format", its ABNF). Both
/// take names in quotes, as Prometheus 3 sends and reads them.
struct CarefulLine {
    let body: UnsafeBufferPointer<UInt8>
    let dialect: Dialect
    let limits: ExpositionLimits
    /// Offset of the line's first byte.
    let start: Int
    /// Offset of the first byte that is not part of it.
    let end: Int
    /// Offset of the byte to be read next.
    var cursor: Int

    init(
        _ body: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ dialect: Dialect,
        _ limits: ExpositionLimits
    ) {
        (self.body, self.dialect, self.limits) = (body, dialect, limits)
        (start, cursor) = (range.lowerBound, range.lowerBound)
        // A text line may end as on Windows. In OpenMetrics the carriage return stays and is wrong where it stands.
        let isPair = dialect == .text && body[range].last == UInt8(ascii: "\r")
        end = range.upperBound - (isPair ? 1 : 0)
    }

    /// The byte to be read next; nothing at the end of the line.
    var next: UInt8? { cursor < end ? body[cursor] : nil }

    /// Steps over a word if it comes next.
    @discardableResult
    mutating func take(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard cursor + count <= end else { return false }
        for index in 0..<count where body[cursor + index] != word.utf8Start[index] { return false }
        cursor += count
        return true
    }

    /// Steps over blanks, which only the text format has; true when there was one.
    @discardableResult
    mutating func skipBlanks() -> Bool {
        guard dialect == .text else { return false }
        let before = cursor
        while next.map(Self.isBlank) == true { cursor += 1 }
        return cursor > before
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    func fault(_ kind: FaultKind, at offset: Int? = nil) -> LineFailure {
        .fault(LineFault(kind, at: offset ?? cursor))
    }

    /// A whole sample line, which becomes a row.
    mutating func readSample(into rows: inout ExpositionRows) throws(LineFailure) {
        let name = try readSeries(into: &rows)
        // Behind a brace the text format needs no blank.
        let isClosed = dialect == .text && cursor > start && body[cursor - 1] == UInt8(ascii: "}")
        let isSeparate = dialect == .text ? skipBlanks() || Self.isBlank(body[cursor - 1]) : take(" ")
        guard cursor < end else { throw fault(.noValue) }
        guard isSeparate || isClosed else { throw fault(dialect == .text ? .noValue : .notOneSpace) }
        let span = SampleSpan(
            line: UInt32(truncatingIfNeeded: start),
            value: UInt32(truncatingIfNeeded: cursor),
            name: name
        )
        rows.commit(span, try readEnd(&rows))
    }

    /// The name and the labels; the labels are appended, the name is answered.
    private mutating func readSeries(into rows: inout ExpositionRows) throws(LineFailure) -> ByteSpan {
        skipBlanks()
        let beginning = cursor
        var name: ByteSpan?
        if let span = takeName(colons: true) {
            guard span.count <= limits.nameBytes else { throw .overLimit(.nameBytes, offset: beginning) }
            name = span
            skipBlanks()
        }
        if take("{") {
            try readLabels(name: &name, into: &rows)
        }
        guard let name else { throw fault(.noMetricName, at: beginning) }
        return name
    }

    /// Steps over a name that needs no quotes.
    mutating func takeName(colons: Bool) -> ByteSpan? {
        guard let first = next, Self.isNameByte(first, colons: colons), !Self.isDigit(first) else {
            return nil
        }
        let before = cursor
        while let byte = next, Self.isNameByte(byte, colons: colons) { cursor += 1 }
        return ByteSpan(before, cursor)
    }

    private static func isNameByte(_ byte: UInt8, colons: Bool) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || isDigit(byte) || byte == UInt8(ascii: "_")
            || (colons && byte == UInt8(ascii: ":"))
    }

    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    /// Steps over a text in quotes and answers what is between them.
    mutating func readQuoted() throws(LineFailure) -> ByteSpan {
        let opening = cursor
        cursor += 1
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                let span = ByteSpan(opening + 1, cursor)
                guard Self.isUTF8(body[span.range]) else { throw fault(.notUTF8, at: opening + 1) }
                cursor += 1
                return span
            case UInt8(ascii: "\\"): cursor += 2
            default: cursor += 1
            }
        }
        cursor = opening
        throw fault(.unfinishedQuotes)
    }

    static func isUTF8(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        if text.allSatisfy({ $0 < 0x80 }) { return true }
        return String(validating: text, as: UTF8.self) != nil
    }
}
