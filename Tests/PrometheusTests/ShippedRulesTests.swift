import Diagnostics
import Rules
import Templates
import Testing

@testable import Render

struct ShippedRulesTests {
    @Test func `servers without a profile are watched by the rules of all presets, each once`() throws {
        let shipped = try ShippedRules(templates: .embedded)
        let files = try shipped.files.map { file in
            try RuleFileReader.read(SourceFile(name: file.path, text: file.text))
        }
        let rules = files.flatMap(\.rules)
        #expect(rules.contains { $0.name.text == "MCPServerDown" })
        #expect(rules.count { $0.name.text == "MCPReplicaDown" } == 1)
        #expect(rules.contains { $0.name.text == "MCPHighErrorRate" || $0.name.text.contains("Error") })
        #expect(rules.allSatisfy { $0.expression.text.contains("service!=\"\"") })
        #expect(Set(rules.map { "\($0.name.text) \($0.expression.text)" }).count == rules.count)
    }
}
