import Diagnostics
import JSONTemplate
import Testing
import Values

@Suite struct ErrorPlaceTests {
    @Test(arguments: [
        // (template, place, path)
        ("a:\n  b: ${missing}\n", "2:8", "template.a.b"),
        ("a:\n  - 1\n  - {$eval: x + missing}\n", "3:17", "template.a[1]"),
        ("a: 'it''s ${missing}'\n", "1:13", "template.a"),
        ("a: \"tab\\t \\\"${missing}\"\n", "1:15", "template.a"),
        ("a: é日 ${x +* 1}\n", "1:12", "template.a"),
        ("'k ${missing}': 1\n", "1:6", "template"),
        ("$if: missing\nthen: 1\n", "1:6", "template"),
        ("a: {$match: {'1 == missing': 1}}\n", "1:20", "template.a"),
        ("my key:\n  x1_y: {$eval: x.none}\n", "2:19", #"template["my key"].x1_y"#),
        ("a: >\n  folded\n  ${missing}\n", "1:4", "template.a"),
        ("a:\n  $unknown: 1\n", "2:3", "template.a"),
        ("$map: [1]\neach(x):\n  y: ${x + 'a'}\n", "3:10", "template.y"),
        ("$if: 'true'\nthne: 1\n", "2:1", "template"),
        ("a: {$sort: [1, b]}\n", "1:12", "template.a"),
        ("a: {$eval: 'min(\"x\")'}\n", "1:13", "template.a"),
        ("a: {$eval: x y}\n", "1:14", "template.a"),
        ("a: [{$merge: [{}, 1]}]\n", "1:19", "template.a[0]"),
    ])
    func `errors tell the line, the column of the token, and the path`(
        template: String,
        place: String,
        path: String
    ) throws {
        let error = try #require(try failure(template, "{x: {y: 1}}"))
        #expect(error.location.map { "\($0)" } == "template.yaml:\(place)", "\(error)")
        #expect(error.pathText == path)
    }

    @Test func `the diagnostic shows the line and offers the name that was meant`() throws {
        let error = try #require(try failure("spec:\n  replicas: {$eval: replica + 1}\n", "{replicas: 3}"))
        #expect(
            error.diagnostic.text == """
                template.yaml:2:21: error: unknown context value replica (at template.spec.replicas)
                 2 |   replicas: {$eval: replica + 1}
                   |                     ^
                hint: did you mean `replicas`?
                """
        )
    }

    @Test func `a misspelled operator and a misspelled property are told apart from real ones`() throws {
        #expect(
            try failure("{$flaten: []}")?.hint == "there is no operator `$flaten`; did you mean `$flatten`?"
        )
        #expect(try failure("{$if: 'true', elze: 1}")?.hint == "did you mean `else`?")
        #expect(try failure("{$eval: o.nmae}", "{o: {name: 1}}")?.hint == "did you mean `name`?")
    }

    @Test func `names in the context are reported where they were written`() throws {
        #expect(try failure("1", "{a: 1, b-c: 2}")?.location.map { "\($0)" } == "context.yaml:1:8")
    }

    @Test func `results keep the places of the template and of the context`() throws {
        let template = JSONTemplate(try yaml("a: 1\nb:\n  c: '${x}'\n  d: {$eval: o}\n  e: {$eval: 1 + x}\n"))
        let context = try yaml("x: 1\no: {k: 2}\n", name: "context.yaml").object ?? Object()
        let result = try #require(try template.render(context, now: testTime))
        func place(_ value: Value?) -> String? { value?.location.map { "\($0)" } }
        #expect(place(result) == "template.yaml:1:1")
        #expect(place(result["a"]) == "template.yaml:1:4")
        #expect(place(result["b"]?["c"]) == "template.yaml:3:6")
        #expect(place(result["b"]?["d"]) == "context.yaml:2:4")
        #expect(place(result["b"]?["d"]?["k"]) == "context.yaml:2:8")
        #expect(place(result["b"]?["e"]) == "template.yaml:5:6")
        let key = result.object?.member("b")?.keyLocation
        #expect(key.map { "\($0)" } == "template.yaml:2:1")
    }
}
