import Testing
import Values

@Suite struct `Objects` {
    /// Small objects are searched, large ones hashed; both sides of the border behave the same.
    @Test(arguments: [1, 11, 12, 13, 14, 15, 40])
    func `order is kept while members come and go`(_ count: Int) {
        var object = Object()
        for number in 0..<count { object["k\(number)"] = .int(number) }
        object["k0"] = "first"
        #expect(object.keys == (0..<count).map { "k\($0)" })
        object["k\(count / 2)"] = nil
        object["new"] = true
        #expect(object.count == count)
        #expect(object["k\(count / 2)"] == nil)
        #expect(object.members.last?.key == "new")
        for member in object.members { #expect(object[member.key] == member.value) }
        for key in object.keys { object[key] = nil }
        #expect(object.isEmpty)
        object["again"] = 1
        #expect(object["again"] == 1)
    }

    @Test func `equality ignores order, and keys are code points`() {
        #expect(["a": 1, "b": 2] as Value == ["b": 2, "a": 1])
        #expect(["\u{E9}": 1] as Value != ["e\u{301}": 1])
        #expect("\u{E9}" as Value != "e\u{301}")
        #expect(["a": 1] as Value != ["a": 1, "b": nil])
    }

    @Test func `sorting is by code points`() {
        let value: Value = ["b": 1, "\u{1F600}": 2, "\u{FFFD}": 3, "B": 4, "": 5]
        #expect(value.object?.sortedByKey().keys == ["", "B", "b", "\u{FFFD}", "\u{1F600}"])
    }
}
