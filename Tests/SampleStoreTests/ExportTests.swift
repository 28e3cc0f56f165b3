import Foundation
import SampleStore
import TestSupport
import Testing

@Suite struct `Exported samples` {
    private func text(_ source: some SampleSource, _ matchers: [Matcher] = []) throws -> String {
        var export = try OpenMetricsExport(source, matching: matchers)
        var bytes: [UInt8] = []
        while let piece = try export.next() { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func sample() -> SampleStore {
        let store = SampleStore()
        store.append { appender in
            for (time, value) in [
                (1_700_000_000_000, 1), (1_700_000_015_500, 2.5), (1_700_000_030_000, .infinity),
            ]
                as [(Int64, Double)]
            {
                appender.append(value, at: time, to: Labels([("__name__", "b_total"), ("Zone", "x")]))
                appender.append(value, at: time, to: Labels([("__name__", "a"), ("l", "q\"\\\né")]))
                appender.append(-value, at: time, to: Labels([("__name__", "my.metric"), ("a.b", "c")]))
            }
            appender.append(
                StaleMarker.value,
                at: 1_700_000_045_000,
                to: Labels([("__name__", "b_total"), ("Zone", "x")])
            )
            appender.append(.nan, at: 1_700_000_000_007, to: Labels([("__name__", "b_total")]))
        }
        return store
    }

    @Test func `are OpenMetrics`() throws {
        #expect(
            try text(sample()) == """
                a{l="q\\"\\\\\\né"} 1 1700000000
                a{l="q\\"\\\\\\né"} 2.5 1700000015.500
                a{l="q\\"\\\\\\né"} +Inf 1700000030
                b_total{Zone="x"} 1 1700000000
                b_total{Zone="x"} 2.5 1700000015.500
                b_total{Zone="x"} +Inf 1700000030
                b_total NaN 1700000000.007
                {"my.metric","a.b"="c"} -1 1700000000
                {"my.metric","a.b"="c"} -2.5 1700000015.500
                {"my.metric","a.b"="c"} -Inf 1700000030
                # EOF

                """
        )
        #expect(try text(SampleStore()) == "# EOF\n")
        var export = try OpenMetricsExport(sample())
        while try export.next() != nil {}
        #expect(export.outcome.series == 4)
        #expect(export.outcome.samples == 10)
        #expect(export.outcome.staleMarkers == 1)
    }

    /// The reader of the reference makes blocks of it, and prints the same samples from those.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: promtool), "promtool is not installed"))
    func `become blocks of Prometheus`() throws {
        let folder = try TemporaryFolder()
        // Names in quotes came with version 3.
        let matchers = [try Matcher("__name__", .matches, "a|b_total")]
        try folder.write(try text(sample(), matchers), to: "samples.txt")
        let made = try run(["tsdb", "create-blocks-from", "openmetrics", "samples.txt", "data"], in: folder)
        #expect(made.status == 0, "\(made.output)")
        // It wants a log too, and may be an empty one.
        try folder.write("", to: "data/wal/00000000")
        let dumped = try run(["tsdb", "dump", "data"], in: folder)
        let lines = dumped.output.split(separator: "\n").filter { $0.hasPrefix("{") }.sorted()
        #expect(
            lines == [
                #"{Zone="x", __name__="b_total"} +Inf 1700000030000"#,
                #"{Zone="x", __name__="b_total"} 1 1700000000000"#,
                #"{Zone="x", __name__="b_total"} 2.5 1700000015500"#,
                #"{__name__="a", l="q\"\\\né"} +Inf 1700000030000"#,
                #"{__name__="a", l="q\"\\\né"} 1 1700000000000"#,
                #"{__name__="a", l="q\"\\\né"} 2.5 1700000015500"#,
                #"{__name__="b_total"} NaN 1700000000007"#,
            ]
        )
    }

    private static let promtool = "/usr/bin/promtool"

    private func run(_ words: [String], in folder: TemporaryFolder) throws -> (status: Int32, output: String)
    {
        let process = Process()
        process.executableURL = URL(filePath: Self.promtool)
        process.arguments = words
        process.currentDirectoryURL = URL(filePath: folder.path)
        try folder.write("", to: "output")
        let output = FileHandle(forWritingAtPath: "\(folder.path)/output")
        process.standardOutput = output
        process.standardError = output
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, folder.text(of: "output") ?? "")
    }
}
