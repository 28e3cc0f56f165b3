extension CarefulLine {
    /// What a line that begins with a number sign is.
    enum Comment {
        case metadata(MetadataSpan)
        /// `# EOF`, which only OpenMetrics has.
        case end
        /// Nothing that matters.
        case other
    }

    /// A line whose first byte, after blanks, is a number sign.
    mutating func readComment(row: Int) throws(LineFailure) -> Comment {
        skipBlanks()
        let beginning = cursor
        cursor += 1
        let isSeparate = dialect == .text ? skipBlanks() : take(" ")
        guard isSeparate else { return try other(beginning) }
        if dialect == .openMetrics, take("EOF") {
            guard cursor == end else {
                throw fault(next == UInt8(ascii: "\r") ? .carriageReturn : .textAfterEnd)
            }
            return .end
        }
        let kind: MetadataSpan.Kind
        if take("HELP") {
            kind = .help
        } else if take("TYPE") {
            kind = .type
        } else if dialect == .openMetrics, take("UNIT") {
            kind = .unit
        } else {
            return try other(beginning)
        }
        let endsWord = dialect == .text ? skipBlanks() : take(" ")
        guard endsWord else { return try other(beginning) }
        return .metadata(try readMetadata(kind, row: row))
    }

    private func other(_ beginning: Int) throws(LineFailure) -> Comment {
        guard dialect == .text else { throw fault(.comment, at: beginning) }
        return .other
    }

    private mutating func readMetadata(
        _ kind: MetadataSpan.Kind,
        row: Int
    ) throws(LineFailure) -> MetadataSpan {
        let beginning = cursor
        let name = next == UInt8(ascii: "\"") ? try readQuoted() : takeName(colons: true)
        guard let name else { throw fault(.noMetricName) }
        guard name.count > 0 else { throw fault(.emptyMetricName, at: beginning) }
        guard name.count <= limits.nameBytes else { throw .overLimit(.nameBytes, offset: beginning) }
        switch dialect {
        case .text: guard skipBlanks() || cursor == end else { throw fault(.noMetricName, at: beginning) }
        case .openMetrics: guard take(" ") else { throw fault(.notOneSpace) }
        }
        var text = ByteSpan(cursor, end)
        if kind != .help {
            // Blanks behind the word are no part of it.
            while dialect == .text, text.count > 0, Self.isBlank(body[Int(text.end) - 1]) { text.end -= 1 }
        }
        return MetadataSpan(
            kind: kind,
            type: try check(kind, name, text),
            name: name,
            text: text,
            row: UInt32(truncatingIfNeeded: row)
        )
    }

    private func check(
        _ kind: MetadataSpan.Kind,
        _ name: ByteSpan,
        _ text: ByteSpan
    ) throws(LineFailure) -> MetricType {
        let bytes = body[text.range]
        switch kind {
        case .help:
            guard Self.isUTF8(bytes) else { throw fault(.notUTF8) }
            return .unknown
        case .type:
            guard let type = MetricType(word: bytes, dialect: dialect) else { throw fault(.unknownType) }
            return type
        case .unit:
            let ending = body[name.range].suffix(bytes.count + 1)
            let isLastWord =
                ending.count == bytes.count + 1 && ending.first == UInt8(ascii: "_")
                && ending.dropFirst().elementsEqual(bytes)
            guard bytes.isEmpty || isLastWord else { throw fault(.foreignUnit) }
            return .unknown
        }
    }
}
