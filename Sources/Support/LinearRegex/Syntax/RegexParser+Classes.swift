/// Character classes in brackets.
extension RegexParser {
    /// `[a-z\d[:alpha:]]` or `[^…]`.
    mutating func parseClass() throws(RegexError) -> ScalarSet {
        let opening = cursor.position
        cursor.advance()
        var isNegative = false
        if cursor.scalar == "^" {
            isNegative = true
            cursor.advance()
        }
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while isFirst || cursor.scalar != "]" {
            isFirst = false
            if cursor.has("[:"), !hasNoPosixEnd, let set = try parsePosixClass() {
                ranges += set.ranges
                continue
            }
            if let set = try parseNamedSet() {
                ranges += set.ranges
                continue
            }
            let start = cursor.position
            let low = try parseClassScalar(since: opening)
            var high = low
            // A dash before the closing bracket means itself.
            if cursor.scalar == "-", let next = cursor.scalar(after: 1), next != "]" {
                cursor.advance()
                high = try parseClassScalar(since: opening)
                guard low <= high else {
                    throw RegexError(
                        code: "invalid character class range",
                        part: cursor.text(from: start)
                    )
                }
            }
            let set = ScalarSet([low...high])
            ranges += flags.foldsCase ? CaseFolding.folded(set).ranges : set.ranges
        }
        cursor.advance()
        let set = ScalarSet(ranges)
        return isNegative ? set.inverted : set
    }

    private mutating func parseClassScalar(since opening: Int) throws(RegexError) -> UInt32 {
        guard let scalar = cursor.scalar else {
            throw RegexError(code: "missing closing ]", part: cursor.rest(from: opening))
        }
        if scalar == "\\" { return try parseEscapedScalar() }
        cursor.advance()
        return scalar.value
    }

    /// `[:alpha:]` or `[:^alpha:]`; `nil`, and nothing read, when no `:]` follows.
    private mutating func parsePosixClass() throws(RegexError) -> ScalarSet? {
        let start = cursor.position
        cursor.advance(2)
        while cursor.scalar != nil, !cursor.has(":]") { cursor.advance() }
        guard cursor.scalar != nil else {
            hasNoPosixEnd = true
            cursor.position = start
            return nil
        }
        cursor.advance(2)
        let part = cursor.text(from: start)
        var name = part.dropFirst(2).dropLast(2)
        let isNegative = name.hasPrefix("^")
        if isNegative { name = name.dropFirst() }
        guard let set = AsciiClasses.named(name) else {
            throw RegexError(code: "invalid character class range", part: part)
        }
        let folded = flags.foldsCase ? CaseFolding.folded(set) : set
        return isNegative ? folded.inverted : folded
    }
}
