/// Header fields in order; names are compared without case (RFC 9110 section 5.1).
///
/// Those of an answer stay the bytes that came until somebody asks for one.
package struct HTTPHeaders: Sendable, ExpressibleByDictionaryLiteral {
    private enum Storage: Sendable {
        case fields([(name: String, value: String)])
        case received(HeaderBlock)
    }

    private var storage = Storage.fields([])

    package init() {}

    package init(dictionaryLiteral elements: (String, String)...) {
        storage = .fields(elements.map { (name: $0.0, value: $0.1) })
    }

    init(received block: HeaderBlock) { storage = .received(block) }

    package var fields: [(name: String, value: String)] {
        switch storage {
        case .fields(let fields): fields
        case .received(let block): block.fields
        }
    }

    /// The first field of that name.
    ///
    /// Setting replaces every one of them; `nil` removes them.
    package subscript(name: String) -> String? {
        get {
            switch storage {
            case .fields(let fields): fields.first { isSame($0.name, name) }?.value
            case .received(let block): block.first(name)
            }
        }
        set {
            var fields = fields
            fields.removeAll { isSame($0.name, name) }
            if let newValue { fields.append((name: name, value: newValue)) }
            storage = .fields(fields)
        }
    }

    /// Only the fields that are to be kept, by their names in lower case.
    func filtered(_ isKept: (String) -> Bool) -> HTTPHeaders {
        var kept = HTTPHeaders()
        kept.storage = .fields(fields.filter { isKept($0.name.lowercased()) })
        return kept
    }

    /// The first field that would become more than one line, or none at all, on the wire.
    var unsendable: String? {
        fields.first { field in
            field.name.isEmpty || !field.name.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: ":") }
                || field.value.utf8.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D }
        }?.name
    }
}

extension HTTPHeaders: Equatable {
    package static func == (left: HTTPHeaders, right: HTTPHeaders) -> Bool {
        left.fields.elementsEqual(right.fields) { $0.name == $1.name && $0.value == $1.value }
    }
}

private func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && zip(left.utf8, right.utf8).allSatisfy { $0.lowered == $1.lowered }
}

extension UInt8 {
    var lowered: UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self }
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

/// The head of an answer as it came, line by line.
struct HeaderBlock: Sendable {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Takes one line, with or without its end.
    ///
    /// A line that begins with a blank goes on with the one before it (RFC 9112 section 5.2).
    mutating func append(_ line: UnsafeRawBufferPointer) {
        if let first = line.first, first.isBlank, bytes.last == UInt8(ascii: "\n") {
            bytes.removeLast()
            if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        }
        bytes.append(contentsOf: line)
        if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    }

    var fields: [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        eachField { name, value in
            fields.append((name: text(name), value: text(value)))
            return true
        }
        return fields
    }

    func first(_ wanted: String) -> String? {
        var found: String?
        eachField { name, value in
            guard name.count == wanted.utf8.count,
                zip(bytes[name], wanted.utf8).allSatisfy({ $0.lowered == $1.lowered })
            else { return true }
            found = text(value)
            return false
        }
        return found
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Goes through the lines that have a colon and a name before it, until `body` says false.
    private func eachField(_ body: (Range<Int>, Range<Int>) -> Bool) {
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            defer { start = end + 1 }
            guard let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = trimmed(start..<colon)
            if !name.isEmpty, !body(name, trimmed(colon + 1..<end)) { return }
        }
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        func isSpace(_ byte: UInt8) -> Bool { byte.isBlank || byte == UInt8(ascii: "\r") }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isSpace(bytes[start]) { start += 1 }
        while start < end, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
