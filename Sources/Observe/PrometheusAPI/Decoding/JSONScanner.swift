/// Reads JSON (RFC 8259) from front to back and keeps only what is asked for.
///
/// An answer is mostly samples: a tree of all of them would take many times the memory of what they become.
struct JSONScanner {
    private let bytes: [UInt8]
    /// Of the byte to be read next.
    private(set) var offset = 0

    /// Collections inside one another that are stepped over.
    private static let maximumDepth = 64

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Goes to a place seen before.
    mutating func move(to offset: Int) { self.offset = min(offset, bytes.count) }

    private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// The first byte of the value that comes next, if any.
    mutating func next() -> UInt8? {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
        return byte
    }

    /// Calls for each member of an object; the body has to read its value.
    mutating func object(
        _ body: (inout JSONScanner, String) throws(AnswerFault) -> Void
    ) throws(AnswerFault) {
        try list(from: "{", to: "}") { (scanner) throws(AnswerFault) in
            let name = try scanner.string()
            guard scanner.next() == UInt8(ascii: ":") else { throw scanner.expected("`:`") }
            scanner.offset += 1
            try body(&scanner, name)
        }
    }

    /// Calls for each element of an array; the body has to read it.
    mutating func array(_ body: (inout JSONScanner) throws(AnswerFault) -> Void) throws(AnswerFault) {
        try list(from: "[", to: "]", body)
    }

    private mutating func list(
        from opening: Unicode.Scalar,
        to closing: Unicode.Scalar,
        _ body: (inout JSONScanner) throws(AnswerFault) -> Void
    ) throws(AnswerFault) {
        guard next() == UInt8(ascii: opening) else { throw expected("`\(opening)`") }
        offset += 1
        if next() == UInt8(ascii: closing) { return offset += 1 }
        while true {
            try body(&self)
            switch next() {
            case UInt8(ascii: ","): offset += 1
            case UInt8(ascii: closing): return offset += 1
            case .some, nil: throw expected("`,` or `\(closing)`")
            }
        }
    }

    mutating func string() throws(AnswerFault) -> String {
        let range = try stringRange()
        guard bytes[range].contains(UInt8(ascii: "\\")) else {
            return String(decoding: bytes[range], as: UTF8.self)
        }
        return try unescaped(range)
    }

    /// Calls with the bytes of a string in which no escape can stand, as in numbers.
    mutating func plainString<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) throws(AnswerFault) -> Result {
        let range = try stringRange()
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Steps over a string; answers what stands between its quotes.
    private mutating func stringRange() throws(AnswerFault) -> Range<Int> {
        guard next() == UInt8(ascii: "\"") else { throw expected("a string") }
        let start = offset + 1
        var end = start
        while end < bytes.count {
            switch bytes[end] {
            case UInt8(ascii: "\""):
                offset = end + 1
                return start..<end
            case UInt8(ascii: "\\"): end += 2
            case 0..<0x20: throw AnswerFault("a control character stands in a string", at: end)
            default: end += 1
            }
        }
        offset = bytes.count
        throw expected("the end of a string")
    }

    private func unescaped(_ range: Range<Int>) throws(AnswerFault) -> String {
        var result: [UInt8] = []
        var place = range.lowerBound
        while place < range.upperBound {
            guard bytes[place] == UInt8(ascii: "\\") else {
                result.append(bytes[place])
                place += 1
                continue
            }
            let letter = bytes[place + 1]
            place += 2
            switch letter {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
            case UInt8(ascii: "b"): result.append(8)
            case UInt8(ascii: "f"): result.append(12)
            case UInt8(ascii: "n"): result.append(10)
            case UInt8(ascii: "r"): result.append(13)
            case UInt8(ascii: "t"): result.append(9)
            case UInt8(ascii: "u"):
                guard let first = unit(at: place, before: range.upperBound) else {
                    throw AnswerFault("`\\u` needs four hexadecimal digits", at: place)
                }
                place += 4
                var code = first
                if 0xD800..<0xDC00 ~= first, place + 6 <= range.upperBound,
                    bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u"),
                    let second = unit(at: place + 2, before: range.upperBound), 0xDC00..<0xE000 ~= second
                {
                    code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
                    place += 6
                }
                // Half a pair is what Go's reader makes of it, too.
                let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            default: throw AnswerFault("no JSON escape", at: place - 1)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func unit(at place: Int, before end: Int) -> UInt32? {
        guard place + 4 <= end else { return nil }
        var code: UInt32 = 0
        for byte in bytes[place..<place + 4] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt32(byte & 0x0F)
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                code = code << 4 | UInt32(byte & 0x0F) + 9
            default: return nil
            }
        }
        return code
    }

    /// A number's bytes; whether they are one is for the caller to see.
    mutating func number<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) -> Result?
    ) throws(AnswerFault) -> Result {
        _ = next()
        let start = offset
        while let byte, Self.isNumberByte(byte) { offset += 1 }
        let result = bytes.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[start..<offset]))
        }
        guard let result else {
            offset = start
            throw expected("a number")
        }
        return result
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    mutating func bool() throws(AnswerFault) -> Bool {
        _ = next()
        if skip("true") { return true }
        if skip("false") { return false }
        throw expected("true or false")
    }

    /// Steps over `null` when it stands next.
    mutating func skipNull() -> Bool {
        _ = next()
        return skip("null")
    }

    private mutating func skip(_ word: StaticString) -> Bool {
        let end = offset + word.utf8CodeUnitCount
        let text = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard end <= bytes.count, bytes[offset..<end].elementsEqual(text) else { return false }
        offset = end
        return true
    }

    /// Steps over a value of any kind.
    mutating func skipValue(depth: Int = 0) throws(AnswerFault) {
        guard depth < Self.maximumDepth else {
            throw AnswerFault("nested more than \(Self.maximumDepth) levels deep", at: offset)
        }
        switch next() {
        case UInt8(ascii: "{"):
            try object { (scanner, _) throws(AnswerFault) in try scanner.skipValue(depth: depth + 1) }
        case UInt8(ascii: "["):
            try array { (scanner) throws(AnswerFault) in try scanner.skipValue(depth: depth + 1) }
        case UInt8(ascii: "\""): _ = try stringRange()
        case UInt8(ascii: "n"): guard skipNull() else { throw expected("a value") }
        case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
        case .some, nil: try number { $0.isEmpty ? nil : () }
        }
    }

    /// Throws when anything but blanks follows.
    mutating func finish() throws(AnswerFault) {
        guard next() == nil else { throw AnswerFault("text follows the answer", at: offset) }
    }

    func expected(_ what: String) -> AnswerFault {
        AnswerFault(byte == nil ? "it ends where \(what) is expected" : "\(what) is expected", at: offset)
    }
}
