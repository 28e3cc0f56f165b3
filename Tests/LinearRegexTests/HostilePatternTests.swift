import LinearRegex
import Testing

@Suite struct `Hostile patterns` {
    /// Backtracking engines need longer than the universe lasts for these.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("(a*)*b", "a"), ("(a|aa)+$b", "a"), ("(x+x+)+y", "x"), ("(.*)(.*)(.*)(.*)(.*)[^a]", "a"),
            ("([a-z]+)*\\d", "q"), (".*[ab].{12}c", "ab"), ("(?:a?){400}b", "a"), ("(?:\\w+\\b)+!", "w"),
        ]
    )
    func `take time linear in the text`(_ pattern: String, _ part: String) throws {
        let text = String(repeating: part, count: 20_000)
        #expect(try !LinearRegex(wholeText: pattern).matches(text))
        #expect(try LinearRegex(wholeText: pattern).firstMatch(in: text) == nil)
        #expect(try !LinearRegex("\(pattern)#").matches(text))
    }

    @Test func `with more states than there is room for still get the right answer`() throws {
        let regex = try LinearRegex(wholeText: ".*a.{14}")
        var bits: UInt32 = 0xACE1
        for length in 0..<60 {
            let text = String(
                (0..<(length * 500 + 15)).map { _ in
                    bits = (bits >> 1) ^ ((bits & 1) * 0xB400)
                    return bits & 1 == 1 ? Character("a") : "b"
                }
            )
            let expected = text.utf8[text.utf8.index(text.utf8.endIndex, offsetBy: -15)] == UInt8(ascii: "a")
            #expect(regex.matches(text) == expected)
        }
    }
}
