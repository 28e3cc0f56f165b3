import Exposition
import Testing

@Suite(.enabled(if: Corpus.isThere, "the public bodies are not there"))
struct CorpusTests {
    @Test(arguments: Corpus.bodies.map(\.name))
    func `bodies of real servers are read without a bad line`(name: String) throws {
        let corpus = try #require(Corpus.bodies.first { $0.name == name })
        let (samples, report) = try ExpositionParser(corpus.dialect, mode: .strict).samples(in: corpus.bytes)
        #expect(report.badLines == 0)
        let lines = String(decoding: corpus.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        #expect(samples.count == lines.count { !$0.hasPrefix("#") })
        #expect(samples.count > 5)
    }

    @Test(arguments: Corpus.bodies.map(\.name))
    func `a body cut off anywhere never crashes, and its whole lines stay`(name: String) throws {
        let corpus = try #require(Corpus.bodies.first { $0.name == name })
        let body = corpus.bytes.prefix(6000)
        let all = try ExpositionParser(corpus.dialect).samples(in: Array(body)).samples
        for count in stride(from: 0, to: body.count, by: 37) {
            let part = Array(body.prefix(count))
            let (samples, report) = try ExpositionParser(corpus.dialect).samples(in: part)
            #expect(samples.dropLast() == all.prefix(max(samples.count - 1, 0)))
            #expect(report.badLines <= (corpus.dialect == .openMetrics ? 2 : 1))
        }
    }
}
