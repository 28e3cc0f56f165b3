internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A secret that stands in a plain variable, where everybody who may describe the task reads it.
    static let literalSecrets = ofContainers("literal-secret") { container in
        container.environment.compactMap { variable in
            guard let name = variable.text("name"), let text = variable.text("value"),
                LiteralSecret.isSuspicious(name: name, text: text)
            else { return nil }
            return Diagnostic.error(
                "\(container.title): \(name) looks like a secret written in clear",
                at: variable["value"]?.location ?? container.location,
                hint:
                    "keep it in Secrets Manager, and refer to it: secrets: [{name: \(name), valueFrom: ARN}]"
            ).withoutExcerpt()
        }
    }
}
