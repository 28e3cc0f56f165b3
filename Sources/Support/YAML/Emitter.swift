package import Values

extension Value {
    /// The value as one YAML document that ends with a line break.
    ///
    /// YAML 1.1 and 1.2 readers read the same tree from it, in the same order.
    package func yaml(_ style: YAMLStyle = .standard) -> String {
        var emitter = Emitter(sortsKeys: style.sortsKeys)
        if style.marksDocumentStart { emitter.append("---") }
        emitter.writeRoot(self)
        return String(decoding: emitter.bytes, as: UTF8.self)
    }
}

/// Writes one document in block style.
struct Emitter {
    /// What stands before a value: decides whether it continues the line.
    private enum Lead {
        /// Nothing is written, or it ends with `---`.
        case document
        /// After `key:`.
        case key
        /// After `-`: the first member or element continues the line.
        case dash
    }

    let sortsKeys: Bool

    /// What is written so far, in UTF-8: bytes are appended much faster than characters.
    private(set) var bytes: [UInt8] = []

    init(sortsKeys: Bool) { self.sortsKeys = sortsKeys }

    mutating func append(_ text: some StringProtocol) { bytes.append(contentsOf: text.utf8) }

    mutating func writeRoot(_ value: Value) {
        write(value, after: .document, indentation: 0, isLast: true)
    }

    /// Writes a value after its lead, and the line break after it.
    ///
    /// A collection's lines start at `indentation`; the lines of a block scalar start 2 columns right of the
    /// collection it stands in, or of the margin. `isLast` says that nothing follows in the document.
    private mutating func write(_ value: Value, after lead: Lead, indentation: Int, isLast: Bool) {
        switch value.content {
        case .object(let object) where !object.isEmpty:
            write(object, after: lead, indentation: indentation, isLast: isLast)
        case .array(let values) where !values.isEmpty:
            write(values, after: lead, indentation: indentation, isLast: isLast)
        case .null, .bool, .number, .string, .array, .object:
            writeSeparator(after: lead)
            if let block = value.string.flatMap({ LiteralBlock($0, mayEndWithBlankLines: !isLast) }) {
                block.write(to: &bytes, indentation: lead == .document ? 2 : indentation)
            } else {
                append(ScalarText.of(value))
                append("\n")
            }
        }
    }

    private mutating func write(_ object: Object, after lead: Lead, indentation: Int, isLast: Bool) {
        startCollection(after: lead)
        for (position, member) in (sortsKeys ? object.membersByKey : object.members).enumerated() {
            if position > 0 || lead != .dash { indent(indentation) }
            let isLast = isLast && position == object.count - 1
            let key = ScalarText.of(.string(member.key))
            // Readers look for the colon of a key only so far (YAML 1.2.2, section 7.4.2).
            if key.utf8.count > ScalarText.longestSimpleKey {
                append("? \(key)\n")
                indent(indentation)
            } else {
                append(key)
            }
            append(":")
            write(member.value, after: .key, indentation: indentation + 2, isLast: isLast)
        }
    }

    private mutating func write(_ values: [Value], after lead: Lead, indentation: Int, isLast: Bool) {
        startCollection(after: lead)
        for (position, value) in values.enumerated() {
            if position > 0 || lead != .dash { indent(indentation) }
            append("-")
            let isLast = isLast && position == values.count - 1
            write(value, after: .dash, indentation: indentation + 2, isLast: isLast)
        }
    }

    private mutating func startCollection(after lead: Lead) {
        switch lead {
        case .document: if !bytes.isEmpty { append("\n") }
        case .key: append("\n")
        case .dash: append(" ")
        }
    }

    private mutating func writeSeparator(after lead: Lead) {
        switch lead {
        case .document: if !bytes.isEmpty { append(" ") }
        case .key, .dash: append(" ")
        }
    }

    private mutating func indent(_ width: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width))
    }
}
