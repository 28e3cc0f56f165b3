package import Diagnostics

/// Where the bytes of a YAML scalar stand in its file, whatever its style (YAML 1.2.2, chapters 7 and 8).
///
/// Escapes, quotation marks, folded lines and indentation lie between what is written and what is meant. The text that
/// is meant is known, so this only has to walk beside it; where the two part, nothing is known (`nil`).
package struct ScalarPlaces {
    private let file: SourceFile
    private let source: [UInt8]
    /// The offset in the file of each byte of the text, and of its end.
    private var offsets: [Int] = []
    private var cursor: Int

    package init?(of text: RuleText) {
        file = text.location.file
        source = Array(file.text.utf8)
        guard var start = Self.offset(of: text.location, in: source) else { return nil }
        Self.skipProperties(in: source, &start)
        cursor = start
        self.start = start
        let wanted = Array(text.text.utf8)
        offsets.reserveCapacity(wanted.count + 1)
        let isKnown =
            switch byte {
            case UInt8(ascii: "\""): walkDoubleQuoted(wanted)
            case UInt8(ascii: "'"): walkSingleQuoted(wanted)
            case UInt8(ascii: "|"), UInt8(ascii: ">"): walkBlock(wanted)
            default: walkPlain(wanted)
            }
        guard isKnown else { return nil }
        offsets.append(cursor)
    }

    /// The bytes of the file before the scalar, without an anchor or a tag.
    let start: Int
    /// The bytes of the file before the end of the text; a closing quotation mark comes after it.
    var end: Int { offsets.last ?? start }

    package func location(at offset: Int) -> SourceLocation {
        place(ofByte: offsets[max(0, min(offset, offsets.count - 1))])
    }

    // MARK: Styles

    private mutating func walkPlain(_ wanted: [UInt8]) -> Bool {
        var index = 0
        while index < wanted.count {
            if isAtBreak {
                guard fold(wanted, &index, indentation: nil) else { return false }
            } else if byte == wanted[index] {
                take(&index)
            } else if isBlank {
                // Blanks before a line break are no part of it.
                cursor += 1
            } else {
                return false
            }
        }
        return true
    }

    private mutating func walkSingleQuoted(_ wanted: [UInt8]) -> Bool {
        cursor += 1
        var index = 0
        while index < wanted.count {
            if isAtBreak || isBlankBeforeBreak {
                skipBlanks()
                guard fold(wanted, &index, indentation: nil) else { return false }
                continue
            }
            guard byte == wanted[index] else { return false }
            let isQuote = byte == UInt8(ascii: "'")
            take(&index)
            if isQuote { cursor += 1 }
        }
        return true
    }

    private mutating func walkDoubleQuoted(_ wanted: [UInt8]) -> Bool {
        cursor += 1
        var index = 0
        while index < wanted.count {
            if byte == UInt8(ascii: "\\") {
                guard escape(wanted, &index) else { return false }
            } else if isAtBreak || isBlankBeforeBreak {
                skipBlanks()
                guard fold(wanted, &index, indentation: nil) else { return false }
            } else {
                guard byte == wanted[index] else { return false }
                take(&index)
            }
        }
        return true
    }

    /// One escape: a line break that vanishes, or a character of some bytes.
    private mutating func escape(_ wanted: [UInt8], _ index: inout Int) -> Bool {
        let next = cursor + 1 < source.count ? source[cursor + 1] : 0
        if next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") {
            cursor += 1
            skipBreak()
            skipBlanks()
            return true
        }
        let digits =
            switch next {
            case UInt8(ascii: "x"): 2
            case UInt8(ascii: "u"): 4
            case UInt8(ascii: "U"): 8
            default: 0
            }
        let start = cursor
        cursor = min(cursor + 2 + digits, source.count)
        // The bytes of one character all stand where its escape begins.
        repeat {
            offsets.append(start)
            index += 1
        } while index < wanted.count && wanted[index] & 0xC0 == 0x80
        return true
    }

    private mutating func walkBlock(_ wanted: [UInt8]) -> Bool {
        let isFolded = byte == UInt8(ascii: ">")
        var indicated: Int?
        while cursor < source.count, !isAtBreak {
            if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte), indicated == nil {
                indicated = Int(byte - UInt8(ascii: "0"))
            }
            if byte == UInt8(ascii: "#") {
                while cursor < source.count, !isAtBreak { cursor += 1 }
            } else {
                cursor += 1
            }
        }
        skipBreak()
        let indentation = blockIndentation(
            startsWith: wanted.prefix { $0 == UInt8(ascii: " ") }.count,
            indicated != nil
        )
        skipIndentation(indentation)
        var index = 0
        while index < wanted.count {
            if isAtBreak {
                if isFolded {
                    guard fold(wanted, &index, indentation: indentation) else { return false }
                } else {
                    guard wanted[index] == UInt8(ascii: "\n") else { return false }
                    offsets.append(cursor)
                    index += 1
                    skipBreak()
                    skipIndentation(indentation)
                }
            } else if cursor < source.count, byte == wanted[index] {
                take(&index)
            } else {
                // The line break that a block ends with may be missing at the end of the file.
                guard cursor == source.count, wanted[index] == UInt8(ascii: "\n"), index == wanted.count - 1
                else {
                    return false
                }
                offsets.append(cursor)
                index += 1
            }
        }
        return true
    }

    /// The spaces before the first line that has more than spaces; with an indicator, less those that are meant.
    private func blockIndentation(startsWith spaces: Int, _ isIndicated: Bool) -> Int {
        var position = cursor
        while position < source.count {
            let start = position
            while position < source.count, source[position] == UInt8(ascii: " ") { position += 1 }
            if position < source.count, source[position] != UInt8(ascii: "\n"),
                source[position] != UInt8(ascii: "\r")
            {
                return position - start - (isIndicated ? spaces : 0)
            }
            while position < source.count, source[position] != UInt8(ascii: "\n") { position += 1 }
            position += 1
        }
        return 0
    }

    /// Line breaks and the indentation after them, which stand for a space or for one line break less.
    private mutating func fold(_ wanted: [UInt8], _ index: inout Int, indentation: Int?) -> Bool {
        let start = cursor
        var breaks = 0
        while isAtBreak {
            skipBreak()
            breaks += 1
            if let indentation { skipIndentation(indentation) } else { skipBlanks() }
        }
        guard breaks > 0 else { return false }
        if breaks == 1, wanted[index] == UInt8(ascii: " ") {
            offsets.append(start)
            index += 1
            return true
        }
        var newlines = 0
        while newlines < breaks, index < wanted.count, wanted[index] == UInt8(ascii: "\n") {
            offsets.append(start)
            index += 1
            newlines += 1
        }
        return newlines > 0
    }

    // MARK: Bytes

    private var byte: UInt8 { cursor < source.count ? source[cursor] : 0 }
    private var isBlank: Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    private var isAtBreak: Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    private var isBlankBeforeBreak: Bool {
        guard isBlank else { return false }
        let rest = source[cursor...].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        return rest == UInt8(ascii: "\n") || rest == UInt8(ascii: "\r")
    }

    private mutating func take(_ index: inout Int) {
        offsets.append(cursor)
        cursor += 1
        index += 1
    }

    private mutating func skipBlanks() { while isBlank { cursor += 1 } }

    private mutating func skipBreak() {
        if byte == UInt8(ascii: "\r") { cursor += 1 }
        if byte == UInt8(ascii: "\n") { cursor += 1 }
    }

    private mutating func skipIndentation(_ count: Int) {
        var left = count
        while left > 0, byte == UInt8(ascii: " ") {
            cursor += 1
            left -= 1
        }
    }

    /// An anchor and a tag may stand before the scalar.
    private static func skipProperties(in source: [UInt8], _ cursor: inout Int) {
        func isSpace(_ byte: UInt8) -> Bool { " \t\r\n".utf8.contains(byte) }
        while cursor < source.count,
            source[cursor] == UInt8(ascii: "&") || source[cursor] == UInt8(ascii: "!")
        {
            while cursor < source.count, !isSpace(source[cursor]) { cursor += 1 }
            while cursor < source.count, isSpace(source[cursor]) { cursor += 1 }
        }
    }

    private static func offset(of location: SourceLocation, in source: [UInt8]) -> Int? {
        var offset = 0
        for _ in 1..<max(location.line, 1) {
            guard
                let end = source[offset...].firstIndex(where: {
                    $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
                })
            else { return nil }
            let isPair =
                source[end] == UInt8(ascii: "\r") && end + 1 < source.count
                && source[end + 1] == UInt8(ascii: "\n")
            offset = end + (isPair ? 2 : 1)
        }
        var column = 1
        while column < location.column, offset < source.count {
            offset += 1
            while offset < source.count, source[offset] & 0xC0 == 0x80 { offset += 1 }
            column += 1
        }
        return offset <= source.count ? offset : nil
    }

    private func place(ofByte offset: Int) -> SourceLocation {
        var (line, column) = (1, 1)
        var wasReturn = false
        for byte in source.prefix(offset) {
            if byte == UInt8(ascii: "\n"), wasReturn {
                wasReturn = false
                continue
            }
            wasReturn = byte == UInt8(ascii: "\r")
            if byte == UInt8(ascii: "\n") || wasReturn {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return SourceLocation(file: file, line: line, column: column)
    }
}

extension ScalarPlaces {
    /// The text of a plain scalar that YAML gives another meaning than that of a text: `1.50`, `True`, `0x1F`.
    static func plainText(at location: SourceLocation) -> String? {
        guard let line = location.file.line(location.line) else { return nil }
        let scalars = line.unicodeScalars.dropFirst(location.column - 1)
        var word = String.UnicodeScalarView()
        for scalar in scalars {
            if scalar == " " || scalar == "\t" || scalar == "," || scalar == "}" || scalar == "]" { break }
            word.append(scalar)
        }
        return String(word)
    }
}
