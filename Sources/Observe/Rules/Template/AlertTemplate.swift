/// A template of an alert's label or annotation: Go's `text/template` as Prometheus hands it to rules.
///
/// The language is whole except for `call`, `js` and methods of times other than `Format`, `Unix`, `UTC` and `String`.
package struct AlertTemplate: Sendable {
    /// What Prometheus puts before every template, so that places in its messages count it.
    private static let prelude =
        "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}"
        + "{{$value := .Value}}"

    /// As it was written.
    package let text: String
    /// What it asks for while it is rendered.
    package let uses: TemplateUses
    let name: String
    let source: String
    private let root: [TemplateNode]
    private let definitions: [String: [TemplateNode]]

    /// Reads the template of the alert with that name.
    package init(_ text: String, alert: String) throws(TemplateError) {
        try self.init(text: text, name: "__alert_\(alert)", prelude: Self.prelude)
    }

    init(text: String, name: String, prelude: String) throws(TemplateError) {
        self.text = text
        self.name = name
        guard text.utf8.contains(UInt8(ascii: "{")) else {
            // Most labels and many annotations are plain.
            (source, root, definitions, uses) = (text, [.text(text)], [:], TemplateUses())
            return
        }
        source = prelude + text
        do throws(TemplateLexer.Problem) {
            (root, definitions) = try TemplateParser.parse(source)
        } catch {
            let line = source.utf8.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
            throw TemplateError(
                message: "template: \(name):\(line): \(error.reason)",
                reason: error.reason,
                offset: max(0, error.offset - prelude.utf8.count)
            )
        }
        uses = TemplateUses(of: root, definitions, preludeLength: prelude.utf8.count)
    }

    /// Whether it comes out the same whatever the alert.
    package var isConstant: Bool {
        root.allSatisfy { if case .text = $0 { true } else { false } }
    }

    /// The text for an alert.
    package func rendered(
        _ data: TemplateData,
        in environment: TemplateEnvironment
    ) throws(TemplateError) -> String {
        try rendered(.data(data), in: environment)
    }

    func rendered(
        _ data: TemplateValue,
        in environment: TemplateEnvironment
    ) throws(TemplateError) -> String {
        if root.count == 1, case .text(let text) = root[0] { return text }
        var execution = TemplateExecution(
            name: name,
            source: source,
            definitions: definitions,
            environment: environment
        )
        return try execution.run(root, with: data)
    }

    /// The text for an alert, or what Prometheus puts in its place when that fails.
    package func expanded(_ data: TemplateData, in environment: TemplateEnvironment) -> String {
        do {
            return try rendered(data, in: environment)
        } catch {
            return "<error expanding template: error executing template \(name): \(error.message)>"
        }
    }
}
