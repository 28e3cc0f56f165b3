package import Values

/// A tool as a server describes it.
package struct MCPTool: Sendable, Equatable {
    package var name: String
    package var title: String?
    package var description: String?
    /// JSON Schema of its arguments; an object, as the specification wants, or something else.
    package var inputSchema: Value?
    package var outputSchema: Value?
    package var annotations: Object?

    /// Nothing for what has no name.
    package init?(_ value: Value) {
        guard let name = value["name"]?.string else { return nil }
        self.name = name
        title = value["title"]?.string
        description = value["description"]?.string
        inputSchema = value["inputSchema"]
        outputSchema = value["outputSchema"]
        annotations = value["annotations"]?.object
    }
}
