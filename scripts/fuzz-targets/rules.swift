import Diagnostics
import Rules

/// Any text is a file of rules or is refused at a place; its expressions can be formatted without changing it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRules(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let file = SourceFile(name: "input", text: text)
    do throws(InvalidInput) {
        let rules = try RuleFileReader.read(file)
        _ = RuleChecker.check(RuleCheckContext([rules])).text
        _ = RuleListing([rules]).text
        let once = try RuleFormatting.run(file)
        let twice = try RuleFormatting.run(SourceFile(name: "again", text: once.text))
        guard twice.text == once.text else { fatalError("formatting goes on") }
    } catch {
        for problem in error.diagnostics {
            guard let place = problem.location, place.line > 0, place.column > 0, !problem.text.isEmpty else {
                fatalError("no place: \(problem.message)")
            }
        }
    }
    // The same text as a file of tests, which finds no rules.
    _ = RuleTestRunner.run([file], finding: { _, _ in [] }).text
    return 0
}
