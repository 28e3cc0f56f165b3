internal import Diagnostics
internal import Values

struct CloudFormationStack {
    let model: ECSModel
    let renderer: TemplateRenderer
    let documents: [RenderedDocument]
    func template() throws(InvalidInput) -> Value { .null }
}
