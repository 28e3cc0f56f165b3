internal import CYAML
internal import Diagnostics

/// Owns libyaml's parser and the bytes it reads.
struct EventStream: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// libyaml keeps a pointer to it.
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let file: SourceFile
    /// The end of a text whose last line has no break; libyaml puts it onto a line of its own.
    private let end: SourceLocation?

    init(over file: SourceFile) {
        self.file = file
        let isTerminated =
            file.text.utf8.last.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? true
        end = isTerminated ? nil : SourceLocation(file: file, endOf: file.text[...])
        let text = file.text.utf8
        bytes = .allocate(capacity: text.count)
        _ = bytes.initialize(from: text)
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        bytes.deallocate()
    }

    /// The next event; not to be called again after `streamEnd` or an error.
    mutating func next() throws(Diagnostic) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else {
            throw SyntaxProblem(of: parser, in: file, end: end).diagnostic
        }
        defer { yaml_event_delete(&event) }
        var location = SourceLocation(event.start_mark, in: file)
        if let end, location.line > end.line { location = end }
        switch event.type {
        case YAML_STREAM_START_EVENT: return Event(kind: .streamStart, location: location)
        case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, location: location)
        case YAML_DOCUMENT_END_EVENT: return Event(kind: .documentEnd, location: location)
        case YAML_ALIAS_EVENT:
            let name = String(libyaml: event.data.alias.anchor) ?? ""
            return Event(kind: .alias(name), location: location)
        case YAML_SCALAR_EVENT:
            return Event(scalar: event, at: location)
        case YAML_SEQUENCE_START_EVENT:
            let anchor = String(libyaml: event.data.sequence_start.anchor)
            let tag = String(libyaml: event.data.sequence_start.tag)
            return Event(kind: .sequenceStart, location: location, anchor: anchor, tag: tag)
        case YAML_SEQUENCE_END_EVENT: return Event(kind: .sequenceEnd, location: location)
        case YAML_MAPPING_START_EVENT:
            let anchor = String(libyaml: event.data.mapping_start.anchor)
            let tag = String(libyaml: event.data.mapping_start.tag)
            return Event(kind: .mappingStart, location: location, anchor: anchor, tag: tag)
        case YAML_MAPPING_END_EVENT: return Event(kind: .mappingEnd, location: location)
        default: return Event(kind: .streamEnd, location: location)
        }
    }
}

extension Event {
    fileprivate init(scalar event: yaml_event_t, at location: SourceLocation) {
        let scalar = event.data.scalar
        let text = String(
            decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
            as: UTF8.self
        )
        let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
        let anchor = String(libyaml: scalar.anchor)
        self.init(
            kind: .scalar(Scalar(text: text, isPlain: isPlain)),
            location: location,
            anchor: anchor,
            tag: String(libyaml: scalar.tag)
        )
    }
}

extension String {
    fileprivate init?(libyaml text: UnsafeMutablePointer<yaml_char_t>?) {
        guard let text else { return nil }
        self = text.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
    }
}
