import Testing

@testable import Arguments

@Suite struct `A definition` {
    @Test func `without mistakes has none`() { #expect(sample.mistakes.isEmpty) }

    @Test func `is told its mistakes`() {
        let program = Program(
            "tool",
            "",
            version: "",
            released: "",
            [CommandNode(Odd.self), CommandNode(Odd.self)]
        )
        let expected = [
            "'tool' has two commands 'odd'", "'tool odd' has two options '-x'",
            "'tool odd' has an option '--help', which belongs to the program",
            "'tool odd' has an option '-long', which is neither -x nor --name",
            "'tool odd' has a conflict with '--gone', which it does not have",
            "'tool odd' has an argument after WORD, which takes all that are left",
            "'tool odd' has the required argument LAST after an optional one",
            "example 'tool odd --bogus x | less': unknown option '--bogus'",
        ]
        for mistake in expected { #expect(program.mistakes.contains(mistake), "\(mistake)") }
        #expect(Set(program.mistakes).count == expected.count)
    }
}

private struct Odd: Command {
    static let name = "odd"
    static let summary = "Wrong in every way"
    static let examples = [Example("Fail", "tool odd --bogus x | less")]
    static let parameters: [Parameter<Self>] = [
        .argument(\.words, "WORD", help: ""),
        .argument(\.last, "LAST", help: ""),
        .flag(\.isOn, "-x", "--help", help: "").conflicting(with: "--gone"),
        .flag(\.isOn, "-x", "-long", help: ""),
    ]
    var words: [String] = []
    var last = ""
    var isOn = false
    func run() async throws -> Arguments.ExitStatus { .success }
}
