internal import CByteMask

/// Reads sample lines in the shape that nearly all have: `name{a="b",c="d"} 12.5`.
///
/// No escapes, no blanks but one before the value, ASCII only. It never decides that a line is wrong: whatever is not
/// of that shape is left to `CarefulLine`, which knows all the rules. A line mostly repeats the beginning of the
/// line before it, so the labels in that beginning are taken over and not read again.
struct CommonLines {
    /// Labels up to which a line is common.
    static let labelsPerLine = 32
    /// How many readable bytes must follow the last line feed of the lines read.
    static let margin = 64

    enum Stop {
        /// The line at the offset is another kind of line.
        case otherLine
        /// The series of the line is read, but its value and what follows are of another kind.
        case otherEnd(SampleSpan, labels: Int)
        /// There is no room for another row.
        case full
        /// As many lines are read as were asked for.
        case enough
    }

    fileprivate typealias Bytes = UnsafePointer<UInt8>

    private let body: Bytes
    /// The last line feed with enough readable bytes behind it.
    private let last: Bytes
    /// Its offset.
    let lastLineFeed: Int
    private let labelLimit: Int
    private let nameLimit: Int
    private let valueLimit: Int
    private let millisecondsAllowed: Bool

    /// Nothing when the body is too short for reading ahead.
    init?(_ body: UnsafeBufferPointer<UInt8>, _ dialect: Dialect, _ limits: ExpositionLimits) {
        guard let base = body.baseAddress, body.count > Self.margin else { return nil }
        guard let last = body[..<(body.count - Self.margin)].lastIndex(of: UInt8(ascii: "\n")) else {
            return nil
        }
        self.body = base
        self.last = base + last
        lastLineFeed = last
        labelLimit = min(limits.labels, Self.labelsPerLine)
        nameLimit = limits.nameBytes
        valueLimit = limits.labelValueBytes
        millisecondsAllowed = dialect == .text
    }

    /// Reads lines from the offset on, which is the start of one, until one is of another kind.
    ///
    /// Afterwards the offset is the start of the line that was not read.
    func read(
        _ lines: Int,
        from offset: inout Int,
        like model: inout Model,
        into rows: inout ExpositionRows
    ) -> Stop {
        var line = body + offset
        defer { offset = line - body }
        var left = lines
        while line <= last {
            guard left > 0 else { return .enough }
            left &-= 1
            guard rows.hasRoomForLine else { return .full }
            guard let series = series(of: line, like: model, &rows) else { return .otherLine }
            guard let end = end(of: series) else { return stop(at: series, line, &model, rows) }
            rows.commitLine(span(of: series, line), end.value, end.timestamp, labels: series.labels)
            model = Model(line, series, endOfLabels: rows.labels.count)
            line = end.next
        }
        return .otherLine
    }

    /// The value, the timestamp, and the next line; nothing when the end is another one.
    @inline(__always)
    private func end(of series: Series) -> (value: Double, timestamp: Int64, next: Bytes)? {
        guard let (value, end) = PlainNumber.read(series.end) else { return nil }
        if end[0] == UInt8(ascii: "\n") { return (value, ExpositionRows.noTimestamp, end + 1) }
        guard end[0] == UInt8(ascii: " "), millisecondsAllowed,
            let (milliseconds, last) = Self.milliseconds(end + 1), last[0] == UInt8(ascii: "\n")
        else { return nil }
        return (value, milliseconds, last + 1)
    }

    /// The labels were written behind the last ones; whoever reads the end of the line takes them over.
    private func stop(
        at series: Series,
        _ line: Bytes,
        _ model: inout Model,
        _ rows: borrowing ExpositionRows
    ) -> Stop {
        // More blanks, or labels behind a blank: the series does not end here.
        let next = series.end[0]
        guard next > UInt8(ascii: " "), next != UInt8(ascii: "{") else { return .otherLine }
        model = Model(line, series, endOfLabels: rows.labels.count &+ series.labels)
        return .otherEnd(span(of: series, line), labels: series.labels)
    }

    @inline(__always)
    private func span(of series: Series, _ line: Bytes) -> SampleSpan {
        let start = line - body
        return SampleSpan(
            line: UInt32(truncatingIfNeeded: start),
            value: UInt32(truncatingIfNeeded: series.end - body),
            name: ByteSpan(start, start &+ series.name)
        )
    }

    /// The line read before, which the next one is expected to resemble.
    ///
    /// It holds as long as its labels stay where they are.
    struct Model {
        fileprivate var line: Bytes?
        /// Bytes of its name, and of everything up to its value.
        fileprivate var name = 0
        fileprivate var prefix = 0
        fileprivate var labels = 0
        /// One past its last label.
        fileprivate var endOfLabels = 0

        init() {}

        @inline(__always)
        fileprivate init(_ line: Bytes, _ series: Series, endOfLabels: Int) {
            (self.line, self.endOfLabels) = (line, endOfLabels)
            (name, prefix, labels) = (series.name, series.end - line, series.labels)
        }
    }

    /// What a line's beginning tells: bytes of the name, how many labels, and where the value begins.
    fileprivate struct Series {
        var name: Int
        var labels: Int
        var end: Bytes
    }

    @inline(__always)
    private func series(of line: Bytes, like model: Model, _ rows: inout ExpositionRows) -> Series? {
        let written = rows.labels.base + rows.labels.count
        var count = 0
        var name = model.name
        // Where to go on: a label's name, or in the middle of a value whose label is known.
        var cursor = line
        var open: (name: ByteSpan, value: Bytes)?
        let shared = model.line.map { Self.shared(line, $0, atMost: model.prefix) } ?? 0
        if shared > name, let before = model.line {
            let moved = UInt32(truncatingIfNeeded: line - before)
            let origin = UInt32(truncatingIfNeeded: before - body)
            let known = rows.labels.base + (model.endOfLabels &- model.labels)
            while count < model.labels {
                let label = known[count]
                // The quote behind the value and what follows it are part of what must be the same.
                guard Int(label.value.end &- origin) &+ 2 <= shared else { break }
                written[count] = LabelSpan(
                    name: label.name.moved(by: moved),
                    value: label.value.moved(by: moved)
                )
                count &+= 1
            }
            if count == model.labels {
                guard shared == model.prefix else { return nil }
                return Series(name: name, labels: count, end: line + model.prefix)
            }
            let label = known[count]
            if Int(label.value.start &- origin) <= shared {
                open = (label.name.moved(by: moved), line + Int(label.value.start &- origin))
                // Not beyond the quote, if what differs stands right behind it.
                cursor = line + min(shared, Int(label.value.end &- origin))
            } else {
                cursor = line + Int(label.name.start &- origin)
            }
        } else {
            cursor = Self.endOfMetricName(line)
            name = cursor - line
            // A digit is no beginning, and an empty name is none at all.
            guard name > 0, name <= nameLimit, line[0] > UInt8(ascii: "9") else { return nil }
            guard cursor[0] == UInt8(ascii: "{") else {
                guard cursor[0] == UInt8(ascii: " ") else { return nil }
                return Series(name: name, labels: 0, end: cursor + 1)
            }
            cursor += 1
        }
        while true {
            let label: (name: ByteSpan, value: Bytes)
            if let known = open {
                label = known
                open = nil
            } else {
                guard count < labelLimit, let read = labelName(cursor, written, count) else { return nil }
                label = read
                cursor = read.value
            }
            cursor = Self.endOfPlainText(cursor)
            guard cursor[0] == UInt8(ascii: "\""), cursor - label.value <= valueLimit else { return nil }
            written[count] = LabelSpan(name: label.name, value: ByteSpan(label.value - body, cursor - body))
            count &+= 1
            let closing = UnsafeRawPointer(cursor).loadUnaligned(fromByteOffset: 1, as: UInt16.self)
                .littleEndian
            if closing == 0x207D { return Series(name: name, labels: count, end: cursor + 3) }
            guard cursor[1] == UInt8(ascii: ",") else { return nil }
            cursor += 2
        }
    }

    /// A label's name and where its value begins.
    @inline(__always)
    private func labelName(
        _ start: Bytes,
        _ written: UnsafeMutablePointer<LabelSpan>,
        _ count: Int
    ) -> (name: ByteSpan, value: Bytes)? {
        var end = start
        while true {
            let others = mcp_ends_label_name(end)
            guard others == 0 else {
                end += others.trailingZeroBitCount
                break
            }
            end += 16
        }
        let length = end - start
        // `="`; two underscores are left to whoever knows which names are reserved.
        guard length > 0, length <= nameLimit, start[0] > UInt8(ascii: "9"),
            UnsafeRawPointer(end).loadUnaligned(as: UInt16.self).littleEndian == 0x223D,
            UnsafeRawPointer(start).loadUnaligned(as: UInt16.self).littleEndian != 0x5F5F
        else { return nil }
        for index in 0..<count {
            let other = written[index].name
            guard other.count != length || !Self.same(body + Int(other.start), start, length) else {
                return nil
            }
        }
        return (ByteSpan(start - body, end - body), end + 2)
    }

    @inline(__always)
    private static func same(_ left: Bytes, _ right: Bytes, _ count: Int) -> Bool {
        var index = 0
        while index < count {
            guard left[index] == right[index] else { return false }
            index &+= 1
        }
        return true
    }

    /// How many bytes both lines have in common, up to a number of bytes of the second that holds no line feed.
    ///
    /// Reading stays inside the body: up to the first difference no line feed has been passed.
    @inline(__always)
    private static func shared(_ line: Bytes, _ model: Bytes, atMost count: Int) -> Int {
        var offset = 0
        while offset < count {
            let differences = mcp_differences(line + offset, model + offset)
            guard differences == 0 else {
                return min(offset &+ differences.trailingZeroBitCount, count)
            }
            offset &+= 16
        }
        return count
    }

    @inline(__always)
    private static func endOfMetricName(_ start: Bytes) -> Bytes {
        var cursor = start
        while true {
            let others = mcp_ends_metric_name(cursor)
            guard others == 0 else { return cursor + others.trailingZeroBitCount }
            cursor += 16
        }
    }

    @inline(__always)
    private static func endOfPlainText(_ start: Bytes) -> Bytes {
        var cursor = start
        while true {
            let ends = mcp_ends_plain_text(cursor)
            guard ends == 0 else { return cursor + ends.trailingZeroBitCount }
            cursor += 16
        }
    }

    /// Milliseconds since the epoch, at most 18 digits.
    @inline(__always)
    private static func milliseconds(_ start: Bytes) -> (Int64, Bytes)? {
        var cursor = start
        var value: Int64 = 0
        while UInt8(ascii: "0")...UInt8(ascii: "9") ~= cursor[0] {
            value = value &* 10 &+ Int64(cursor[0] &- UInt8(ascii: "0"))
            cursor += 1
            guard cursor - start <= 18 else { return nil }
        }
        return cursor == start ? nil : (value, cursor)
    }
}
