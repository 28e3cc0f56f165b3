import Diagnostics
import JSONTemplate
import Values

/// Any template with any context renders or fails, the same way each time, and every failure has a text.
///
/// The input is a template and its context, both JSON, with a zero byte between them. What is no JSON is taken as
/// a text with interpolations and as an expression.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSONTemplate(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(decoding: parts[0], as: UTF8.self)
    var context = Object()
    if parts.count > 1, let given = json(String(decoding: parts[1], as: UTF8.self))?.object {
        context = given
    } else {
        context["a"] = ["b": [1, "é", nil], "c": 2]
        context["x"] = "text"
    }
    if let template = json(text) {
        check(template, context)
    } else {
        let location = SourceLocation(file: SourceFile(name: "input", text: text), line: 1, column: 1)
        check(Value(.string(text), at: location), context)
        check(["$eval": Value(.string(text), at: location)], context)
    }
    return 0
}

private func json(_ text: String) -> Value? {
    try? JSON.value(in: SourceFile(name: "input", text: text))
}

private func check(_ template: Value, _ context: Object) {
    var limits = JSONTemplate.Limits()
    limits.steps = 100_000
    limits.size = 20_000
    let compiled = JSONTemplate(template, limits: limits)
    let first = outcome(compiled, context)
    guard outcome(compiled, context) == first else { fatalError("not the same twice:\n\(first)") }
}

private func outcome(_ template: JSONTemplate, _ context: Object) -> String {
    do throws(TemplateError) {
        let now = Timestamp(milliseconds: 1_600_000_000_123)
        return try template.render(context, now: now)?.json(.compact) ?? "(deleted)"
    } catch {
        guard !error.message.isEmpty, !error.description.isEmpty else {
            fatalError("an error without a text")
        }
        return error.diagnostic.text
    }
}
