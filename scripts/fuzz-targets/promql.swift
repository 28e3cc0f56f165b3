import Diagnostics
import PromQL

/// Any text is a query or is refused at a place; and what is one means the same when it is printed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPromQL(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let parser = PromQLParser(.everything)
    let tree: Expression
    do throws(ParseErrors) { tree = try parser.parse(text) } catch {
        guard !error.errors.isEmpty else { fatalError("refused without a reason") }
        for problem in error.errors where problem.range.upperBound > text.utf8.count {
            fatalError("a place outside of the text: \(problem)")
        }
        for problem in error.diagnostics(named: "input") where problem.text.isEmpty { fatalError("no words") }
        return 0
    }
    tree.walk { node in
        guard node.range.upperBound <= text.utf8.count else { fatalError("a place outside of the text") }
    }
    let printed = tree.description
    for shape in [printed, tree.formatted(), tree.formatted(width: 10)] where shape.utf8.count < 1 << 20 {
        do throws(ParseErrors) {
            let again = try parser.parse(shape)
            guard again.description == printed else { fatalError("not the same: \(shape)") }
        } catch {
            // What the printer writes may be deeper by a sign.
            guard error.errors.first?.message.contains("nested") == true else {
                fatalError("\(error): \(shape)")
            }
        }
    }
    return 0
}
