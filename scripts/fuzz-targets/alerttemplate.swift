import Rules

/// Any text is a template or is refused, and a template comes out the same every time or fails the same way.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAlertTemplate(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let samples = [TemplateSample(labels: ["a": "b"], value: 1), TemplateSample(labels: [:], value: .nan)]
    let environment = TemplateEnvironment(now: 1_700_000_000_000, externalURL: "http://host/path") {
        query throws(TemplateQueryError) in
        if query.isEmpty { throw TemplateQueryError("empty") }
        return samples
    }
    let data = TemplateData(labels: ["job": "api", "le": "0.5"], externalLabels: ["r": "eu"], value: 1.5)
    do throws(TemplateError) {
        let template = try AlertTemplate(text, alert: "A")
        let once = template.expanded(data, in: environment)
        guard once == template.expanded(data, in: environment) else { fatalError("not the same twice") }
        if template.isConstant, !template.uses.labels.isEmpty { fatalError("a constant that uses labels") }
    } catch {
        guard !error.message.isEmpty, error.offset >= 0, error.offset <= text.utf8.count else {
            fatalError("no place: \(error.message)")
        }
    }
    return 0
}
