/// Reads RE2's syntax with Perl's additions, as Go's `regexp/syntax` with the flags `Perl` reads it.
///
/// The grammar is https://github.com/google/re2/wiki/Syntax; messages name the same part of the pattern as Go's do.
struct RegexParser {
    /// `(?imsU)`.
    struct Flags {
        var foldsCase = false
        /// `^` and `$` also match at line feeds.
        var isMultiline = false
        var dotMatchesNewline = false
        /// `x*` prefers less and `x*?` more.
        var isUngreedy = false
    }

    /// Groups and repetitions inside one another, as in Go.
    static let maximumDepth = 1000
    /// The most copies that a repetition may ask for, as in Go.
    static let maximumCount = 1000

    var cursor: PatternCursor
    private(set) var groupNames: [String?] = []
    var flags: Flags
    /// Whether no `:]` follows any more, so that nobody looks for one again and again.
    var hasNoPosixEnd = false
    private var depth = 0

    init(_ pattern: String, dotMatchesNewline: Bool) {
        cursor = PatternCursor(pattern)
        flags = Flags(dotMatchesNewline: dotMatchesNewline)
    }

    /// The whole pattern as a tree.
    mutating func parse() throws(RegexError) -> RegexNode {
        let node = try parseAlternatives()
        guard cursor.scalar == nil else {
            throw RegexError(code: "unexpected )", part: cursor.whole)
        }
        return node
    }

    /// Up to the parenthesis that closes the group, or the end.
    private mutating func parseAlternatives() throws(RegexError) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw RegexError(code: "expression nests too deeply", part: cursor.whole)
        }
        var alternatives: [RegexNode] = []
        var sequence: [RegexNode] = []
        // Where the repetition before this place starts: a second one must not follow.
        var lastRepetition: Int?
        while let scalar = cursor.scalar, scalar != ")" {
            let start = cursor.position
            var repetition: Int?
            switch scalar {
            case "|":
                cursor.advance()
                alternatives.append(Self.joined(sequence))
                sequence = []
            case "(":
                if let group = try parseGroup() { sequence.append(group) }
            case "[": sequence.append(.scalars(try parseClass()))
            case "^":
                cursor.advance()
                sequence.append(.assertion(flags.isMultiline ? .lineStart : .textStart))
            case "$":
                cursor.advance()
                sequence.append(.assertion(flags.isMultiline ? .lineEnd : .textEnd))
            case ".":
                cursor.advance()
                sequence.append(.scalars(flags.dotMatchesNewline ? .any : Self.notNewline))
            case "*", "+", "?":
                cursor.advance()
                let isPlus = scalar == "+"
                try repeatLast(
                    of: &sequence,
                    isPlus ? 1 : 0,
                    scalar == "?" ? 1 : nil,
                    from: start,
                    after: lastRepetition
                )
                repetition = start
            case "{":
                if let (minimum, maximum) = try parseCounts() {
                    try repeatLast(of: &sequence, minimum, maximum, from: start, after: lastRepetition)
                    repetition = start
                } else {
                    cursor.advance()
                    sequence.append(literal(scalar))
                }
            case "\\": sequence += try parseEscape()
            default:
                cursor.advance()
                sequence.append(literal(scalar))
            }
            lastRepetition = repetition
        }
        guard !alternatives.isEmpty else { return Self.joined(sequence) }
        return .alternatives(alternatives + [Self.joined(sequence)])
    }

    static let notNewline = ScalarSet([0...9, 0xB...ScalarSet.last])

    func literal(_ scalar: Unicode.Scalar) -> RegexNode {
        guard flags.foldsCase else { return .literal(scalar.value) }
        return .scalars(ScalarSet(CaseFolding.variants(of: scalar.value).map { $0...$0 }))
    }

    private static func joined(_ sequence: [RegexNode]) -> RegexNode {
        switch sequence.count {
        case 0: .empty
        case 1: sequence[0]
        default: .sequence(sequence)
        }
    }
}

/// Repetitions.
extension RegexParser {
    private mutating func repeatLast(
        of sequence: inout [RegexNode],
        _ minimum: Int,
        _ maximum: Int?,
        from start: Int,
        after lastRepetition: Int?
    ) throws(RegexError) {
        var isGreedy = !flags.isUngreedy
        if cursor.scalar == "?" {
            cursor.advance()
            isGreedy.toggle()
        }
        // `a**` is a mistake in Perl, and `a++` means something else.
        if let lastRepetition {
            throw RegexError(
                code: "invalid nested repetition operator",
                part: cursor.text(from: lastRepetition)
            )
        }
        let part = cursor.text(from: start)
        guard let last = sequence.popLast() else {
            throw RegexError(code: "missing argument to repetition operator", part: part)
        }
        let node = RegexNode.repetition(last, minimum: minimum, maximum: maximum, isGreedy: isGreedy)
        if minimum > 1 || (maximum ?? 0) > 1, !node.repeats(atMost: Self.maximumCount) {
            throw RegexError(code: "invalid repeat count", part: part)
        }
        sequence.append(node)
    }

    /// `{n}`, `{n,}` or `{n,m}`; `nil`, and nothing read, where the bracket is only a bracket.
    private mutating func parseCounts() throws(RegexError) -> (Int, Int?)? {
        let start = cursor.position
        cursor.advance()
        guard let minimum = parseCount() else {
            cursor.position = start
            return nil
        }
        var maximum: Int? = minimum
        if cursor.scalar == "," {
            cursor.advance()
            maximum = nil
            if cursor.scalar != "}" {
                guard let count = parseCount() else {
                    cursor.position = start
                    return nil
                }
                maximum = count
            }
        }
        guard cursor.scalar == "}" else {
            cursor.position = start
            return nil
        }
        cursor.advance()
        guard minimum <= Self.maximumCount, maximum ?? 0 <= Self.maximumCount, minimum <= maximum ?? minimum
        else { throw RegexError(code: "invalid repeat count", part: cursor.text(from: start)) }
        return (minimum, maximum)
    }

    /// Digits without a leading zero; a number that is far too large stays too large.
    private mutating func parseCount() -> Int? {
        let start = cursor.position
        var count = 0
        while let scalar = cursor.scalar, "0"..."9" ~= scalar {
            count = min(count * 10 + Int(scalar.value - 0x30), 100_000)
            cursor.advance()
        }
        let length = cursor.position - start
        guard length > 0, length == 1 || cursor.scalars[start] != "0" else { return nil }
        return count
    }
}

/// Groups and the flags that stand in them.
extension RegexParser {
    /// The group, or `nil` when it only sets flags.
    private mutating func parseGroup() throws(RegexError) -> RegexNode? {
        let before = flags
        var number: Int?
        if cursor.has("(?P<", more: 1) || cursor.has("(?<", more: 1) {
            number = addGroup(named: try parseGroupName())
        } else if cursor.has("(?") {
            if try parseFlags() { return nil }
        } else {
            cursor.advance()
            number = addGroup(named: nil)
        }
        let node = try parseAlternatives()
        guard cursor.scalar == ")" else {
            throw RegexError(code: "missing closing )", part: cursor.whole)
        }
        cursor.advance()
        flags = before
        return number.map { .group(node, number: $0) } ?? node
    }

    private mutating func addGroup(named name: String?) -> Int {
        groupNames.append(name)
        return groupNames.count
    }

    /// `(?P<name>` or `(?<name>`.
    private mutating func parseGroupName() throws(RegexError) -> String {
        let start = cursor.position
        cursor.advance(cursor.scalar(after: 2) == "P" ? 4 : 3)
        let nameStart = cursor.position
        guard cursor.advance(to: ">") else {
            throw RegexError(code: "invalid named capture", part: cursor.text(from: start))
        }
        let name = cursor.text(from: nameStart)
        cursor.advance()
        let isName = name.unicodeScalars.allSatisfy { AsciiClasses.word.contains($0.value) }
        guard isName, !name.isEmpty else {
            throw RegexError(code: "invalid named capture", part: cursor.text(from: start))
        }
        return name
    }

    /// `(?flags)` or the opening of `(?flags:…)`; whether the group ends here.
    private mutating func parseFlags() throws(RegexError) -> Bool {
        let start = cursor.position
        cursor.advance(2)
        var changed = flags
        var isOn = true
        var hasFlag = false
        while let scalar = cursor.scalar {
            cursor.advance()
            switch scalar {
            case "i": changed.foldsCase = isOn
            case "m": changed.isMultiline = isOn
            case "s": changed.dotMatchesNewline = isOn
            case "U": changed.isUngreedy = isOn
            case "-" where isOn:
                isOn = false
                hasFlag = false
                continue
            case ":" where isOn || hasFlag, ")" where isOn || hasFlag:
                flags = changed
                return scalar == ")"
            default:
                throw RegexError(
                    code: "invalid or unsupported Perl syntax",
                    part: cursor.text(from: start)
                )
            }
            hasFlag = true
        }
        throw RegexError(code: "invalid or unsupported Perl syntax", part: cursor.text(from: start))
    }
}
