import PromQL
import TestSupport
import Testing

@Suite struct PrinterTests {
    private let parser = PromQLParser(.everything)

    @Test(
        arguments: [
            ("sum by() (a{job=\"s\"})", "sum(a{job=\"s\"})"), ("sum(a) by(code)", "sum by (code) (a)"),
            ("sum without() (a)", "sum without () (a)"), ("topk(5,a)", "topk(5, a)"),
            ("count_values(\"value\", a)", "count_values(\"value\", a)"), ("a - on() c", "a - on () c"),
            ("a - on(b) group_left c", "a - on (b) group_left () c"),
            ("a-on(b)group_left(x,y)c", "a - on (b) group_left (x, y) c"), ("a - ignoring() c", "a - c"),
            ("a - ignoring() group_right c", "a - ignoring () group_right () c"),
            ("up > bool 0", "up > bool 0"),
            ("a offset 1m", "a offset 1m"), ("a offset -7m", "a offset -7m"), ("a offset 0s", "a"),
            ("a{c='d'}[5m] offset 60", "a{c=\"d\"}[5m] offset 1m"),
            ("a[1h:5m] offset 1m", "a[1h:5m] offset 1m"),
            ("a[300]", "a[5m]"), ("a[1h:]", "a[1h:]"), ("a[1.5]", "a[1s500ms]"),
            ("a[14d:90m]", "a[2w:1h30m]"),
            ("{__name__=\"a\"}", "{__name__=\"a\"}"),
            ("{\"a.b\", x!~`\\d`}", "{__name__=\"a.b\",x!~\"\\\\d\"}"),
            ("a{\"x.y\"='1', b=~'c'}", "a{\"x.y\"=\"1\",b=~\"c\"}"), ("a{}", "a"), ("a{__name__=~'b',}", nil),
            ("a @ 10", "a @ 10.000"), ("a[1m] @ -1.5", "a[1m] @ -1.500"), ("a @ start()", "a @ start()"),
            ("a offset 1m @ end()", "a @ end() offset 1m"),
            ("a[1h:1m] @ 1m offset -5", "a[1h:1m] @ 60.000 offset -5s"),
            ("0x1F + 017", "31 + 15"), ("1e3", "1000"), ("1_000.5", "1000.5"), ("+Inf", "+Inf"),
            ("-inf", "-Inf"),
            ("NaN", "NaN"), ("- 5m", "-5m"), ("1h30m * 2", "1h30m * 2"), ("--a", "--a"), ("-1^2", "-1 ^ 2"),
            ("2 ^ -1", "2 ^ -1"), ("(-1)^2", "(-1) ^ 2"), ("1 - -1", "1 - -1"), ("'it''s'", nil),
            ("'a\"b\\n'", "\"a\\\"b\\n\""), ("`\\`", "\"\\\\\""), ("a and on(x) b", "a and on (x) b"),
            ("a atan2 b", "a atan2 b"), ("SUM BY (a) (b)", "sum by (a) (b)"),
            ("sum by (\"a.b\", c) (x)", "sum by (\"a.b\", c) (x)"),
            ("info(a, {})", "info(a, {})"), ("a + fill(0) b", "a + fill (0) b"),
            ("a + fill_right(1) fill_left(-1) b", "a + fill_left (-1) fill_right (1) b"),
            ("rate(a[1m] anchored)", "rate(a[1m] anchored)"), ("a smoothed @ 1", "a @ 1.000 smoothed"),
            ("a[5m*2]", "a[5m * 2]"), ("a[(5)]", "a[(5)]"),
            ("a offset -(step()-1)", "a offset -(step() - 1)"),
            ("a[min_of(1m,range()):step()]", "a[min_of(1m, range()):step()]"),
            ("a offset +(1)", "a offset (1)"),
            ("# says nothing\na # at all", "a"),
            ("sum(sum) + by{by=\"by\"} + or", "sum(sum) + by{by=\"by\"} + or"),
            ("start() + step - end{}", "start() + step - end"), ("fill + fill", "fill + fill"),
        ] as [(String, String?)]
    )
    func `an expression is printed as Prometheus prints it`(query: String, expected: String?) {
        let printed = try? parser.parse(query).description
        #expect(printed == expected, "\(query)")
    }

    @Test(.enabled(if: Corpus.expressions != nil, "the scripts of Prometheus are not there"))
    func `every expression of the scripts is read, and printed so that it means the same`() throws {
        let expressions = try #require(Corpus.expressions)
        for expression in expressions { try checkRoundTrip(expression) }
        #expect(expressions.count > 1600)
    }

    @Test func `random expressions are printed so that they mean the same`() throws {
        var generator = QueryGenerator(seed: 20_260_821)
        for _ in 0..<2000 { try checkRoundTrip(generator.expression()) }
    }

    private func checkRoundTrip(_ query: String) throws {
        do throws(ParseErrors) {
            let tree = try parser.parse(query)
            let printed = tree.description
            let again = try parser.parse(printed)
            #expect(again.outline == tree.outline, "\(query)\n\(printed)")
            #expect(again.description == printed, "\(query)")
            for width in [10, 40, 100] {
                let formatted = tree.formatted(width: width)
                let reformatted = try parser.parse(formatted)
                #expect(reformatted.outline == tree.outline, "\(query)\n\(formatted)")
            }
        } catch {
            Issue.record("\(query)\n\(error)")
        }
    }
}

extension Expression {
    /// What the tree says, without places: not by way of its printer.
    fileprivate var outline: String {
        let below = children.map(\.outline).joined(separator: " ")
        switch kind {
        case .number(let literal):
            return "\(literal.value.isNaN ? "nan" : "\(literal.value)") \(literal.isDuration)"
        case .string(let text): return "string \(Array(text.utf8))"
        case .selector(let selector): return Self.outline(selector)
        case .range(let range): return "(\(Self.outline(range.selector)) \(Self.outline(range.window)))"
        case .subquery(let subquery):
            let step = subquery.step.map(Self.outline) ?? "-"
            return
                "(subquery \(below) \(Self.outline(subquery.window)) \(step) \(Self.outline(subquery.moment)))"
        case .call(let call): return "(\(call.function.name) \(below))"
        case .aggregation(let node):
            return "(\(node.symbol) \(node.parameter != nil) \(node.isWithout) \(node.grouping) \(below))"
        case .unary(let symbol, _): return "(unary\(symbol.rawValue) \(below))"
        case .parentheses: return "(\(below))"
        case .binary(let node):
            return "(\(node.symbol) \(node.returnsBool) \(Self.outline(node.matching)) \(below))"
        }
    }

    private static func outline(_ selector: VectorSelector) -> String {
        let labels = selector.labels.map { "\($0.matcher)" }.sorted()
        let boundary = selector.boundary.map(\.rawValue) ?? ""
        return
            "\(selector.name ?? "?")\(labels)\(outline(selector.moment))\(boundary)\(selector.mayMatchEverything)"
    }

    private static func outline(_ moment: Moment) -> String {
        "\(moment.anchor.map { "\($0)" } ?? "") \(outline(moment.offset))"
    }

    private static func outline(_ duration: QueryDuration) -> String {
        switch duration {
        case .fixed(let milliseconds): "\(milliseconds)ms"
        case .computed(let expression): outline(expression)
        }
    }

    private static func outline(_ duration: DurationExpression) -> String {
        switch duration.kind {
        case .number(let literal): "\(literal.value) \(literal.isDuration)"
        case .step: "step"
        case .range: "range"
        case .minimum(let left, let right): "(min \(outline(left)) \(outline(right)))"
        case .maximum(let left, let right): "(max \(outline(left)) \(outline(right)))"
        case .negated(let operand): "(- \(outline(operand)))"
        case .binary(let symbol, let left, let right): "(\(symbol) \(outline(left)) \(outline(right)))"
        case .parentheses(let inner): "(\(outline(inner)))"
        }
    }

    private static func outline(_ matching: VectorMatching?) -> String {
        guard let matching else { return "-" }
        let fills = [matching.leftFill, matching.rightFill].map { $0.map { "\($0)" } ?? "-" }
        return "\(matching.cardinality) \(matching.isOn) \(matching.labels) \(matching.include) \(fills)"
    }
}
