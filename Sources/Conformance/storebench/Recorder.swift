internal import Diagnostics
internal import FileSystem
internal import SampleStore

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Records batches into a folder until somebody kills it, and says after each that it is recorded.
///
/// `storebench record FOLDER`: the batch N has the sample N x 1000 + S at N seconds in each series S. Goes on after
/// the batches that the folder has.
struct Recorder {
    static let seriesCount = 40

    let folder: String

    func run() throws {
        let log = LogOptions(segmentBytes: 20_000, syncInterval: .milliseconds(3))
        let (store, recovery) = try SampleStore.open(folder, log: log)
        for diagnostic in recovery.diagnostics { say("recovered \(diagnostic.message)") }
        let labels = (0..<Self.seriesCount).map { Labels([("__name__", "recorded"), ("series", "\($0)")]) }
        var batch = Int64(0)
        for series in try store.series(matching: [], from: .min, through: .max) {
            batch = max(
                batch,
                (try store.latest(of: series, from: .min, through: .max)?.timestamp ?? 0) / 1000
            )
        }
        say("from \(batch)")
        while true {
            batch += 1
            store.append { appender in
                for (number, labels) in labels.enumerated() {
                    appender.append(Double(batch * 1000) + Double(number), at: batch * 1000, to: labels)
                }
            }
            guard store.recordingProblem == nil else { return }
            say("\(batch)")
        }
    }

    /// One line at once: what is said must be true even when the next thing is the end.
    private func say(_ text: String) {
        let line = Array("\(text)\n".utf8)
        _ = write(STDOUT_FILENO, line, line.count)
    }
}
