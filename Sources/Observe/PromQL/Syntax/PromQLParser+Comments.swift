extension PromQLParser {
    /// Whether a query that can be read has comments: they are no part of its tree, and printing it loses them.
    package static func hasComments(_ query: String) -> Bool {
        guard query.utf8.contains(UInt8(ascii: "#")) else { return false }
        var lexer = Lexer(query)
        var end = 0
        while true {
            let token = lexer.next()
            let gap = lexer.bytes[end..<max(end, token.range.lowerBound)]
            if gap.contains(UInt8(ascii: "#")) { return true }
            if token.kind == .end || token.kind == .failure { return false }
            end = token.range.upperBound
        }
    }
}
