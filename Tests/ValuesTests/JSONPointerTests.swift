import Diagnostics
import Testing
import Values

@Suite struct `JSON Pointer` {
    /// RFC 6901, section 5.
    static let document = #"""
        {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}
        """#

    @Test(arguments: [
        ("/foo", #"["bar","baz"]"#), ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"),
        ("/e^f", "3"),
        ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
    ])
    func `the examples of the RFC`(_ text: String, _ expected: String) throws {
        let pointer = try JSONPointer(parsing: text)
        #expect(pointer.value(in: try json(Self.document))?.json(.compact) == expected)
        #expect(pointer.description == text)
    }

    @Test func `the empty pointer is the whole document`() throws {
        #expect(try JSONPointer(parsing: "").value(in: json(Self.document)) == json(Self.document))
    }

    @Test(arguments: ["/bar", "/foo/2", "/foo/-", "/foo/01", "/foo/x", "/foo/0/1", "/foo/+1", "/foo/"])
    func `what is not there has no value`(_ text: String) throws {
        #expect(try JSONPointer(parsing: text).value(in: json(Self.document)) == nil)
    }

    @Test func `appending escapes keys`() {
        #expect(JSONPointer().appending("a/b~c").appending(3).description == "/a~1b~0c/3")
    }

    @Test(arguments: [
        ("a", "the pointer `a` does not start with `/`"),
        ("#/a", "the pointer `#/a` does not start with `/`"),
        ("/a~", "the pointer `/a~` has a `~` that is neither `~0` nor `~1`"),
        ("/a~2b", "the pointer `/a~2b` has a `~` that is neither `~0` nor `~1`"),
    ])
    func `a malformed pointer is refused`(_ text: String, _ message: String) {
        #expect(complaints { () throws(InvalidInput) in try JSONPointer(parsing: text) } == [message])
    }
}
