/// Reads queries.
///
/// The grammar is that of Prometheus 3 (`promql/parser`), its messages and their places too; hints are ours.
package struct PromQLParser: Sendable {
    package let options: ParserOptions

    package init(_ options: ParserOptions = ParserOptions()) { self.options = options }

    /// The tree of a query whose types fit.
    package func parse(_ query: String) throws(ParseErrors) -> Expression {
        var reader = QueryReader(query, options)
        let expression: Expression
        do throws(ParseError) {
            expression = try reader.query()
        } catch {
            throw ParseErrors(query: query, errors: reader.errors + [error])
        }
        guard reader.errors.isEmpty else { throw ParseErrors(query: query, errors: reader.errors) }
        // Types are looked at only when all of the text was understood.
        var check = TypeCheck()
        check.check(expression)
        guard check.errors.isEmpty else { throw ParseErrors(query: query, errors: check.errors) }
        return expression
    }
}
