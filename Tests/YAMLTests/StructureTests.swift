import Diagnostics
import Testing
import Values
import YAML

@Suite struct `YAML structure` {
    @Test func `every value and key knows its place`() throws {
        let value = try yaml(
            "\u{FEFF}# x\r\né😀:\r\n  - a: 'x'\r\n    b:\r\n  - [1, {c: 2}]\r\nd: |\r\n  t\r\n"
        )
        let root = try #require(value.object)
        #expect(value.location?.description == "t.yaml:2:1")
        #expect(root.members.map { $0.keyLocation?.description } == ["t.yaml:2:1", "t.yaml:6:1"])
        let list = try #require(value["é😀"])
        #expect(list.location?.description == "t.yaml:3:3")
        let first = try #require(list.array?.first?.object)
        #expect(list.array?.first?.location?.description == "t.yaml:3:5")
        #expect(first.members.map { $0.keyLocation?.description } == ["t.yaml:3:5", "t.yaml:4:5"])
        #expect(first["a"]?.location?.description == "t.yaml:3:8")
        #expect(first["b"]?.location?.description == "t.yaml:4:7")
        let second = try #require(list.array?.last?.array)
        #expect(second[0].location?.description == "t.yaml:5:6")
        #expect(second[1].object?.members[0].keyLocation?.description == "t.yaml:5:10")
        #expect(value["d"] == "t\n")
        #expect(value["d"]?.location?.description == "t.yaml:6:4")
    }

    @Test func `the first line after a byte order mark starts in column 1`() throws {
        #expect(try yaml("\u{FEFF}a: 1").object?.members[0].keyLocation?.column == 1)
        #expect(complaints(about: "\u{FEFF}a: @") == ["1:4 a text cannot start with `@`"])
        #expect(problems(of: "\u{FEFF}a: @").first?.text.contains(" 1 | a: @\n   |    ^") == true)
    }

    @Test func `nothing at all is null at the start`() throws {
        for text in ["", "\n", "# only a comment\n", "\u{FEFF}"] {
            let value = try yaml(text)
            #expect(value.isNull)
            #expect(value.location?.description == "t.yaml:1:1")
            #expect(try YAML.documents(in: SourceFile(name: "t.yaml", text: text)).isEmpty)
        }
    }

    @Test func `documents`() throws {
        let text = "a: &x 1\n---\n- 2\n...\n# c\n---\n--- \nx\n"
        #expect(try YAML.documents(in: SourceFile(name: "t.yaml", text: text)) == [["a": 1], [2], nil, "x"])
        do throws(InvalidInput) {
            _ = try yaml(text)
            Issue.record("it was read")
        } catch {
            #expect(
                error.diagnostics.map(\.message) == ["expected one document, but a second one starts here"]
            )
            #expect(error.diagnostics.first?.location?.description == "t.yaml:2:1")
        }
        #expect(try yaml("%YAML 1.1\n---\na: no\n") == ["a": "no"])
        #expect(complaints(about: "a: &x 1\n---\nb: *x\n") == ["3:4 no anchor `&x` comes before this alias"])
    }

    @Test func `keys are texts as they were written`() throws {
        let value = try yaml("1: a\ntrue: b\n~: c\n0x10: d\n'q': e\n? |\n  long\n: f\n&k key: h\n")
        #expect(value.object?.keys == ["1", "true", "~", "0x10", "q", "long\n", "key"])
        #expect(try yaml("? \n: g").object?.keys == [""])
        #expect(try yaml("- &a 012\n- *a : 1\n").array?[1].object?.keys == ["012"])
    }

    @Test func `a collection is no key`() {
        #expect(
            complaints(about: "? [a]\n: 1\n? {b: 1}\n: 2\n") == [
                "1:3 a key must be a text, not a list", "3:3 a key must be a text, not a mapping",
            ]
        )
    }

    @Test func `all duplicate keys of the file are reported with the first use`() {
        let found = problems(of: "a: 1\nb: {c: 1, c: 2}\na: 2\n'a': 3\n---\nd: 1\nd: 1\n")
        #expect(
            found.map(\.message) == [
                "duplicate key `c`", "duplicate key `a`", "duplicate key `a`", "duplicate key `d`",
            ]
        )
        #expect(
            found.map { $0.location?.description } == [
                "t.yaml:2:11", "t.yaml:3:1", "t.yaml:4:1", "t.yaml:7:1",
            ]
        )
        #expect(found.map { $0.notes.first?.message } == Array(repeating: "first used here", count: 4))
        #expect(
            found.map { $0.notes.first?.location?.description } == [
                "t.yaml:2:5", "t.yaml:1:1", "t.yaml:1:1", "t.yaml:6:1",
            ]
        )
    }

    @Test func `aliases are copies that know where the anchor stands`() throws {
        let value = try yaml("a: &x {k: [1]}\nb: *x\nc: &x 2\nd: *x\n")
        #expect(value == ["a": ["k": [1]], "b": ["k": [1]], "c": 2, "d": 2])
        #expect(value["b"]?["k"]?.location?.description == "t.yaml:1:11")
    }

    @Test(arguments: [
        (
            "a: *nope", "1:4 no anchor `&nope` comes before this alias",
            "if the `*` is meant literally, put the text in quotes"
        ),
        (
            "a: &defaults 1\nb: *default", "2:4 no anchor `&default` comes before this alias",
            "did you mean `*defaults`?"
        ),
        ("&a [*a]", "1:5 `*a` stands inside the value it names", nil),
        ("&a {x: {y: *a}}", "1:12 `*a` stands inside the value it names", nil),
    ])
    func `an alias needs a finished anchor`(_ text: String, _ complaint: String, _ hint: String?) {
        #expect(complaints(about: text) == [complaint])
        #expect(problems(of: text).first?.hint == hint)
    }

    @Test func `merge keys`() throws {
        let base = "- &a {x: 1, y: 2}\n- &b {y: 3, z: 4}\n"
        func merged(_ text: String) throws -> String? {
            try yaml(base + "- " + text).array?.last?.json(.compact)
        }
        #expect(try merged("{<<: *a}") == #"{"x":1,"y":2}"#)
        #expect(try merged("{k: 0, <<: *a, y: 9, l: 5}") == #"{"k":0,"x":1,"y":9,"l":5}"#)
        #expect(try merged("{y: 9, <<: [*b, *a], k: 0}") == #"{"y":9,"z":4,"x":1,"k":0}"#)
        #expect(try merged("{<<: [*a, *b]}") == #"{"x":1,"y":2,"z":4}"#)
        #expect(try merged("{<<: {n: 1}}") == #"{"n":1}"#)
        #expect(try merged("{<<: []}") == "{}")
        #expect(try merged("{'<<': *a}") == #"{"<<":{"x":1,"y":2}}"#)
        #expect(try merged("{!!str <<: 1}") == #"{"<<":1}"#)
        #expect(
            try yaml(base + "- {<<: *a}").array?.last?.object?.members[1].keyLocation?.description
                == "t.yaml:1:13"
        )
    }

    @Test(arguments: [
        ("<<: 3", "1:1 `<<` needs a mapping or a list of mappings, not a number"),
        ("<<:", "1:1 `<<` needs a mapping or a list of mappings, not null"),
        ("<<: [{}, x]", "1:10 `<<` merges mappings, not a string"),
        ("<<: {a: 1}\n<<: {b: 1}", "2:1 duplicate key `<<`"),
    ])
    func `merging anything else is refused`(_ text: String, _ complaint: String) {
        #expect(complaints(about: text) == [complaint])
    }
}
