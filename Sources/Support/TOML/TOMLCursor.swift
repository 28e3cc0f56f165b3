internal import Diagnostics

/// A position in a TOML text that knows its line and column.
struct TOMLCursor {
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

    func has(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[offset + $0] == text.utf8Start[$0] }
    }

    /// Steps on within a line.
    mutating func advance(_ distance: Int = 1) { offset += distance }

    func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

    /// Steps over a line feed, or a carriage return and a line feed; false when neither stands here.
    mutating func skipLineBreak() -> Bool {
        if byte == UInt8(ascii: "\n") {
            offset += 1
        } else if byte == UInt8(ascii: "\r"), byte(after: 1) == UInt8(ascii: "\n") {
            offset += 2
        } else {
            return false
        }
        line += 1
        counted = (offset, 1)
        return true
    }

    mutating func skipBlanks() {
        while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { offset += 1 }
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

    /// What stands here, for messages.
    var words: String {
        guard let byte else { return "the end of the file" }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return "the end of the line" }
        let rest = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
        return "`\(rest.unicodeScalars.first.map(String.init) ?? "")`"
    }
}
