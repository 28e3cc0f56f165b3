import Diagnostics
import Glibc
import JSONTemplate
import Testing
import Values
import YAML

@Suite struct CorpusTests {
    /// The specification's cases, when the folder of public corpora is there.
    private static let path: String? = {
        let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let corpus = getenv("MCPCTL_CORPUS").map { String(cString: $0) } ?? "/\(package)/../shared/corpus"
        let path = "\(corpus)/json-e/specification.yml"
        return access(path, R_OK) == 0 ? path : nil
    }()

    @Test(.enabled(if: path != nil, "the JSON-e specification is not there"))
    func `every case of the specification that is there passes`() throws {
        let path = try #require(Self.path)
        let now = try #require(Timestamp("2017-01-19T16:27:20.974Z"))
        var count = 0
        for document in try YAML.documents(in: SourceFile(name: path, text: try read(path))) {
            guard let template = document["template"], let context = document["context"]?.object else {
                continue
            }
            count += 1
            let title = document["title"]?.string ?? ""
            let expected = document["error"] ?? document["panic"]
            do throws(TemplateError) {
                let result = try JSONTemplate(template).render(context, now: now) ?? .null
                #expect(expected == nil && result == document["result"], "\(title): \(result.json(.compact))")
            } catch {
                #expect(expected?.string ?? error.description == error.description, "\(title)")
                #expect(expected != nil, "\(title): \(error)")
            }
        }
        #expect(count > 800)
    }

    private func read(_ path: String) throws -> String {
        let stream = try #require(fopen(path, "r"))
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
            bytes += buffer[..<count]
        }
        return try #require(String(validating: bytes, as: UTF8.self))
    }
}
