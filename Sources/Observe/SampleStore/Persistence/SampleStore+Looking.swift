package import Diagnostics
internal import FileSystem

extension SampleStore {
    /// A store with the samples that a folder has, which records nothing and changes nothing there.
    ///
    /// Works beside a process that records in the folder: what that has not finished is not seen yet.
    package static func look(
        into folder: String,
        _ options: StoreOptions = StoreOptions()
    ) throws(InvalidInput) -> (store: SampleStore, contents: LogContents) {
        let store = SampleStore(options)
        var contents = LogContents()
        do throws(FileError) {
            let numbers = try Files.names(in: folder).compactMap {
                $0.hasSuffix(".samples") ? Int($0.dropLast(8)) : nil
            }.sorted()
            for number in numbers {
                try contents.read(SampleLog.path(of: number, in: folder), number == numbers.last, into: store)
            }
        } catch {
            throw InvalidInput(.error(error.description, hint: error.hint))
        }
        guard contents.diagnostics.allSatisfy({ $0.severity != .error }) else {
            throw InvalidInput(contents.diagnostics)
        }
        return (store, contents)
    }
}

/// What the folder of a store has.
package struct LogContents: Sendable, Equatable {
    package private(set) var segments = 0
    /// Of all segments on the disk.
    package private(set) var bytes = 0
    package private(set) var samples = 0
    /// The times of the first and the last sample, in milliseconds since the epoch.
    package private(set) var first: Int64?
    package private(set) var last: Int64?
    /// What could not be read; an error where a segment is of a version that nobody knows here.
    package private(set) var diagnostics: [Diagnostic] = []

    /// Appends the samples of one segment.
    fileprivate mutating func read(
        _ path: String,
        _ isLast: Bool,
        into store: SampleStore
    ) throws(FileError) {
        let bytes: [UInt8]
        do throws(FileError) {
            // Not mapped: whoever owns the folder may cut the file meanwhile.
            bytes = try Files.read(path, limit: .max)
        } catch {
            // Its owner removed it, because it was the oldest.
            if error.isNotFound { return }
            throw error
        }
        segments += 1
        self.bytes += bytes.count
        var contents = self
        let end = bytes.withUnsafeBytes { bytes in
            store.append { appender in
                var reader = LogReader(bytes)
                var series: [Labels] = []
                return reader.read {
                    series.append($0)
                } sample: { place, timestamp, value in
                    contents.note(appender.append(value, at: timestamp, to: series[place]), timestamp)
                }
            }
        }
        self = contents
        switch end {
        case .complete: break
        case .torn(let place):
            let hint =
                isLast
                ? "a process is writing there, or was ended while it did; recording goes on before them"
                : "the disk changed them, or something else wrote there; everything before is read"
            diagnostics.append(
                .warning(
                    "\(path): the \(bytes.count - place) bytes from \(place) on are no samples",
                    hint: hint
                )
            )
        case .unknownVersion(let version):
            diagnostics.append(
                .error(
                    "\(path): written in version \(version) of the format; this program knows \(LogFormat.version)",
                    hint: "use the program that wrote it, or name another folder"
                )
            )
        }
    }

    private mutating func note(_ result: AppendResult, _ timestamp: Int64) {
        guard result == .appended else { return }
        samples += 1
        first = min(first ?? timestamp, timestamp)
        last = max(last ?? timestamp, timestamp)
    }
}
