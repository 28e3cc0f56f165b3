/// The samples of one body as columns of offsets into it; nothing is copied.
///
/// The body itself stays with its owner, who hands it to whatever turns rows into texts. Rows are meant to be used
/// again for the next body: they keep their memory.
package struct ExpositionRows: ~Copyable, Sendable {
    /// The timestamp of a sample that has none of its own.
    package static let noTimestamp = Int64.min

    package internal(set) var spans = Column<SampleSpan>()
    package internal(set) var values = Column<Double>()
    /// Milliseconds since the epoch, or `noTimestamp`.
    package internal(set) var timestamps = Column<Int64>()
    package internal(set) var labels = Column<LabelSpan>()
    /// The first label of each row, and after the last row the number of all labels.
    package internal(set) var firstLabels = Column<UInt32>()
    package internal(set) var exemplars = Column<Exemplar>()
    /// TYPE, HELP and UNIT lines in their order.
    package internal(set) var metadata = Column<MetadataSpan>()

    package init() { firstLabels.append(0) }

    package var count: Int { values.count }

    /// Whether more memory is held than an empty one has.
    var hasMemory: Bool { count + values.room > 16 || metadata.count + metadata.room > 16 }

    /// Drops all rows and keeps the memory.
    package mutating func removeAll() {
        spans.removeAll()
        values.removeAll()
        timestamps.removeAll()
        labels.removeAll()
        firstLabels.setCount(1)
        exemplars.removeAll()
        metadata.removeAll()
    }

    /// The labels of a row: indices into `labels`.
    @inline(__always)
    package func labelRange(of row: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(firstLabels[row]), Int(firstLabels[row &+ 1])))
    }

    /// Ends a row whose labels have been appended.
    mutating func commit(_ span: SampleSpan, _ end: SampleEnd) {
        if var exemplar = end.exemplar {
            exemplar.row = UInt32(truncatingIfNeeded: count)
            exemplars.append(exemplar)
        }
        spans.append(span)
        values.append(end.value)
        timestamps.append(end.timestamp)
        firstLabels.append(UInt32(truncatingIfNeeded: labels.count))
    }

    /// Whether a common line can be written without moving anything.
    @inline(__always)
    var hasRoomForLine: Bool {
        spans.room > 0 && values.room > 0 && timestamps.room > 0 && firstLabels.room > 0
            && labels.room >= CommonLines.labelsPerLine
    }

    /// Ends a row whose labels were written into the room behind the last ones; there is room for it.
    @inline(__always)
    mutating func commitLine(_ span: SampleSpan, _ value: Double, _ timestamp: Int64, labels count: Int) {
        let row = spans.count
        let end = labels.count &+ count
        spans.base[row] = span
        values.base[row] = value
        timestamps.base[row] = timestamp
        firstLabels.base[row &+ 1] = UInt32(truncatingIfNeeded: end)
        labels.setCount(end)
        spans.setCount(row &+ 1)
        values.setCount(row &+ 1)
        timestamps.setCount(row &+ 1)
        firstLabels.setCount(row &+ 2)
    }

    /// Takes the last row back.
    mutating func removeLast() {
        let last = count - 1
        if exemplars.count > 0, Int(exemplars[exemplars.count - 1].row) == last {
            exemplars.setCount(exemplars.count - 1)
        }
        labels.setCount(Int(firstLabels[last]))
        spans.setCount(last)
        values.setCount(last)
        timestamps.setCount(last)
        firstLabels.setCount(last + 1)
    }

    /// Makes room for one more common line, and for as many as one block of memory brings along.
    mutating func reserveLine() {
        spans.reserve(1)
        values.reserve(1)
        timestamps.reserve(1)
        firstLabels.reserve(1)
        labels.reserve(CommonLines.labelsPerLine)
    }
}

/// An exemplar (OpenMetrics 1.0, "Exemplars"): an example of what was counted.
package struct Exemplar: Sendable, BitwiseCopyable {
    /// The sample it belongs to.
    package var row: UInt32
    /// From the first `{` to the last `}`.
    package var labels: ByteSpan
    package var value: Double
    /// Milliseconds since the epoch, or `ExpositionRows.noTimestamp`.
    package var timestamp: Int64
}

/// A TYPE, HELP or UNIT line.
package struct MetadataSpan: Sendable, BitwiseCopyable {
    package enum Kind: UInt8, Sendable, BitwiseCopyable {
        case type, help, unit
    }

    package var kind: Kind
    /// Of a TYPE line; `unknown` elsewhere.
    package var type: MetricType
    /// The metric family's name, without its quotes.
    package var name: ByteSpan
    /// What follows the name, with its escapes.
    package var text: ByteSpan
    /// How many samples stand before it.
    package var row: UInt32
}
