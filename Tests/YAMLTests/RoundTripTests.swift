import Diagnostics
import Testing
import Values
import YAML

@Suite struct `What is written reads back` {
    private func expectRoundTrip(_ value: Value, _ comment: Comment? = nil) {
        let text = value.yaml()
        do throws(InvalidInput) {
            let again = try YAML.document(in: SourceFile(name: "written.yaml", text: text))
            #expect(again.isSame(as: value), "\(text)\nread as \(again.json(.compact))")
        } catch {
            Issue.record("\(error.diagnostics.first?.text ?? "")\n\(text)")
        }
    }

    @Test(arguments: NastyValues.texts)
    func `a text on its own, in a list, and as a key`(_ text: String) {
        expectRoundTrip(.string(text))
        expectRoundTrip([.string(text), [.string(text)], .string(text)])
        expectRoundTrip(.object(Object([(text, .string(text)), ("z", [.string(text)])])))
        expectRoundTrip(["a": .object(Object([(text, [:]), ("b" + text, nil)]))])
        expectRoundTrip([["a": .string(text)], ["a": .string(text), "b": .string(text)]])
    }

    @Test(arguments: 0..<40)
    func `random trees`(_ seed: Int) {
        var values = NastyValues(seed: UInt64(seed))
        for _ in 0..<100 { expectRoundTrip(values.tree(depth: 5)) }
    }

    @Test(arguments: [100, 128, 999, 1000, 1001, 1024, 5000], ["x", "é", "\n", "a: ", "😀"])
    func `long keys`(_ length: Int, _ piece: String) {
        let key = String(repeating: piece, count: length)
        expectRoundTrip(
            .object(Object([(key, "a"), ("b", [:]), ("c" + key, ["d": .object(Object([(key, [1, 2])]))])]))
        )
        expectRoundTrip([.object(Object([(key, "a\nb\n"), (key + "2", [["a": 1, "b": 2]])]))])
    }

    @Test func `several documents`() throws {
        let documents: [Value] = [["a": 1], [], "text", "a\nb\n\n", nil, [1, 2], "---\n"]
        let text = YAML.text(of: documents)
        let again = try YAML.documents(in: SourceFile(name: "written.yaml", text: text))
        #expect(again == documents)
        #expect(YAML.text(of: []).isEmpty)
    }

    @Test func `not a number stays one`() throws {
        let text = Value.number(Number(Double.nan)).yaml()
        #expect(text == "--- .nan\n")
        let again = try YAML.document(in: SourceFile(name: "written.yaml", text: text))
        #expect(again.number?.double.isNaN == true)
    }
}

extension Object {
    init(_ members: [(String, Value)]) {
        self.init()
        for (key, value) in members { self[key] = value }
    }
}
