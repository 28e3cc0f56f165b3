/// Counts what came of evaluations, skipped ones by their reasons.
struct Tally {
    let isVerbose: Bool
    private(set) var passed = 0
    private(set) var failed = 0
    private(set) var skipped = 0
    private var reasons: [SkipReason: Int] = [:]

    init(isVerbose: Bool) { self.isVerbose = isVerbose }

    /// What to print of the outcome.
    mutating func add(_ outcome: ScriptRunner.Outcome, _ place: String, _ query: String) -> String {
        switch outcome {
        case .passed:
            passed += 1
            return isVerbose ? "\(place): passed: \(query)\n" : ""
        case .failed(let what):
            failed += 1
            return "\(place): failed: \(query)\n    \(what)\n"
        case .skipped(let reasons):
            skipped += 1
            for reason in reasons { self.reasons[reason, default: 0] += 1 }
            let names = reasons.map(\.description).joined(separator: "; ")
            return isVerbose ? "\(place): skipped: \(query)\n    \(names)\n" : ""
        }
    }

    var summary: String {
        let lines = reasons.sorted { $0.key < $1.key }.map { "skipped \($0.value) for \($0.key)\n" }
        return lines.joined() + "\(passed) passed, \(failed) failed, \(skipped) skipped\n"
    }
}
