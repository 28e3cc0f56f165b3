import Diagnostics
import Values
import YAML

/// Whatever can be read must be written so that it reads back the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let limits = YAMLLimits(maximumNodes: 20_000)
    do throws(InvalidInput) {
        let documents = try YAML.documents(in: SourceFile(name: "input", text: text), limits: limits)
        let written = YAML.text(of: documents)
        let again = try YAML.documents(in: SourceFile(name: "written", text: written))
        guard isSame(.array(documents), .array(again)) else { fatalError("changed by writing:\n\(written)") }
        guard YAML.text(of: again) == written else { fatalError("written differently again:\n\(written)") }
    } catch {
        for problem in error.diagnostics.prefix(20) {
            guard problem.location?.file.name != "written" else { fatalError(problem.text) }
            guard let place = problem.location, place.line > 0, place.column > 0, !problem.text.isEmpty else {
                fatalError("no place: \(problem.message)")
            }
        }
    }
    return 0
}

/// Equal with the same order of keys; not a number is the same as itself.
private func isSame(_ left: Value, _ right: Value) -> Bool {
    switch (left.content, right.content) {
    case (.array(let left), .array(let right)):
        left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
    case (.object(let left), .object(let right)):
        left.count == right.count
            && zip(left, right).allSatisfy { $0.key.isIdentical(to: $1.key) && isSame($0.value, $1.value) }
    case (.number(let left), .number(let right)): left == right || left.text == right.text
    default: left == right
    }
}
