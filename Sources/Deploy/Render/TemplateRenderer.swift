package import Diagnostics
internal import Profile
package import Templates
package import Values
internal import YAML

/// Fills the template files of one render with one profile.
package struct TemplateRenderer: Sendable {
    let templates: TemplateSet
    let context: Object

    package init(templates: TemplateSet, context: Object) {
        self.templates = templates
        self.context = context
    }

    /// The file's tree with every expression filled in; `nil` when the template says there is nothing to render.
    package func document(_ path: String, adding more: Object = Object()) throws(InvalidInput) -> Value? {
        guard let file = templates.file(path) else {
            throw InvalidInput(.error("there is no template '\(path)'"))
        }
        let template = try YAML.document(in: file)
        var context = self.context
        for member in more { context[member.key] = member.value }
        return try TemplateFunctions.render(template, context)
    }
}
