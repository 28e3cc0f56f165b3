extension CarefulLine {
    /// What stands between `{` and `}`; a quoted text without `=` is the metric's name.
    mutating func readLabels(
        name: inout ByteSpan?,
        into rows: inout ExpositionRows
    ) throws(LineFailure) {
        let first = rows.labels.count
        while true {
            skipBlanks()
            if take("}") { return }
            let beginning = cursor
            let isQuoted = next == UInt8(ascii: "\"")
            let label = isQuoted ? try readQuoted() : takeName(colons: false)
            guard let label else { throw fault(.noLabelName) }
            guard label.count <= limits.nameBytes else { throw .overLimit(.nameBytes, offset: beginning) }
            skipBlanks()
            if isQuoted, next == UInt8(ascii: ",") || next == UInt8(ascii: "}") {
                guard name == nil else { throw fault(.secondMetricName, at: beginning) }
                guard label.count > 0 else { throw fault(.emptyMetricName, at: beginning) }
                name = label
            } else {
                guard label.count > 0 else { throw fault(.noLabelName, at: beginning) }
                let value = try readLabelValue()
                try append(LabelSpan(name: label, value: value), after: first, at: beginning, to: &rows)
            }
            skipBlanks()
            guard take(",") || next == UInt8(ascii: "}") else { throw fault(.noCommaOrBrace) }
        }
    }

    private mutating func readLabelValue() throws(LineFailure) -> ByteSpan {
        guard take("=") else { throw fault(.noEqualsSign) }
        skipBlanks()
        let opening = cursor
        guard next == UInt8(ascii: "\"") else { throw fault(.noQuotedValue) }
        let value = try readQuoted()
        guard value.count <= limits.labelValueBytes else {
            throw .overLimit(.labelValueBytes, offset: opening)
        }
        return value
    }

    private func append(
        _ label: LabelSpan,
        after first: Int,
        at offset: Int,
        to rows: inout ExpositionRows
    ) throws(LineFailure) {
        guard !names(label.name, "__name__") else { throw fault(.nameAsLabel, at: offset) }
        for index in first..<rows.labels.count where isSameName(rows.labels[index].name, label.name) {
            throw fault(.repeatedLabel, at: offset)
        }
        guard rows.labels.count - first < limits.labels else { throw .overLimit(.labels, offset: offset) }
        rows.labels.append(label)
    }

    private func names(_ span: ByteSpan, _ word: StaticString) -> Bool {
        span.count == word.utf8CodeUnitCount
            && body[span.range].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
            )
    }

    /// Whether two names are the same, however their escapes are written.
    private func isSameName(_ left: ByteSpan, _ right: ByteSpan) -> Bool {
        let (left, right) = (body[left.range], body[right.range])
        let backslash = UInt8(ascii: "\\")
        if !left.contains(backslash), !right.contains(backslash) { return left.elementsEqual(right) }
        return EscapedText.label.plain(left).elementsEqual(EscapedText.label.plain(right))
    }
}
