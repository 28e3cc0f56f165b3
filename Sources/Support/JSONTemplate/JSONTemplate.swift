package import Values

/// A JSON-e template (json-e.js.org, version 4.8): data that describes data.
///
/// A template is taken apart once and can be rendered many times. Rendering is pure: the same template, context
/// and moment give the same value, and no clock is read.
package struct JSONTemplate: Sendable {
    /// A function that templates can call by name.
    ///
    /// What it throws is given the place of the call.
    package typealias Function = @Sendable (_ arguments: [Value]) throws(TemplateError) -> Value

    private let root: Node
    private let limits: Limits

    /// Mistakes in the template are only reported when it is rendered, and only where it is.
    package init(_ template: Value, limits: Limits = Limits()) {
        var compiler = Compiler(limits: limits)
        root = compiler.node(template)
        self.limits = limits
    }

    /// The template filled in with the context; `nil` when the template deleted itself, as an `$if` without an
    /// `else` does.
    ///
    /// What was written in the template keeps its place there, and what was taken from the context its place in
    /// the context's file. Names in the context go before functions, and those before JSON-e's own.
    package func render(
        _ context: Object,
        functions: [String: Function] = [:],
        now: Timestamp
    ) throws(TemplateError) -> Value? {
        let rendering = Rendering(context: context, functions: functions, now: now, limits: limits)
        try rendering.checkNames()
        guard let result = try rendering.render(root, in: nil) else { return nil }
        guard let value = result.value else {
            throw TemplateError(
                "evaluated template contained uncalled functions",
                category: .template,
                at: root.location
            )
        }
        _ = try rendering.measure(result, at: root.location)
        return value
    }
}
