import Testing

@testable import Arguments

@Suite struct `Random words` {
    private static let vocabulary = [
        "render", "k8s", "breakers", "breaker", "reset", "list", "query", "help", "man", "completion",
        "secret",
        "-o", "json", "-ojson", "--output", "--output=", "--output=json", "--color", "never", "-nq", "-n",
        "5", "-5",
        "--", "-", "---", "-=", "--=", "=", "", " ", "--no-wait", "--no-", "--wait=1", "-h", "--help",
        "--version",
        "--env", "prod", "--timeout", "1h", "é", "\u{1B}[2J", "-é", "--é=ü", "'", "\"", "\\", "\0", "👩‍👩‍👧", "-l",
        "-lx",
        "__complete", "bash", "--confirm", "--diff", "--check", "output", "--list",
    ]

    @Test(arguments: 0..<40) func `always end in a status and never in a crash`(seed: UInt64) async {
        var generator = SplitMix(state: seed)
        for _ in 0..<100 {
            let words = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                Self.vocabulary.randomElement(using: &generator) ?? ""
            }
            let outcome = await run(words)
            switch outcome.status {
            case .usage: #expect(outcome.error.hasPrefix("error: ") && outcome.output.isEmpty, "\(words)")
            default: #expect(outcome.error.isEmpty, "\(words)")
            }
            #expect(!outcome.error.unicodeScalars.contains("\u{1B}"), "\(words)")
            for shell in Shell.allCases {
                let answer = await run(["__complete", shell.rawValue, "--"] + words)
                #expect(answer.status == .success && answer.error.isEmpty, "\(words)")
            }
        }
    }
}

/// A small generator that gives the same words for the same seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
