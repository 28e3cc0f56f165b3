internal import Synchronization

/// A regular expression of RE2's syntax, matched in time linear in the text.
///
/// Texts are UTF-8; bytes that are none match nothing.
package final class LinearRegex: Sendable {
    package let pattern: String
    /// All texts that match, where they are few and known from the pattern; only for patterns of whole texts.
    package let literals: [String]?
    /// The names of the groups, the whole match (which has none) first.
    package let groupNames: [String?]

    private let isWhole: Bool
    private let shape: TextShape?
    private let program: RegexProgram
    private let automaton = Mutex<LazyAutomaton?>(nil)
    private let captures = Mutex<CaptureMachine?>(nil)

    /// A pattern that may match any part of a text.
    package convenience init(_ pattern: String) throws(RegexError) {
        try self.init(pattern, isWhole: false)
    }

    /// A pattern that has to match whole texts, a dot matching line feeds: `^(?s:…)$`, as in Prometheus.
    package convenience init(wholeText pattern: String) throws(RegexError) {
        try self.init(pattern, isWhole: true)
    }

    private init(_ pattern: String, isWhole: Bool) throws(RegexError) {
        var parser = RegexParser(pattern, dotMatchesNewline: isWhole)
        let tree = try parser.parse()
        guard let program = RegexCompiler.program(of: tree) else {
            throw RegexError(code: "expression too large", part: pattern)
        }
        self.pattern = pattern
        self.isWhole = isWhole
        self.program = program
        groupNames = [nil] + parser.groupNames
        shape = isWhole ? TextShape(tree) : nil
        if case .oneOf(let texts) = shape {
            literals = texts.map { String(decoding: $0, as: UTF8.self) }
        } else {
            literals = nil
        }
    }

    /// Whether the text matches: as a whole where the pattern is one of whole texts, and else in some part.
    package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if let shape { return shape.matches(text) }
        return automaton.withLock { automaton in
            if automaton == nil { automaton = LazyAutomaton(program, searches: !isWhole) }
            return automaton?.matches(text) ?? false
        }
    }

    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0) }
    }

    /// The leftmost match that starts at byte `start` or later, and of those the one that Perl would prefer.
    package func firstMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> RegexMatch? {
        captures.withLock { captures in
            if captures == nil {
                captures = CaptureMachine(program, groupCount: groupNames.count - 1, isWhole: isWhole)
            }
            return captures?.firstMatch(in: text, from: start).map { RegexMatch(slots: $0) }
        }
    }

    package func firstMatch(in text: String) -> RegexMatch? {
        var text = text
        return text.withUTF8 { firstMatch(in: $0) }
    }
}

/// Where a pattern matched.
package struct RegexMatch: Sendable, Equatable {
    /// The bytes of the whole match and then of each group; `nil` for a group that took no part.
    package let ranges: [Range<Int>?]

    init(slots: ContiguousArray<Int>) {
        ranges = stride(from: 0, to: slots.count, by: 2).map {
            slots[$0] >= 0 && slots[$0 + 1] >= 0 ? slots[$0]..<slots[$0 + 1] : nil
        }
    }
}
