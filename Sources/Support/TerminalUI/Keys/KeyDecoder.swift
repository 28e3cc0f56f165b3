/// Reads what a terminal sends, byte by byte as it comes.
///
/// Sequences are those of ECMA-48 (5.4 control sequences, 5.6 control strings) as xterm uses them. What is not known, not
/// UTF-8, or longer than any sequence is dropped, and never taken for keys.
package struct KeyDecoder: Sendable {
    private var pending: [UInt8] = []
    private var pasted: [UInt8]?
    private var ready: [TerminalInput] = []

    /// No sequence that means anything is longer.
    private static let sequenceLimit = 256
    /// More than this nobody wants in a line.
    private static let pasteLimit = 4096

    package init() {}

    /// Whether more bytes may turn what came into something else: without them, ``flush()`` ends the wait.
    package var isWaiting: Bool { !pending.isEmpty && pasted == nil }

    package mutating func decode(_ bytes: some Sequence<UInt8>) -> [TerminalInput] {
        for byte in bytes {
            pending.append(byte)
            read()
        }
        defer { ready = [] }
        return ready
    }

    /// Nothing came for a while: a lone escape byte is the Escape key, and a sequence that was begun is none.
    package mutating func flush() -> [TerminalInput] {
        // What is pasted over a slow line may pause.
        guard pasted == nil else { return [] }
        defer { pending = [] }
        return pending == [0x1B] ? [.key(.escape)] : []
    }

    private mutating func read() {
        if pasted != nil { return readPaste() }
        guard let first = pending.first else { return }
        switch first {
        case 0x1B: readEscape()
        case 0x0D, 0x0A: take(.enter)
        case 0x09: take(.tab)
        case 0x7F, 0x08: take(.backspace)
        case 0x00...0x1F:
            take(.control(Character(Unicode.Scalar(first < 0x1B ? first | 0x60 : first | 0x40))))
        default: readCharacter()
        }
    }

    private mutating func take(_ key: Key) {
        ready.append(.key(key))
        pending = []
    }

    /// One scalar of UTF-8 (RFC 3629, section 4).
    private mutating func readCharacter() {
        let first = pending[0]
        let length =
            first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard length > 0 else {
            pending = []
            return
        }
        if let last = pending.last, pending.count > 1, last & 0xC0 != 0x80 {
            // It is cut off: what came now begins something of its own.
            pending = [last]
            return read()
        }
        guard pending.count == length else { return }
        let scalars = String(validating: pending, as: UTF8.self)?.unicodeScalars
        pending = []
        guard let scalar = scalars?.first, !(0x80..<0xA0 ~= scalar.value) else { return }
        ready.append(.key(.character(Character(scalar))))
    }

    private mutating func readEscape() {
        guard pending.count > 1 else { return }
        switch pending[1] {
        case UInt8(ascii: "["): readControlSequence()
        case UInt8(ascii: "O"): readSingleShift()
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            readControlString()
        default:
            // Escape, and then something else: a key with Alt sends the same, which means nothing here.
            pending.removeFirst()
            ready.append(.key(.escape))
            read()
        }
    }

    private mutating func readControlSequence() {
        guard pending.count > 2, let last = pending.last else { return }
        // The console of Linux begins F1 to F5 with two brackets.
        if pending.count == 3, last == UInt8(ascii: "[") { return }
        switch last {
        case 0x40...0x7E:
            let parameters = pending[2..<(pending.count - 1)]
            pending = []
            if parameters.first != UInt8(ascii: "[") { end(parameters, last) }
        case 0x20...0x3F:
            if pending.count > Self.sequenceLimit { pending = Array(pending.prefix(3)) }
        default: restart(with: last)
        }
    }

    private mutating func end(_ parameters: ArraySlice<UInt8>, _ final: UInt8) {
        // Modifiers follow the first parameter: a key with Shift is the key.
        let first = parameters.prefix { $0 != UInt8(ascii: ";") }
        let key: Key? =
            switch final {
            case UInt8(ascii: "A"): .up
            case UInt8(ascii: "B"): .down
            case UInt8(ascii: "C"): .right
            case UInt8(ascii: "D"): .left
            case UInt8(ascii: "H"): .home
            case UInt8(ascii: "F"): .end
            case UInt8(ascii: "Z"): .backTab
            case UInt8(ascii: "~"): tilde(first)
            default: nil
            }
        if let key { ready.append(.key(key)) }
        if final == UInt8(ascii: "c"), first.first == UInt8(ascii: "?") { ready.append(.attributes) }
    }

    private mutating func tilde(_ parameter: ArraySlice<UInt8>) -> Key? {
        switch String(decoding: parameter, as: UTF8.self) {
        case "1", "7": return .home
        case "4", "8": return .end
        case "3": return .delete
        case "5": return .pageUp
        case "6": return .pageDown
        case "200":
            pasted = []
            return nil
        default: return nil
        }
    }

    private mutating func readSingleShift() {
        guard pending.count > 2, let last = pending.last else { return }
        switch last {
        case UInt8(ascii: "M"): take(.enter)
        case 0x30...0x39: return
        case 0x40...0x7E:
            end([], last)
            pending = []
        default: restart(with: last)
        }
    }

    /// An answer that is a string, ended by BEL or ST.
    private mutating func readControlString() {
        guard let last = pending.last, pending.count > 2 else { return }
        let isEnded = last == 0x07 || last == UInt8(ascii: "\\") && pending[pending.count - 2] == 0x1B
        if isEnded {
            let body = pending[2...].dropLast(last == 0x07 ? 1 : 2)
            if pending[1] == UInt8(ascii: "]"), let color = BackgroundReply(body) {
                ready.append(.background(red: color.red, green: color.green, blue: color.blue))
            }
            pending = []
        } else if pending[pending.count - 2] == 0x1B, pending.count > 3 {
            pending = [0x1B]
            pending.append(last)
            read()
        } else if last == 0x18 || last == 0x1A {
            pending = []
        } else if pending.count > Self.sequenceLimit {
            // The rest of it is still no key.
            pending = Array(pending.prefix(2)) + [UInt8(ascii: "x")] + (last == 0x1B ? [last] : [])
        }
    }

    /// A byte that belongs to no sequence ends it.
    private mutating func restart(with byte: UInt8) {
        pending = byte == 0x18 || byte == 0x1A || byte >= 0x80 ? [] : [byte]
        if !pending.isEmpty { read() }
    }

    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    private mutating func readPaste() {
        guard var text = pasted else { return }
        if pending == [0x03] {
            // Nobody pastes Ctrl-C: whoever presses it wants out of a paste that does not end.
            pasted = nil
            return take(.control("c"))
        }
        if Self.pasteEnd.starts(with: pending) {
            if pending.count == Self.pasteEnd.count {
                ready.append(.paste(Self.text(text)))
                (pending, pasted) = ([], nil)
            }
            return
        }
        let isEscape = pending.last == 0x1B
        if text.count < Self.pasteLimit { text += isEscape ? pending.dropLast() : pending[...] }
        pasted = text
        pending = isEscape ? [0x1B] : []
    }

    /// What was pasted, in one line.
    private static func text(_ bytes: [UInt8]) -> String {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        return String(
            String.UnicodeScalarView(scalars.filter { $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) })
        )
    }
}
