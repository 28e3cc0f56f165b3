/// One piece of a template as the lexer of Go's `text/template/parse` cuts it.
struct TemplateToken {
    enum Kind {
        case text
        case leftDelimiter
        case rightDelimiter
        case space
        case string
        case rawString
        case character
        case number
        /// A word: a function, a keyword, `true`, `false` or `nil`.
        case word
        /// A dot and a name.
        case field
        /// A dollar sign and a name, which may be empty.
        case variable
        case dot
        case pipe
        case assign
        case declare
        case leftParenthesis
        case rightParenthesis
        /// Any other ASCII character that prints, such as a comma.
        case other
        case end
    }

    let kind: Kind
    let text: String
    /// Bytes before the token in the template.
    let offset: Int

    private static let keywords: Set<String> = [
        "block", "break", "continue", "define", "else", "end", "if", "range", "template", "with",
    ]

    var isKeyword: Bool { kind == .word && Self.keywords.contains(text) }

    func isKeyword(_ word: String) -> Bool { isKeyword && text == word }
}
