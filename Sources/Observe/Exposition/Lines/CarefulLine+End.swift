/// What stands behind a series.
struct SampleEnd {
    var value: Double
    /// Milliseconds since the epoch, or `ExpositionRows.noTimestamp`.
    var timestamp = ExpositionRows.noTimestamp
    var exemplar: Exemplar?
}

extension CarefulLine {
    /// The value, and the timestamp and the exemplar that may follow.
    ///
    /// The rows give room for the exemplar's labels while they are looked at.
    mutating func readEnd(_ rows: inout ExpositionRows) throws(LineFailure) -> SampleEnd {
        skipBlanks()
        var result = SampleEnd(value: try readNumber())
        switch dialect {
        case .text:
            skipBlanks()
            if cursor < end { result.timestamp = try readMilliseconds() }
            skipBlanks()
        case .openMetrics:
            if next == UInt8(ascii: " "), cursor + 1 < end, body[cursor + 1] != UInt8(ascii: "#") {
                cursor += 1
                result.timestamp = try readSeconds()
            }
            if take(" # ") { result.exemplar = try readExemplar(&rows) }
        }
        guard cursor == end else {
            throw fault(next == UInt8(ascii: "\r") ? .carriageReturn : .moreText)
        }
        return result
    }

    private mutating func takeWord() -> UnsafeBufferPointer<UInt8> {
        let before = cursor
        while let byte = next, !Self.isBlank(byte), byte != UInt8(ascii: "\r") { cursor += 1 }
        return UnsafeBufferPointer(rebasing: body[before..<cursor])
    }

    private mutating func readNumber() throws(LineFailure) -> Double {
        let before = cursor
        let word = takeWord()
        guard !word.isEmpty else { throw fault(.noValue) }
        if let start = word.baseAddress, cursor + PlainNumber.margin <= body.count,
            let (value, end) = PlainNumber.read(start), end == start + word.count
        {
            return value
        }
        do throws(NumberText.Failure) {
            return try NumberText.read(word)
        } catch {
            switch error {
            case .malformed: throw fault(.noNumber, at: before)
            case .outOfRange: throw fault(.numberOutOfRange, at: before)
            }
        }
    }

    private mutating func readMilliseconds() throws(LineFailure) -> Int64 {
        let before = cursor
        let word = takeWord()
        let digits = word.first == UInt8(ascii: "-") ? word.dropFirst() : word[...]
        guard !digits.isEmpty, digits.allSatisfy(Self.isDigit),
            let value = Int64(String(decoding: word, as: UTF8.self)), value != ExpositionRows.noTimestamp
        else { throw fault(.badTimestamp, at: before) }
        return value
    }

    private mutating func readSeconds() throws(LineFailure) -> Int64 {
        let before = cursor
        guard let seconds = try? readNumber(), abs(seconds) < 9e15 else {
            throw fault(.badTimestamp, at: before)
        }
        return Int64(seconds * 1000)
    }

    /// What follows the number sign: `{trace_id="…"} 0.67 1520879607.789`.
    private mutating func readExemplar(_ rows: inout ExpositionRows) throws(LineFailure) -> Exemplar {
        let opening = cursor
        guard take("{") else { throw fault(.noLabelName) }
        let count = rows.labels.count
        // A quoted text without a value would be a name, and an exemplar has none.
        var noName: ByteSpan? = ByteSpan(opening, opening)
        try readLabels(name: &noName, into: &rows)
        rows.labels.setCount(count)
        let labels = ByteSpan(opening, cursor)
        guard take(" ") else { throw fault(cursor == end ? .noValue : .notOneSpace) }
        let value = try readNumber()
        var timestamp = ExpositionRows.noTimestamp
        if take(" ") { timestamp = try readSeconds() }
        return Exemplar(row: 0, labels: labels, value: value, timestamp: timestamp)
    }
}
