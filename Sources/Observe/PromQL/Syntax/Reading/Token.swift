/// A word of a query.
struct Token: Equatable {
    enum Kind: Equatable {
        case end
        /// What the lexer stumbled over; it keeps the message.
        case failure
        case comma, colon, equal, matches, doesNotMatch, at
        case openParenthesis, closeParenthesis, openBrace, closeBrace, openBracket, closeBracket
        /// `name`, and `name:with:colons`, which only a metric can have.
        case identifier, metricIdentifier
        case number, duration, string
        case binary(BinaryOperator)
        case aggregator(Aggregator)
        case keyword(Keyword)
        /// `start`, `end`, `step`, `range`: functions, and names elsewhere.
        case preprocessor
    }

    enum Keyword: String, CaseIterable {
        case by, without, on, ignoring, bool, offset, anchored, smoothed, fill
        case groupLeft = "group_left"
        case groupRight = "group_right"
        case fillLeft = "fill_left"
        case fillRight = "fill_right"

        /// Before a parenthesis only: these were names of metrics first.
        var needsParenthesis: Bool { self == .fill || self == .fillLeft || self == .fillRight }
    }

    let kind: Kind
    let range: TextRange

    /// What a word stands for, its letters in any case; `nil` for a name.
    static func word(_ lowercased: String) -> Kind? { words[lowercased] }

    /// No word is longer.
    static let longestWord = 12

    private static let words: [String: Kind] = {
        var words: [String: Kind] = ["inf": .number, "nan": .number]
        for word in ["start", "end", "step", "range"] { words[word] = .preprocessor }
        for symbol in [BinaryOperator.and, .or, .unless, .atan2] { words[symbol.rawValue] = .binary(symbol) }
        for symbol in Aggregator.allCases { words[symbol.rawValue] = .aggregator(symbol) }
        for keyword in Keyword.allCases { words[keyword.rawValue] = .keyword(keyword) }
        return words
    }()
}
