import Foundation
import SampleStore
import TestSupport
import Testing

@Suite struct `A recording process that is killed` {
    /// kill -9 at any moment, again and again over the same folder.
    @Test(.timeLimit(.minutes(2))) func `loses nothing that it said was recorded`() throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed: UInt64.random(in: 0 ... .max))
        var recorded: Int64 = 0
        var torn = 0
        for round in 0..<25 {
            let said = try record(
                in: folder,
                lines: .random(in: 1...60, using: &random),
                microseconds: .random(in: 0...5000, using: &random)
            )
            #expect(said >= recorded, "round \(round)")
            let (store, recovery) = try SampleStore.open(folder.path)
            torn += recovery.diagnostics.count
            var latest: Set<Int64> = []
            for series in try store.series(matching: [], from: .min, through: .max) {
                var buffer = SampleBuffer()
                try store.read(series, from: .min, through: .max, into: &buffer)
                let number = try #require(series.labels["series"].flatMap(Double.init))
                #expect(
                    buffer.timestamps.enumerated().allSatisfy { $0.element == Int64($0.offset + 1) * 1000 }
                )
                #expect(zip(buffer.timestamps, buffer.values).allSatisfy { $1 == Double($0) + number })
                latest.insert((buffer.timestamps.last ?? 0) / 1000)
            }
            // A batch is there in all series or in none.
            #expect(latest.count <= 1, "round \(round): \(latest)")
            #expect(latest.first ?? 0 >= said, "round \(round)")
            recorded = latest.first ?? 0
        }
        #expect(recorded >= 25)
    }

    /// Starts a process that records, kills it a moment after it said some lines, and answers the last batch among them.
    private func record(in folder: TemporaryFolder, lines: Int, microseconds: UInt32) throws -> Int64 {
        let process = Process()
        process.executableURL = URL(filePath: Self.executable)
        process.arguments = ["record", folder.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var output = Data()
        while output.count(where: { $0 == UInt8(ascii: "\n") }) < lines {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            output += more
        }
        usleep(microseconds)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        output += (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("from ") })
        return lines.compactMap { Int64($0) ?? ($0.hasPrefix("from ") ? Int64($0.dropFirst(5)) : nil) }.max()
            ?? 0
    }

    private static let executable: String = {
        let own = CommandLine.arguments.first ?? ""
        let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/"
        )
        return "\(folder)/storebench"
    }()
}
