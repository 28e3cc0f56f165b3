import PromQL
import SampleStore
import Testing

@Suite struct PositionTests {
    /// The nodes in the order of a walk, each with the text it stands on.
    private func nodes(of query: String) throws -> [String] {
        let tree = try PromQLParser(.everything).parse(query)
        var nodes: [String] = []
        tree.walk { nodes.append(String($0.range.text(in: query))) }
        return nodes
    }

    @Test func `every node knows the text it stands on`() throws {
        #expect(
            try nodes(of: " sum by (job) ( rate(m{a=\"é\"}[5m] offset 1h ) ) / -(2 ^ 3)") == [
                "sum by (job) ( rate(m{a=\"é\"}[5m] offset 1h ) ) / -(2 ^ 3)",
                "sum by (job) ( rate(m{a=\"é\"}[5m] offset 1h ) )", "rate(m{a=\"é\"}[5m] offset 1h )",
                "m{a=\"é\"}[5m] offset 1h", "-(2 ^ 3)", "(2 ^ 3)", "2 ^ 3", "2", "3",
            ]
        )
        #expect(try nodes(of: "sum(a) by (b)") == ["sum(a) by (b)", "a"])
        #expect(
            try nodes(of: "max_over_time(m[1h:5m] @ end()) # end")
                == ["max_over_time(m[1h:5m] @ end())", "m[1h:5m] @ end()", "m"]
        )
        #expect(
            try nodes(
                of: "- 1 * topk(+2, \"x\" == a)".replacing("\"x\" == a", with: "{\"x\"} @ 1 offset -1m")
            ).last == "+2"
        )
    }

    @Test func `matchers, operators and selectors inside ranges know their texts`() throws {
        let query = "a{x=\"1\", \"b c\"=~'2'} + on (x) group_left rate(b[5m] @ 1)"
        let tree = try PromQLParser().parse(query)
        guard case .binary(let operation) = tree.kind, case .selector(let selector) = operation.left.kind,
            case .call(let call) = operation.right.kind, case .range(let range) = call.arguments[0].kind
        else {
            Issue.record("another tree")
            return
        }
        #expect(selector.labels.map { String($0.range.text(in: query)) } == ["x=\"1\"", "\"b c\"=~'2'"])
        #expect(operation.symbolRange.text(in: query) == "+ on (x) group_left")
        #expect(range.selectorRange.text(in: query) == "b")
        #expect(range.selector.moment.anchor == .timestamp(1000))
        #expect(tree.selectors.map(\.selector.name) == ["a", "b"])
        #expect(tree.selectors.map(\.window?.milliseconds) == [nil, 300_000])
        #expect(range.selector.matchers.map(\.description) == ["__name__=\"b\""])
    }

    @Test func `a place counts lines, and bytes in a line`() {
        let query = "é +\n  b"
        #expect(TextRange(0, 2).position(in: query) == "1:1")
        #expect(TextRange(3, 4).position(in: query) == "1:4")
        #expect(TextRange(7, 8).position(in: query) == "2:3")
        #expect(TextRange(5, 6).position(in: query) == "2:1")
        #expect(TextRange(99, 100).position(in: "a").isEmpty == false)
        #expect(TextRange(5, 99).text(in: "abc").isEmpty)
    }

    @Test func `a tree is changed by changing its nodes`() throws {
        let tree = try PromQLParser().parse("sum(rate(a[5m])) / max_over_time(b[1h:]) > (c @ 1)")
        func moved(_ node: Expression) -> Expression {
            guard node.moment?.anchor == nil, node.moment != nil else { return node.mappingChildren(moved) }
            return node.changingMoment { $0.anchor = .timestamp(1500) }
        }
        let text = "sum(rate(a[5m] @ 1.500)) / max_over_time(b[1h:] @ 1.500) > (c @ 1.000)"
        #expect(moved(tree).description == text)
        #expect(tree.contains { $0.type == .matrix } && !tree.contains { $0.type == .string })
    }
}
