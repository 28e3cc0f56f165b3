import PromQL
import Testing

/// Which series of two vectors belong together.
@Suite struct MatchingTests {
    private let data: EvaluationFixture

    init() throws {
        data = try EvaluationFixture(
            "errors{code=\"500\", tool=\"a\"} 4",
            "errors{code=\"404\", tool=\"a\"} 2",
            "errors{code=\"500\", tool=\"b\"} 3",
            "calls{tool=\"a\"} 8",
            "calls{tool=\"b\"} 6",
            "calls{tool=\"c\"} 1",
            "twin{tool=\"a\", side=\"left\"} 1",
            "twin{tool=\"a\", side=\"right\"} 1",
            "info{tool=\"a\", version=\"1\"} 1",
            "info{tool=\"b\"} 1"
        )
    }

    @Test func `all labels but the name match unless others are named`() throws {
        #expect(try data.answer("calls / calls") == ["{tool=\"a\"} 1", "{tool=\"b\"} 1", "{tool=\"c\"} 1"])
        #expect(try data.answer("calls / errors") == [])
        #expect(
            try data.answer("errors{code=\"500\"} / ignoring(code) calls")
                == ["{tool=\"a\"} 0.5", "{tool=\"b\"} 0.5"]
        )
        #expect(try data.answer("errors{code=\"404\"} / on(tool) calls") == ["{tool=\"a\"} 0.25"])
    }

    @Test func `many to one has to be asked for`() throws {
        #expect(
            try data.error("errors / ignoring(code) calls")
                == "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)"
        )
        #expect(
            try data.answer("errors / ignoring(code) group_left calls").sorted() == [
                "{code=\"404\", tool=\"a\"} 0.25", "{code=\"500\", tool=\"a\"} 0.5",
                "{code=\"500\", tool=\"b\"} 0.5",
            ]
        )
        #expect(
            try data.answer("calls / ignoring(code) group_right errors").contains(
                "{code=\"404\", tool=\"a\"} 4"
            )
        )
    }

    @Test func `labels are taken over from the side with one, and gone where it has none`() throws {
        let both = try data.answer("calls * on(tool) group_left(version) info")
        #expect(both == ["{tool=\"a\", version=\"1\"} 8", "{tool=\"b\"} 6"])
    }

    @Test func `two series on the side with one are an error even where nothing matches them`() throws {
        let text =
            "found duplicate series for the match group {tool=\"a\"} on the right hand-side of the operation: "
            + "[{__name__=\"twin\", side=\"left\", tool=\"a\"}, {__name__=\"twin\", side=\"right\", tool=\"a\"}]"
            + ";many-to-many matching not allowed: matching labels must be unique on one side"
        #expect(try data.error("calls{tool=\"c\"} + on(tool) twin") == text)
        #expect(try data.error("calls > on(tool) twin") == text)
        // Against nothing at all nothing can be ambiguous.
        #expect(try data.answer("nothing + on(tool) twin") == [])
    }

    @Test func `results of a group have to be different`() throws {
        #expect(
            try data.error("twin * on(tool) group_left(side) (errors{code=\"404\"})")
                == "multiple matches for labels: grouping labels must ensure unique matches"
        )
    }

    @Test func `comparisons that are false still count as matches`() throws {
        #expect(try data.error("errors > ignoring(code) calls") != nil)
        #expect(try data.answer("errors{code=\"500\"} > ignoring(code) calls") == [])
    }

    @Test func `a comparison keeps the value of the vector, on whichever side it stands`() throws {
        #expect(try data.answer("calls > 6") == ["calls{tool=\"a\"} 8"])
        #expect(try data.answer("6 < calls") == ["calls{tool=\"a\"} 8"])
        #expect(try data.answer("6 > bool calls") == ["{tool=\"a\"} 0", "{tool=\"b\"} 0", "{tool=\"c\"} 1"])
        #expect(try data.answer("2 > bool 1") == ["1"])
    }

    @Test func `sets are made by labels alone`() throws {
        #expect(
            try data.answer("calls and on(tool) errors") == ["calls{tool=\"a\"} 8", "calls{tool=\"b\"} 6"]
        )
        #expect(try data.answer("calls unless on(tool) errors") == ["calls{tool=\"c\"} 1"])
        #expect(
            try data.answer("errors{code=\"404\"} or ignoring(code) calls") == [
                "calls{tool=\"b\"} 6", "calls{tool=\"c\"} 1", "errors{code=\"404\", tool=\"a\"} 2",
            ]
        )
    }

    @Test func `sets are made step by step`() throws {
        let data = try EvaluationFixture("x 1 stale 3 stale", "y 7 8 9 10")
        #expect(
            try data.answers("x or on() y", from: "0", through: "3m", step: "1m")
                == ["x 1@0 3@120", "y 8@60 10@180"]
        )
        #expect(
            try data.answers("y unless on() x", from: "0", through: "3m", step: "1m") == ["y 8@60 10@180"]
        )
    }
}
