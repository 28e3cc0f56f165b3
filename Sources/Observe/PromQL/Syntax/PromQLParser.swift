/// Reads queries.
package struct PromQLParser: Sendable {
    package let options: ParserOptions

    package init(_ options: ParserOptions = ParserOptions()) { self.options = options }
}
