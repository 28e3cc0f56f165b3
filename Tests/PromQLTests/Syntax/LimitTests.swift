import PromQL
import Testing

@Suite struct ParserLimitTests {
    private func message(_ query: String) -> String? {
        do throws(ParseErrors) {
            _ = try PromQLParser(.everything).parse(query)
            return nil
        } catch {
            return error.errors.first?.message
        }
    }

    private static let tooDeep = [
        "expression is nested more than 100 levels deep", "expression is nested more than 500 levels deep",
    ]

    @Test(arguments: [
        String(repeating: "(", count: 10_000), String(repeating: "-", count: 10_000) + "a",
        String(repeating: "sum(", count: 10_000), String(repeating: "abs(", count: 10_000),
        "a" + String(repeating: "[1m:]", count: 10_000), "a" + String(repeating: "+a", count: 10_000),
        "a" + String(repeating: "^a", count: 10_000), "a[" + String(repeating: "(", count: 10_000),
        "a[" + String(repeating: "-", count: 10_000) + "1]",
        "a[1" + String(repeating: "+1", count: 10_000) + "]",
        "a[" + String(repeating: "min_of(", count: 10_000),
        "(" + String(repeating: "-{}-1", count: 10_000) + ")",
    ])
    func `an expression too deep for those who walk it is refused`(query: String) {
        #expect(Self.tooDeep.contains(message(query) ?? ""))
    }

    @Test func `what is deep but bearable is read, printed and let go`() throws {
        for query in [
            String(repeating: "(", count: 95) + "a" + String(repeating: ")", count: 95),
            "a" + String(repeating: " + a", count: 495), "a" + String(repeating: " ^ a", count: 95),
        ] {
            let tree = try PromQLParser().parse(query)
            #expect(tree.description == query)
            #expect(try PromQLParser().parse(tree.formatted(width: 3000)).description == query)
        }
    }

    @Test func `a long chain stays readable for the parser when it is broken into lines`() throws {
        let query = "a" + String(repeating: " + a", count: 300)
        let formatted = try PromQLParser().parse(query).formatted()
        #expect(try PromQLParser().parse(formatted).description == query)
    }

    @Test func `an expression too long is refused, a long one is not`() {
        let long = "a{x=\"" + String(repeating: "x", count: 1_000_000) + "\"}"
        #expect(message(long) == nil)
        #expect(message(long + " + " + long) == "expression is longer than 1048576 bytes")
        var options = ParserOptions()
        options.maximumLength = 3
        #expect(throws: ParseErrors.self) { try PromQLParser(options).parse("abcd") }
    }

    @Test func `a broken text gets a place and no crash wherever it is cut`() {
        let query =
            "sum by (a, \"b\") (rate(m{x=~\"\\d☺\", `y`!='1'}[5m:1m] offset -1h @ end())) > bool on (z) group_left 0x1F # c"
        let bytes = Array(query.utf8)
        for end in bytes.indices {
            let cut = String(decoding: bytes[..<end], as: UTF8.self)
            do throws(ParseErrors) {
                let tree = try PromQLParser(.everything).parse(cut)
                #expect(tree.range.upperBound <= cut.utf8.count)
            } catch {
                for mistake in error.errors { #expect(mistake.range.upperBound <= cut.utf8.count) }
            }
        }
    }
}
