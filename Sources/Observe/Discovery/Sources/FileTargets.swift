internal import Diagnostics
internal import FileSystem

/// Files that list targets as Prometheus's `file_sd` does; they are read again when they change.
struct FileTargets: TargetSource {
    let pattern: String
    let shown: String
    let mould: TargetMould
    var interval = Duration.seconds(2)

    var title: String { "file \(shown)" }

    func updates() -> AsyncStream<TargetUpdate> {
        .produced { continuation in
            var reading = FileReading(pattern: pattern, shown: shown, mould: mould)
            while !Task.isCancelled {
                for update in reading.changes() { continuation.yield(update) }
                try? await Task.sleep(for: interval)
            }
        }
    }
}
