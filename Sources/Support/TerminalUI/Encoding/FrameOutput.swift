/// The bytes of a frame, and what they have made of the terminal so far.
struct FrameOutput: Sendable {
    private var bytes: [UInt8] = []
    private(set) var row: Int?
    /// Where the cursor stands; nothing after a character of whose width terminals are not of one mind.
    private(set) var column: Int?
    private(set) var rendition = Rendition.plain

    /// Frames shorter than this arrive at once anyway.
    private static let synchronizedLength = 256
    /// Synchronized output, with which terminals that know it show a frame whole or not at all.
    private static let beginning = Array("\u{1B}[?2026h".utf8)
    private static let end = Array("\u{1B}[?2026l".utf8)

    mutating func start() {
        bytes.removeAll(keepingCapacity: true)
        (row, column, rendition) = (nil, nil, .plain)
    }

    mutating func finish() -> [UInt8] {
        if bytes.isEmpty { return [] }
        set(.plain)
        return bytes.count < Self.synchronizedLength ? bytes : Self.beginning + bytes + Self.end
    }

    mutating func clear() {
        write("\u{1B}[m\u{1B}[H\u{1B}[2J")
        (row, column) = (0, 0)
    }

    mutating func move(to row: Int, _ column: Int) {
        if self.row == row, self.column == column { return }
        if self.row == row, let from = self.column, column > from {
            write("\u{1B}[\(column - from == 1 ? "" : String(column - from))C")
        } else if let last = self.row, last + 1 == row, column == 0 {
            write("\r\n")
        } else if self.row == row, column == 0 {
            write("\r")
        } else if column == 0 {
            write(row == 0 ? "\u{1B}[H" : "\u{1B}[\(row + 1)H")
        } else {
            write("\u{1B}[\(row + 1);\(column + 1)H")
        }
        (self.row, self.column) = (row, column)
    }

    mutating func set(_ next: Rendition) {
        guard next != rendition else { return }
        write(next.sequence(from: rendition))
        rendition = next
    }

    mutating func add(_ character: Character, width: Int) {
        if let ascii = character.asciiValue {
            bytes.append(ascii)
            column = column.map { $0 + 1 }
            return
        }
        add(String(character), width: width, isSure: Self.isSure(character))
    }

    mutating func add(_ text: String, width: Int, isSure: Bool) {
        write(text)
        column = isSure ? column.map { $0 + width } : nil
    }

    /// Erases from a column to the end of its line; the cursor stays.
    mutating func eraseLine(_ row: Int, from column: Int) {
        move(to: row, column)
        set(.plain)
        write("\u{1B}[K")
    }

    private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Whether all terminals move their cursor by the same width for it.
    private static func isSure(_ character: Character) -> Bool {
        let scalars = character.unicodeScalars
        guard let first = scalars.first, scalars.count == 1 else { return false }
        switch first.value {
        case 0..<0x300, 0x2010...0x2027, 0x2190...0x2193, 0x2500...0x25CF: return true
        default: return false
        }
    }
}
