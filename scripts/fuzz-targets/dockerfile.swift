import Detection
import Diagnostics

/// Any text can be read as a Dockerfile, and whatever is said of it has a place.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDockerfile(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let (dockerfile, problems) = Dockerfile.read(SourceFile(name: "input", text: text))
    for instruction in dockerfile.instructions {
        _ = (instruction.words, instruction.pairs)
        guard instruction.location.line > 0, instruction.location.column > 0 else { fatalError("no place") }
    }
    _ = dockerfile.finalStages
    for problem in problems { check(problem) }
    var folder = ProjectFolder(name: "project")
    folder.add(text, at: "Dockerfile")
    var detected = Detection.detect(in: folder)
    detected.tellReplacements()
    for diagnostic in detected.diagnostics { check(diagnostic) }
    for instruction in dockerfile.instructions where !dockerfile.stages.isEmpty {
        // Every instruction is accounted for, whatever it is.
        let place = detected.ledger[samePlace(folder, instruction.location)]
        guard place != nil else { fatalError("lost: \(instruction.keyword)") }
    }
    return 0
}

/// The same place in the file that detection looked at.
private func samePlace(_ folder: ProjectFolder, _ location: SourceLocation) -> SourceLocation {
    guard let file = folder.file("Dockerfile") else { fatalError("no file") }
    return SourceLocation(file: file, line: location.line, column: location.column)
}

private func check(_ problem: Diagnostic) {
    guard !problem.message.isEmpty else { fatalError("nothing said") }
    let isPrintable = problem.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 }
    guard isPrintable else { fatalError("a control character: \(problem.text)") }
}
