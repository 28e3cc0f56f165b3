import Diagnostics
import Values

/// Whatever can be read must be printed so that it reads back the same, number texts included.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    do throws(InvalidInput) {
        let value = try JSON.value(in: SourceFile(name: "input", text: text))
        for style in [JSONStyle.compact, .pretty, .canonicalKeys] {
            let printed = value.json(style)
            let again = try JSON.value(in: SourceFile(name: "printed", text: printed))
            guard again == value, again.json(style) == printed else { fatalError("changed:\n\(printed)") }
        }
        // The text itself as a patch of what it holds: any outcome but a crash.
        _ = value.merged(with: value)
        if let patch = try? JSONPatch(value) { _ = try? patch.applied(to: value) }
    } catch {
        for problem in error.diagnostics.prefix(20) {
            guard problem.location?.file.name != "printed" else { fatalError(problem.text) }
            guard let place = problem.location, place.line > 0, place.column > 0, !problem.text.isEmpty else {
                fatalError("no place: \(problem.message)")
            }
        }
    }
    return 0
}
