internal import Diagnostics

/// A position in a JSON text that knows its line and column.
struct JSONCursor {
    private let file: SourceFile
    let bytes: [UInt8]
    private(set) var offset = 0
    private var line = 1
    /// The place `location()` last counted up to, on the current line.
    private var counted: (offset: Int, column: Int)

    init(_ file: SourceFile) {
        self.file = file
        bytes = Array(file.text.utf8)
        counted = (offset, 1)
    }

    var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    func byte(after distance: Int) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    mutating func advance(_ distance: Int = 1) { offset += distance }

    func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

    mutating func skipBlanks() {
        while let byte {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): offset += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                offset += byte == UInt8(ascii: "\r") && self.byte(after: 1) == UInt8(ascii: "\n") ? 2 : 1
                line += 1
                counted = (offset, 1)
            default: return
            }
        }
    }

    /// Where the cursor stands.
    ///
    /// Counts on from the last call, so that all calls together look at every byte once.
    mutating func location() -> SourceLocation {
        while counted.offset < offset {
            if bytes[counted.offset] & 0xC0 != 0x80 { counted.column += 1 }
            counted.offset += 1
        }
        return SourceLocation(file: file, line: line, column: counted.column)
    }

    /// Steps over the word when it stands here as a whole.
    mutating func skip(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        for index in 0..<count where bytes[offset + index] != word.utf8Start[index] { return false }
        if let next = byte(after: count), Self.isWordByte(next) { return false }
        offset += count
        return true
    }

    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte >= 0x80
            || byte == UInt8(ascii: "_")
    }
}
