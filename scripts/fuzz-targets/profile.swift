import Diagnostics
import Profile
import Templates
import Values
import YAML

/// Any text is a profile, or is refused with places; and what is one means the same every time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzProfile(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let file = SourceFile(name: "input", text: text, hidesSecrets: true)
    let resolver = ProfileResolver(templates: .embedded)
    do throws(InvalidInput) {
        let tree = try YAML.document(in: file, limits: YAMLLimits(maximumNodes: 20_000))
        let problems = resolver.problems(of: tree)
        check(problems)
        guard !problems.contains(where: { $0.severity == .error }) else { return 0 }
        let first = try resolver.resolve(tree).profile.encoded(absent: nil)
        let second = try resolver.resolve(tree).profile.encoded(absent: nil)
        guard let first, let second, first == second else { fatalError("not the same twice") }
    } catch {
        check(error.diagnostics)
    }
    return 0
}

private func check(_ problems: [Diagnostic]) {
    for problem in problems.prefix(20) {
        guard let place = problem.location, place.line > 0, place.column > 0, !problem.message.isEmpty else {
            fatalError("no place: \(problem.message)")
        }
        let isPrintable = problem.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 }
        guard isPrintable else { fatalError("a control character: \(problem.text)") }
    }
}
