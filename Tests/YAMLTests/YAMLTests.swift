import Diagnostics
import Testing
import Values
import YAML

@Test func `smoke`() throws {
    let text = """
        # c
        a: &x {b: 1, c: [x, 012, 0xFF, .5]}
        d:
          <<: *x
          c: no
        e: "q"
        f: |
          hello
          there
        """
    let value = try YAML.document(in: SourceFile(name: "t.yaml", text: text))
    print(value.yaml())
    print(value.json(.pretty))
    let again = try YAML.document(in: SourceFile(name: "t.yaml", text: value.yaml()))
    #expect(value == again)
}
