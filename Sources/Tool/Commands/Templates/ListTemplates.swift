internal import Arguments
internal import Templates
internal import Values

/// The verb `mcpctl templates list`.
struct ListTemplates: Command {
    static let name = "list"
    static let summary = "List the templates, and which of them a folder replaces"
    static let examples = [Example("See what can be replaced", "mcpctl templates list")]
    static let parameters: [Parameter<Self>] =
        TemplateOptions.parameters.lifted(into: \.templates)
        + DataOptions.parameters.lifted(into: \.data)

    var templates = TemplateOptions()
    var data = DataOptions()

    func run() async throws -> ExitStatus {
        let templates = try self.templates.set()
        let rows: [Value] = templates.paths.map { path in
            ["path": .string(path), "replaced": .bool(templates.isOverridden(path))]
        }
        data.print(.array(rows)) {
            templates.paths.map { "\($0)\(templates.isOverridden($0) ? "  (replaced)" : "")\n" }.joined()
        }
        return .success
    }
}
