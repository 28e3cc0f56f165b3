import Diagnostics
import TOML
import Values

/// Any text is TOML or is refused at a place; and what is TOML means the same every time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTOML(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let file = SourceFile(name: "input", text: text)
    do throws(InvalidInput) {
        let value = try TOML.document(in: file)
        guard value.object != nil else { fatalError("no table") }
        let again = try TOML.document(in: file)
        guard value.json(.compact) == again.json(.compact) else { fatalError("not the same twice") }
        checkPlaces(value)
        // A comment at the end changes nothing.
        let longer = try TOML.document(in: SourceFile(name: "longer", text: text + "\n# end"))
        guard longer.json(.compact) == value.json(.compact) else { fatalError("changed by a comment") }
    } catch {
        for problem in error.diagnostics {
            guard problem.location?.file.name != "longer" else { fatalError(problem.text) }
            guard let place = problem.location, place.line > 0, place.column > 0, !problem.text.isEmpty else {
                fatalError("no place: \(problem.message)")
            }
        }
    }
    return 0
}

private func checkPlaces(_ value: Value) {
    guard value.location != nil || value.array?.isEmpty == true else { fatalError("a value without a place") }
    for member in value.object ?? Object() {
        guard member.keyLocation != nil else { fatalError("a key without a place") }
        checkPlaces(member.value)
    }
    for item in value.array ?? [] { checkPlaces(item) }
}
