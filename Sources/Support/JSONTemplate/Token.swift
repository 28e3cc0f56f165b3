/// A word of the expression language.
struct Token {
    enum Kind: String {
        case power = "**"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divide = "/"
        case openBracket = "["
        case closeBracket = "]"
        case dot = "."
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBrace = "{"
        case closeBrace = "}"
        case colon = ":"
        case comma = ","
        case greaterOrEqual = ">="
        case lessOrEqual = "<="
        case less = "<"
        case greater = ">"
        case equal = "=="
        case notEqual = "!="
        case not = "!"
        case and = "&&"
        case or = "||"
        case `true`
        case `false`
        case `in`
        case null
        case number
        case identifier
        case string
    }

    let kind: Kind
    /// Bytes in the text.
    let range: Range<Int>
}

/// An error inside an expression, at a byte of the text it stands in.
struct ExpressionFault: Error {
    let category: TemplateError.Category
    let message: String
    let offset: Int
    var hint: String?

    init(_ category: TemplateError.Category, _ message: String, at offset: Int, hint: String? = nil) {
        self.category = category
        self.message = message
        self.offset = offset
        self.hint = hint
    }
}
