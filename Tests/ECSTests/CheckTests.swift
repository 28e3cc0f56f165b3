import Diagnostics
import Render
import Testing
import Values
import YAML

@Suite struct `Checks of inputs of ECS` {
    private static func findings(_ texts: [String: String]) throws -> [DeploymentFiles.Finding] {
        var files = DeploymentFiles()
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            #expect(files.add(try YAML.document(in: SourceFile(name: name, text: text))))
        }
        return files.findings
    }

    @Test func `nothing is found in what is rendered`() throws {
        #expect(try Self.findings(try Rendering(Rendering.whole).texts).isEmpty)
    }

    @Test func `every check has a mistake here that it alone finds`() throws {
        let found = Set(Self.mistakes.compactMap { $0.finding.split(separator: ":").first.map(String.init) })
        #expect(Set(ECSCheck.all.map(\.id)).subtracting(found).isEmpty)
        #expect(Set(ECSCheck.all.map(\.id)).count == ECSCheck.all.count)
    }

    @Test(arguments: mistakes)
    func `a mistake is found and placed`(_ broken: Broken) throws {
        var texts = try Rendering(Rendering.whole).texts
        let text = try #require(texts[broken.document.rawValue])
        let range = try #require(text.firstRange(of: broken.old), "nothing is changed")
        texts[broken.document.rawValue] = text.replacingCharacters(in: range, with: broken.new)
        let findings = try Self.findings(texts)
        let first = try #require(findings.first)
        #expect("\(first.check): \(first.diagnostic.message)" == broken.finding)
        #expect(findings.allSatisfy { $0.diagnostic.location != nil })
    }

    private static let mistakes = Broken.containers + Broken.tasks + Broken.services
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
