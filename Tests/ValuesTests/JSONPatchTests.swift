import Diagnostics
import Testing
import Values

@Suite struct `JSON Patch` {
    private func apply(_ patch: String, to document: String) throws -> String {
        try JSONPatch(json(patch)).applied(to: json(document)).json(.compact)
    }

    /// RFC 6902, appendix A: document, patch, result.
    @Test(arguments: [
        (#"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux"}]"#, #"{"foo":"bar","baz":"qux"}"#),
        (
            #"{"foo":["bar","baz"]}"#, #"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
            #"{"foo":["bar","qux","baz"]}"#
        ),
        (#"{"baz":"qux","foo":"bar"}"#, #"[{"op":"remove","path":"/baz"}]"#, #"{"foo":"bar"}"#),
        (#"{"foo":["bar","qux","baz"]}"#, #"[{"op":"remove","path":"/foo/1"}]"#, #"{"foo":["bar","baz"]}"#),
        (
            #"{"baz":"qux","foo":"bar"}"#, #"[{"op":"replace","path":"/baz","value":"boo"}]"#,
            #"{"baz":"boo","foo":"bar"}"#
        ),
        (
            #"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
            #"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
            #"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#
        ),
        (
            #"{"foo":["all","grass","cows","eat"]}"#, #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
            #"{"foo":["all","cows","eat","grass"]}"#
        ),
        (
            #"{"baz":"qux","foo":["a",2,"c"]}"#,
            #"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
            #"{"baz":"qux","foo":["a",2,"c"]}"#
        ),
        (
            #"{"foo":"bar"}"#, #"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#,
            #"{"foo":"bar","child":{"grandchild":{}}}"#
        ),
        (
            #"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux","xyz":123}]"#,
            #"{"foo":"bar","baz":"qux"}"#
        ),
        (#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":10}]"#, #"{"/":9,"~1":10}"#),
        (
            #"{"foo":["bar"]}"#, #"[{"op":"add","path":"/foo/-","value":["abc","def"]}]"#,
            #"{"foo":["bar",["abc","def"]]}"#
        ),
    ])
    func `the examples of the RFC`(_ document: String, _ patch: String, _ result: String) throws {
        #expect(try apply(patch, to: document) == result)
    }

    @Test(arguments: [
        (#"{"a":1}"#, #"[{"op":"copy","from":"/a","path":"/b"}]"#, #"{"a":1,"b":1}"#),
        (#"{"a":1}"#, #"[{"op":"add","path":"","value":[2]}]"#, "[2]"),
        (#"{"a":1}"#, #"[{"op":"replace","path":"","value":3}]"#, "3"),
        (#"{"a":1,"b":2}"#, #"[{"op":"add","path":"/a","value":3}]"#, #"{"a":3,"b":2}"#),
        (#"{"a":1}"#, #"[{"op":"move","from":"/a","path":"/a"}]"#, #"{"a":1}"#),
        (#"{"a":1.0}"#, #"[{"op":"test","path":"/a","value":1}]"#, #"{"a":1.0}"#),
        (#"[[1],[2]]"#, #"[{"op":"replace","path":"/1/0","value":3}]"#, "[[1],[3]]"),
        ("[]", "[]", "[]"),
    ])
    func `more that can be done`(_ document: String, _ patch: String, _ result: String) throws {
        #expect(try apply(patch, to: document) == result)
    }

    @Test(arguments: [
        (
            #"[{"op":"remove","path":"/foo/baz"}]"#,
            "1:2 `/foo/baz` does not exist: `/foo` has no key `baz`", "did you mean `/foo/bar`?"
        ),
        (
            #"[{"op":"replace","path":"/list/2","value":0}]"#,
            "1:2 `/list/2` does not exist: `/list` has no item 2: its last one is 1", nil
        ),
        (
            #"[{"op":"add","path":"/nope/deeper/x","value":0}]"#,
            "1:2 `/nope/deeper` does not exist: the document has no key `nope`", "it has `foo`, `list`"
        ),
        (
            #"[{"op":"add","path":"/list/7","value":0}]"#,
            "1:2 `/list` has 2 items, so nothing can be added at 7", "`/list/-` adds at the end"
        ),
        (
            #"[{"op":"add","path":"/list/01","value":0}]"#,
            "1:2 `/list` is a list, and `01` is no index", "`/list/-` adds at the end"
        ),
        (
            #"[{"op":"add","path":"/foo/bar/x","value":0}]"#,
            "1:2 `/foo/bar` is a number: nothing can be added inside", nil
        ),
        (
            #"[{"op":"test","path":"/foo/bar","value":"1"}]"#,
            #"1:2 the test failed: `/foo/bar` is 1, not "1""#, nil
        ),
        (
            #"[{"op":"move","from":"/foo","path":"/foo/bar"}]"#,
            "1:2 cannot move `/foo` into itself", nil
        ),
        (#"[{"op":"remove","path":""}]"#, "1:2 the whole document cannot be removed", nil),
        (
            #"[{"op":"test","path":"/list/-","value":1}]"#,
            "1:2 `/list/-` does not exist: `-` stands for the place after the last item of `/list`, where nothing is",
            "only `add` can use it, as the last part of a path"
        ),
    ])
    func `an operation that cannot be applied says why`(_ patch: String, _ message: String, _ hint: String?)
        throws
    {
        let document = try json(#"{"foo":{"bar":1},"list":[1,2]}"#)
        let parsed = try JSONPatch(json(patch))
        do throws(InvalidInput) {
            _ = try parsed.applied(to: document)
            Issue.record("it was applied")
        } catch {
            let problem = try #require(error.diagnostics.first)
            let place = try #require(problem.location)
            #expect("\(place.line):\(place.column) \(problem.message)" == message)
            #expect(problem.hint == hint)
        }
    }

    @Test func `every mistake of a patch is reported`() throws {
        let patch = try json(
            """
            [{"op": "ad", "path": "/a", "value": 1},
             {"path": "a"},
             {"op": "add", "path": 1},
             {"op": "move", "path": ""},
             7]
            """
        )
        #expect(
            complaints { () throws(InvalidInput) in try JSONPatch(patch) } == [
                "1:9 there is no operation `ad`",
                "2:2 the operation has no `op`",
                "2:11 the pointer `a` does not start with `/`",
                "3:24 `path` is a string, not a number",
                "3:2 the operation has no `value`",
                "4:2 the operation has no `from`",
                "5:2 an operation is a mapping such as {op: remove, path: /a}, not a number",
            ]
        )
        #expect(complaints { () throws(InvalidInput) in try JSONPatch(.null) }.count == 1)
    }

    @Test func `what was added is located in the patch`() throws {
        let patch = try JSONPatch(json(#"[{"op":"add","path":"/b","value":2}]"#))
        let result = try patch.applied(to: ["a": 1])
        #expect(result["b"]?.location?.column == 34)
        #expect(result.object?.member("b")?.keyLocation?.column == 2)
    }
}
