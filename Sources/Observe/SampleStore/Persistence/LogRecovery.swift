package import Diagnostics
internal import FileSystem

/// What was found when a store was opened.
package struct LogRecovery: Sendable, Equatable {
    package var segments = 0
    /// Samples that the store took.
    package var samples = 0
    /// What was cut off or could not be read; an error where a segment is of a version that nobody knows here.
    package var diagnostics: [Diagnostic] = []
}

extension LogRecovery {
    /// Appends what the segments of the folder hold, and answers what is known of them.
    mutating func replay(
        _ folder: String,
        into store: SampleStore
    ) throws(FileError) -> [SampleLog.Segment] {
        let numbers = try Files.names(in: folder).compactMap {
            $0.hasSuffix(".samples") ? Int($0.dropLast(8)) : nil
        }.sorted()
        var found: [SampleLog.Segment] = []
        for number in numbers {
            let path = SampleLog.path(of: number, in: folder)
            let (end, latest, size) = try replay(path, into: store)
            segments += 1
            var kept = size
            switch end {
            case .complete: break
            case .torn(let place) where number == numbers.last:
                try cut(path, at: place, of: size)
                kept = place
            case .torn(let place):
                diagnostics.append(
                    .warning(
                        "\(path): damaged at byte \(place); the \(size - place) bytes from there on are left out",
                        hint:
                            "the disk changed them, or something else wrote there; everything before is read"
                    )
                )
            case .unknownVersion(let version):
                diagnostics.append(
                    .error(
                        "\(path): written in version \(version) of the format; this program knows \(LogFormat.version)",
                        hint: "use the program that wrote it, or name another folder"
                    )
                )
                continue
            }
            if kept <= LogFormat.headerSize {
                // Nothing is in it.
                try Files.remove(path)
            } else {
                found.append(SampleLog.Segment(number: number, bytes: kept, latest: latest))
            }
        }
        return found
    }

    /// Takes away what the end of a process left half written.
    private mutating func cut(_ path: String, at place: Int, of size: Int) throws(FileError) {
        diagnostics.append(
            .warning("\(path): the last \(size - place) bytes were half written and are cut off")
        )
        var file = try AppendFile(path)
        try file.truncate(to: place)
    }

    /// Appends the samples of one segment; the latest of them and the size of the file.
    private mutating func replay(
        _ path: String,
        into store: SampleStore
    ) throws(FileError) -> (LogReader.End, latest: Int64, size: Int) {
        let file = try MappedFile(path)
        let (end, latest, count) = store.append { appender in
            var reader = LogReader(file.bytes)
            var series: [(labels: Labels, id: SeriesID?)] = []
            var latest = Int64.min
            var count = 0
            let end = reader.read { labels in
                series.append((labels, appender.series(labels)))
            } sample: { place, timestamp, value in
                var result = AppendResult.noMemory
                if let id = series[place].id { result = appender.append(value, at: timestamp, to: id) }
                if result == .unknownSeries {
                    // It went away for want of memory, and comes back.
                    series[place].id = appender.series(series[place].labels)
                    if let id = series[place].id { result = appender.append(value, at: timestamp, to: id) }
                }
                if result == .appended { count += 1 }
                latest = max(latest, timestamp)
            }
            return (end, latest, count)
        }
        samples += count
        return (end, latest, file.bytes.count)
    }
}
