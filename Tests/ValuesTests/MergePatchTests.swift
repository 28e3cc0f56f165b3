import Diagnostics
import Testing
import Values

@Suite struct `JSON Merge Patch` {
    /// RFC 7396, appendix A: original, patch, result.
    @Test(arguments: [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
        (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
        (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
        (#"{"a":"foo"}"#, #"null"#, #"null"#),
        (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
        (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
        (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
        (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
        (#"{"z":1,"a":2}"#, #"{"b":3,"a":4}"#, #"{"z":1,"a":4,"b":3}"#),
    ])
    func `the examples of the RFC, and order`(_ original: String, _ patch: String, _ result: String) throws {
        #expect(try json(original).merged(with: json(patch)).json(.compact) == result)
    }

    @Test func `each part has the place where it was said last`() throws {
        let original = try JSON.value(in: SourceFile(name: "original", text: #"{"a":{"x":1},"b":2}"#))
        let patch = try JSON.value(in: SourceFile(name: "patch", text: #"{"a":{"x":3,"y":{"z":1}}}"#))
        let merged = original.merged(with: patch)
        #expect(merged.location?.file.name == "patch")
        #expect(merged["b"]?.location?.file.name == "original")
        #expect(merged["a"]?.location?.file.name == "patch")
        #expect(merged["a"]?["x"]?.location?.description == "patch:1:11")
        #expect(merged["a"]?["y"]?.location?.description == "patch:1:17")
        #expect(merged["a"]?.object?.member("y")?.keyLocation?.description == "patch:1:13")
    }
}
