import Exposition
import Foundation
import Testing

/// Whatever `promtool check metrics` can read is read here too; we take more: names in quotes, a last line without an
/// end, lines as on Windows, and unknown escapes, as Prometheus itself does.
@Suite(.enabled(if: Promtool.isThere, "promtool is not installed (scripts/setup --test)"))
struct PromtoolTests {
    @Test func `lines at random that promtool reads are read`() throws {
        var generator = BodyGenerator(seed: 8)
        var read = 0
        for _ in 0..<150 {
            let text = generator.line() + "\n"
            guard try Promtool.reads(Array(text.utf8)) else { continue }
            read += 1
            #expect(refusal(text).hasPrefix("accepted"), "\(text)")
        }
        #expect(read > 50)
    }

    @Test(.enabled(if: Corpus.isThere, "the public bodies are not there"))
    func `bodies of real servers that promtool reads are read`() throws {
        for corpus in Corpus.bodies where corpus.dialect == .text {
            guard try Promtool.reads(corpus.bytes) else {
                // It refuses a last line that does not end.
                #expect(corpus.bytes.last != UInt8(ascii: "\n"))
                continue
            }
            _ = try ExpositionParser(.text, mode: .strict).samples(in: corpus.bytes)
        }
    }
}

enum Promtool {
    private static let path = "/usr/bin/promtool"
    static let isThere = FileManager.default.isExecutableFile(atPath: path)

    /// Whether it takes a body; what it says of names and help texts does not count.
    static func reads(_ body: [UInt8]) throws -> Bool {
        let scratch = FileManager.default.temporaryDirectory
            .appending(path: "mcpctl-promtool-\(UInt64.random(in: 0 ... .max))")
        try Data(body).write(to: scratch)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = ["check", "metrics"]
        process.standardInput = try FileHandle(forReadingFrom: scratch)
        let pipe = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = pipe
        try process.run()
        let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return !String(decoding: said, as: UTF8.self).contains("text format parsing error")
    }
}
