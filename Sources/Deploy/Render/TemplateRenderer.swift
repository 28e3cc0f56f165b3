internal import Diagnostics
internal import JSONTemplate
internal import Profile
internal import Templates
internal import Values
internal import YAML

/// The templates of one set, each read and compiled when it is first used.
struct CompiledTemplates: Sendable {
    let templates: TemplateSet
    private let compiled = Memo<JSONTemplate>()

    init(_ templates: TemplateSet) { self.templates = templates }

    /// Compiles the templates of a folder ahead; what is wrong with one is told when it is used.
    func compile(in folder: String) {
        for path in templates.paths(in: folder) { _ = try? template(path) }
    }

    func template(_ path: String) throws(InvalidInput) -> JSONTemplate {
        try compiled.value(path) { () throws(InvalidInput) in
            guard let file = templates.file(path) else {
                throw InvalidInput(.error("there is no template '\(path)'"))
            }
            return JSONTemplate(try YAML.document(in: file))
        }
    }
}

/// Fills templates with one profile.
struct TemplateRenderer {
    let templates: CompiledTemplates
    let context: Object

    /// The file's tree with every expression filled in; `nil` when the template says there is nothing to render.
    func document(_ path: String, adding more: Object = Object()) throws(InvalidInput) -> Value? {
        var context = self.context
        for member in more { context[member.key] = member.value }
        return try TemplateFunctions.render(try templates.template(path), context)
    }
}
