/// A text that is one expression, parsed once.
///
/// What is wrong with it is only reported when it is evaluated.
struct Code: Sendable {
    let source: TextSource
    let expression: Result<Expression, TemplateError>

    init(_ source: TextSource, depth: Int, _ stack: StackGuard) {
        self.source = source
        do throws(ExpressionFault) {
            expression = .success(try ExpressionParser.whole(Array(source.text.utf8), depth: depth, stack))
        } catch {
            expression = .failure(source.error(error))
        }
    }
}
