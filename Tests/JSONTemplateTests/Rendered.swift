import Diagnostics
import JSONTemplate
import Values
import YAML

/// The moment that templates are rendered at.
let testTime = Timestamp(milliseconds: 1_600_000_000_123)

func yaml(_ text: String, name: String = "template.yaml") throws -> Value {
    try YAML.document(in: SourceFile(name: name, text: text))
}

/// What becomes of a template written in YAML: compact JSON, `(deleted)`, or the error as JSON-e writes it.
func rendered(
    _ template: String,
    _ context: String = "{}",
    limits: JSONTemplate.Limits = .init(),
    functions: [String: JSONTemplate.Function] = [:]
) throws -> String {
    let template = JSONTemplate(try yaml(template), limits: limits)
    let context = try yaml(context, name: "context.yaml").object ?? Object()
    do throws(TemplateError) {
        let result = try template.render(context, functions: functions, now: testTime)
        return result?.json(.compact) ?? "(deleted)"
    } catch {
        return error.description
    }
}

/// The value of an expression.
func evaluated(_ expression: String, _ context: String = "{}") throws -> String {
    let template: Value = ["$eval": .string(expression)]
    do throws(TemplateError) {
        let context = try? yaml(context).object
        return try JSONTemplate(template).render(context ?? Object(), now: testTime)?.json(.compact)
            ?? "(deleted)"
    } catch {
        return error.description
    }
}

/// The error of a template that must fail.
func failure(
    _ template: String,
    _ context: String = "{}",
    limits: JSONTemplate.Limits = .init()
) throws -> TemplateError? {
    let template = JSONTemplate(try yaml(template), limits: limits)
    let context = try yaml(context, name: "context.yaml").object ?? Object()
    do throws(TemplateError) {
        _ = try template.render(context, now: testTime)
        return nil
    } catch {
        return error
    }
}
