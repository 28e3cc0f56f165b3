extension JSONTemplate {
    /// How much work a template may ask for before rendering stops with an error.
    ///
    /// The defaults are far above what a deployment needs and far below what hurts a machine.
    package struct Limits: Sendable, Hashable {
        /// How deep templates, contexts and results may nest.
        package var depth = 100
        /// How deep parentheses, brackets, braces and operators of rising precedence may nest in an expression.
        package var expressionDepth = 48
        /// Template nodes rendered, expression nodes evaluated, and values copied or compared.
        package var steps = 10_000_000
        /// Nodes in any one value; a text counts one for every 32 bytes.
        package var size = 500_000
        /// Numbers that `range()` may make.
        package var range = 100_000

        package init() {}
    }
}
