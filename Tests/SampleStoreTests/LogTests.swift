import Diagnostics
import FileSystem
import Foundation
import SampleStore
import TestSupport
import Testing

@Suite struct `Samples on disk` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func everything(_ store: SampleStore) throws -> [String: SampleBuffer] {
        var all: [String: SampleBuffer] = [:]
        for series in try store.series(matching: [], from: .min, through: .max) {
            var buffer = SampleBuffer()
            try store.read(series, from: .min, through: .max, into: &buffer)
            all[series.labels.description] = buffer
        }
        return all
    }

    private func expectSame(_ first: [String: SampleBuffer], _ second: [String: SampleBuffer]) {
        #expect(first.keys.sorted() == second.keys.sorted())
        for (name, buffer) in first {
            #expect(buffer.timestamps == second[name]?.timestamps)
            #expect(buffer.values.map(\.bitPattern) == second[name]?.values.map(\.bitPattern))
        }
    }

    /// Values of all kinds at common and at own times.
    private func fill(_ store: SampleStore, batches: Range<Int64>, _ random: inout SeededGenerator) {
        for batch in batches {
            var samples: [(String, Double, Int64)] = []
            for number in 0..<30 where !random.chance(7) {
                let value = random.pick([
                    Double(batch), 0, Double(batch) / 7, -0.0, .infinity, StaleMarker.value,
                    StaleMarker.ordinaryNaN, 1e18,
                ])
                samples.append(
                    ("s\(number) \"é\"", value, batch * 1000 + (random.chance(5) ? Int64(number) : 0))
                )
            }
            let batch = samples
            store.append { appender in
                for (name, value, time) in batch {
                    appender.append(value, at: time, to: Labels([("__name__", name), ("a", "1")]))
                }
            }
        }
    }

    @Test func `are there again after each restart`() throws {
        var random = SeededGenerator(seed: 5)
        var before: [String: SampleBuffer] = [:]
        for round in Int64(0)..<5 {
            let (store, recovery) = try SampleStore.open(folder.path, log: LogOptions(segmentBytes: 3000))
            #expect(recovery.diagnostics.isEmpty)
            expectSame(try everything(store), before)
            fill(store, batches: round * 100..<round * 100 + 100, &random)
            before = try everything(store)
            #expect(store.recordingProblem == nil)
            try store.sync()
        }
        #expect(folder.paths.count > 10)
        let (_, recovery) = try SampleStore.open(folder.path)
        #expect(recovery.samples == before.values.reduce(0) { $0 + $1.count })
    }

    @Test func `belong to one process at a time`() throws {
        let (store, _) = try SampleStore.open(folder.path)
        let error = #expect(throws: InvalidInput.self) { try SampleStore.open(folder.path) }
        #expect(error?.diagnostics.first?.message.contains("is in use") == true)
        #expect(error?.diagnostics.first?.hint != nil)
        withExtendedLifetime(store) {}
    }

    /// Whatever the end of a file has lost, everything before it is read, and it can be written again.
    @Test func `are read up to where the last file was torn`() throws {
        var random = SeededGenerator(seed: 6)
        do {
            let (store, _) = try SampleStore.open(folder.path)
            fill(store, batches: 0..<40, &random)
        }
        let path = "\(folder.path)/00000001.samples"
        let whole = try Data(contentsOf: URL(filePath: path))
        var last = -1
        for length in stride(from: 0, through: whole.count, by: 97) {
            for noise in [Data(), Data([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), Data([7, 0, 0, 0, 1, 2, 3, 4, 5])] {
                for name in folder.paths where name.hasSuffix(".samples") {
                    try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
                }
                try (whole.prefix(length) + noise).write(to: URL(filePath: path))
                let (store, recovery) = try SampleStore.open(folder.path)
                if !noise.isEmpty { #expect(recovery.diagnostics.count == 1) }
                if noise.isEmpty, length == whole.count { #expect(recovery.diagnostics.isEmpty) }
                #expect(recovery.samples >= last)
                last = max(last, noise.isEmpty ? recovery.samples : last)
                store.append { appender in
                    appender.append(1, at: 1_000_000, to: Labels([("__name__", "new")]))
                }
                let (count, problem) = (store.statistics.samples, store.recordingProblem)
                #expect(problem == nil)
                #expect(count == recovery.samples + 1)
            }
            let (_, again) = try SampleStore.open(folder.path)
            #expect(again.diagnostics.isEmpty)
        }
        #expect(last > 900)
    }

    @Test func `survive damage in an old file but for what stood behind it`() throws {
        var random = SeededGenerator(seed: 8)
        do {
            let (store, _) = try SampleStore.open(folder.path, log: LogOptions(segmentBytes: 2000))
            fill(store, batches: 0..<100, &random)
        }
        let path = "\(folder.path)/00000002.samples"
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: path))
        let (store, recovery) = try SampleStore.open(folder.path)
        #expect(recovery.diagnostics.count == 1)
        #expect(recovery.diagnostics.first?.message.contains("00000002.samples: damaged at byte") == true)
        #expect(try everything(store).values.compactMap(\.timestamps.last).max() ?? 0 >= 99_000)
    }

    @Test func `of a later version are left alone`() throws {
        try folder.write(Data("mcpctlSL".utf8) + Data([9, 0, 0, 0, 1, 2, 3, 4]), to: "00000001.samples")
        let error = #expect(throws: InvalidInput.self) { try SampleStore.open(folder.path) }
        #expect(error?.diagnostics.first?.message.contains("version 9 of the format") == true)
        #expect(folder.paths.contains("00000001.samples"))
    }

    @Test func `go when they are too old or too many`() throws {
        var random = SeededGenerator(seed: 9)
        let (store, _) = try SampleStore.open(
            folder.path,
            StoreOptions(retention: 50_000),
            log: LogOptions(segmentBytes: 2000)
        )
        fill(store, batches: 0..<400, &random)
        store.maintain()
        let kept = folder.paths.filter { $0.hasSuffix(".samples") }
        #expect(!kept.contains("00000001.samples"))
        #expect(kept.count < 12)
        let other = try TemporaryFolder()
        let (small, _) = try SampleStore.open(
            other.path,
            log: LogOptions(maximumBytes: 9000, segmentBytes: 2000)
        )
        fill(small, batches: 0..<400, &random)
        #expect(other.paths.count < 8)
    }

    @Test func `that the disk did not take are told, and come with the next ones`() throws {
        let labels = Labels([("a", "1")])
        do {
            let (store, _) = try SampleStore.open(folder.path)
            // A folder stands where the first file should be.
            try folder.write("", to: "00000001.samples/x")
            store.append { appender in _ = appender.append(1, at: 1, to: labels) }
            #expect(store.recordingProblem?.path == "\(folder.path)/00000001.samples")
            #expect(store.statistics.samples == 1)
            store.append { appender in _ = appender.append(2, at: 2, to: labels) }
            #expect(store.recordingProblem == nil)
        }
        try FileManager.default.removeItem(atPath: "\(folder.path)/00000001.samples")
        let (store, _) = try SampleStore.open(folder.path)
        #expect(try everything(store)["{a=\"1\"}"]?.timestamps == [1, 2])
    }
}
