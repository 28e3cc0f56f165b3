/// The lines of a text that must not be shown because they may hold a secret.
///
/// Works on the text alone, so that it also holds where the text is no valid YAML or JSON. A line is hidden when a
/// key in it, or a text in it, is one that secrets go by; so are the lines that belong to it: those indented deeper,
/// and those up to the end of a bracket or a quotation that it leaves open. In doubt a line is hidden.
struct MaskedLines {
    private var lines: Set<Int> = []

    init(in text: String) {
        var blockIndentation: Int?
        var openEnds = OpenEnds()
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd)
            .enumerated()
        {
            let indentation = line.prefix { $0 == " " || $0 == "\t" }.count
            let content = line.dropFirst(indentation)
            let belongs = blockIndentation.map { outer in
                content.isEmpty || indentation > outer || (indentation == outer && Self.continues(content))
            }
            if openEnds.isOpen || belongs == true {
                lines.insert(index + 1)
                openEnds.read(content)
            } else if TellingLine(content).isTelling {
                lines.insert(index + 1)
                blockIndentation = indentation
                openEnds.read(content)
            } else {
                blockIndentation = nil
            }
        }
    }

    func contains(_ line: Int) -> Bool { lines.contains(line) }

    /// The value of a `? key` or of a `name`, or an element of a list that stands as far left as its key.
    private static func continues(_ content: Substring) -> Bool {
        content.hasPrefix(":") || content.hasPrefix("- ") || content == "-" || content.hasPrefix("value:")
            || content.hasPrefix("\"value\":")
    }
}

/// The brackets and quotations that the lines so far leave open.
private struct OpenEnds {
    private var brackets = 0
    private var quote: Character?

    var isOpen: Bool { brackets > 0 || quote != nil }

    mutating func read(_ line: Substring) {
        var before: Character = " "
        for character in line {
            if let open = quote {
                if character == open, before != "\\" || open == "'" { quote = nil }
            } else {
                // Elsewhere an apostrophe is one, and a number sign is part of a word.
                let startsWord = before.isWhitespace || "[{,:".contains(before)
                switch character {
                case "\"" where startsWord, "'" where startsWord: quote = character
                case "#" where before.isWhitespace: return
                case "[", "{": brackets += 1
                case "]", "}": brackets = max(0, brackets - 1)
                default: break
                }
            }
            before = before == "\\" && character == "\\" ? " " : character
        }
    }
}

/// Whether one line names or holds a secret.
private struct TellingLine {
    let isTelling: Bool

    init(_ line: Substring) {
        isTelling =
            SecretLook.isTelling(text: line) || Self.names(in: line).contains(where: Self.isTelling)
            || Self.variables(in: line).contains { SecretLook.isTelling(name: String($0)) }
    }

    /// The words before `:` and `=`, those after `?` and `--`, quoted or not.
    private static func names(in line: Substring) -> [Substring] {
        // By bytes: what parts words is ASCII, and every line of a profile is asked.
        let words = line.utf8.split(whereSeparator: partsWords)
        return words.map(Substring.init).filter { word in
            let after = line.utf8[word.endIndex...].drop(while: closesWord)
            return after.first == UInt8(ascii: ":") || after.first == UInt8(ascii: "=")
                || word.hasPrefix("--") || line.hasPrefix("?")
                // JSON may put the colon on the next line.
                || (after.isEmpty && line.utf8.last == UInt8(ascii: "\""))
        }
    }

    private static func partsWords(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "{", "}", "[", "]", ",", ":", "=", "?", "&", "*", "!": true
        default: closesWord(byte)
        }
    }

    private static func closesWord(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "\"", "'", " ", "\t": true
        default: false
        }
    }

    /// What is called by a `name:` beside it, as in `{name: API_KEY, value: …}`.
    private static func variables(in line: Substring) -> [Substring] {
        guard String(line).holds("name") else { return [] }
        return line.ranges(of: "name").compactMap { range in
            let rest = line[range.upperBound...].drop { "\"' ".contains($0) }
            guard rest.first == ":" else { return nil }
            let name = rest.dropFirst().drop { "\"' ".contains($0) }.prefix { !"\"' ,}]".contains($0) }
            return name.isEmpty ? nil : name
        }
    }

    /// An escape in a key can spell anything; a typo of `secrets` is meant to be it.
    private static func isTelling(_ name: Substring) -> Bool {
        name.utf8.contains(UInt8(ascii: "\\")) || name == "stringData"
            || SecretLook.isTelling(name: String(name)) || isNearlySecrets(name)
    }

    private static func isNearlySecrets(_ name: Substring) -> Bool {
        let (secrets, distance) = ("secrets", 2)
        // Most words are too long or too short, and need no comparison.
        guard abs(name.prefix(secrets.count + distance + 1).count - secrets.count) <= distance else {
            return false
        }
        return editDistance(Array(name.lowercased()), Array(secrets)) <= distance
    }
}

extension Character {
    /// A line break as YAML and JSON count them.
    fileprivate var isLineEnd: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}
