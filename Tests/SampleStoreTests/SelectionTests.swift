import SampleStore
import TestSupport
import Testing

@Suite struct `Choosing series` {
    private let store = SampleStore()
    private let labels: [Labels]

    init() {
        var labels: [Labels] = []
        for name in ["up", "http_requests_total", "errors_total"] {
            for job in ["api", "web", ""] {
                for code in ["200", "404", "500", ""] {
                    labels.append(Labels([("__name__", name), ("job", job), ("code", code)]))
                }
            }
        }
        self.labels = labels
        store.append { appender in
            for set in labels.shuffled() { appender.append(1, at: 1000, to: set) }
        }
    }

    /// A label that is not there counts as empty, in every operation.
    @Test func `agrees with trying each series`() throws {
        let values = [
            "", "api", "api|web", "api|", ".*", ".+", "a.*", "200", "5..", "(4|5).*", "nope", "up",
            ".*_total",
        ]
        var all: [Matcher] = []
        for name in ["__name__", "job", "code", "nope"] {
            for operation in Matcher.Operation.allCases {
                for value in values { all.append(try Matcher(name, operation, value)) }
            }
        }
        var random = SeededGenerator(seed: 3)
        for matcher in all { try check([matcher]) }
        for _ in 0..<500 {
            try check((0..<Int.random(in: 0...4, using: &random)).map { _ in random.pick(all) })
        }
    }

    private func check(_ matchers: [Matcher]) throws {
        let found = try store.series(matching: matchers, from: 0, through: 2000).map(\.labels)
        let expected = labels.filter { set in matchers.allSatisfy { $0.matches(set) } }
        #expect(found.sorted() == expected.sorted(), "\(matchers)")
    }

    @Test func `leaves out series that ended before`() throws {
        #expect(try store.series(matching: [], from: 1001, through: 2000).isEmpty)
        #expect(try store.series(matching: [], from: 1000, through: 1000).count == labels.count)
    }

    @Test func `knows names and values`() {
        #expect(store.labelNames == ["__name__", "code", "job"])
        #expect(store.values(of: "job") == ["api", "web"])
        #expect(store.values(of: "nope") == [])
    }

    @Test func `refuses a pattern that is none in Go's words`() {
        let error = #expect(throws: (any Error).self) { try Matcher("job", .matches, "(") }
        #expect(error.map { "\($0)" } == "error parsing regexp: missing closing ): `(`")
    }
}
