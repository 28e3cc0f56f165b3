import Fleet

/// Whatever a server answers when it is asked how it is: one of the dialects, or none.
///
/// The first byte chooses the status and the type.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHealth(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = bytes.first else { return 0 }
    let statuses = [200, 204, 301, 401, 429, 500, 503, 200]
    let types = ["application/json", "text/plain", "application/health+json; charset=utf-8", nil]
    let status = statuses[Int(choice & 7)]
    let answer = HealthAnswer(
        status: status,
        contentType: types[Int(choice >> 3 & 3)],
        body: Array(bytes.dropFirst())
    )
    guard let report = HealthDialects.report(on: answer) else { return 0 }
    guard !report.dialect.isEmpty else { fatalError("a dialect without a name") }
    if status >= 500, report.state == .healthy { fatalError("\(status) is taken for healthy") }
    if status == 401 || status == 429 { fatalError("a refusal is taken for a word about health") }
    // Reasons are cut, however much a server says.
    if let text = report.explanation, text.count > 1000 { fatalError("a reason without an end") }
    return 0
}
