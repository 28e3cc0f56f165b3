/// A page of help that belongs to no verb: `mcpctl help exit-codes`.
package struct Topic: Sendable {
    package let name: String
    package let summary: String
    /// Paragraphs with an empty line between them; indented lines are kept as they are.
    let text: @Sendable (Program) -> String

    /// A page made from the program when it is asked for.
    package init(_ name: String, _ summary: String, text: @escaping @Sendable (Program) -> String) {
        self.name = name
        self.summary = summary
        self.text = text
    }

    package init(_ name: String, _ summary: String, _ text: String) {
        self.init(name, summary) { _ in text }
    }
}
