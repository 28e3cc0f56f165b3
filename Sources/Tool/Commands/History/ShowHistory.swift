internal import Arguments
internal import Diagnostics
internal import GoText
internal import SampleStore
internal import Values

/// The verb `mcpctl history info`.
struct ShowHistory: Command {
    static let name = "info"
    static let summary = "Say what the local history holds"
    static let examples = [Example("See how far the history goes back", "mcpctl history info")]
    static let parameters: [Parameter<Self>] =
        HistoryFolder.parameters.lifted(into: \.history) + DataOptions.parameters.lifted(into: \.data)

    var history = HistoryFolder()
    var data = DataOptions()

    func run() async throws -> ExitStatus {
        let folder = history.path(environment: processEnvironment())
        let (store, contents) = try LocalHistory.look(into: folder)
        let statistics = store.statistics
        let metrics = store.values(of: "__name__").count
        data.shared.console.tell(contents.diagnostics)
        let facts: Value = [
            "folder": .string(folder), "metrics": .int(metrics), "series": .int(statistics.series),
            "samples": .int(contents.samples), "segments": .int(contents.segments),
            "bytes": .int(contents.bytes), "from": Self.time(contents.first),
            "to": Self.time(contents.last),
        ]
        data.print(facts) {
            let ratio = Double(contents.bytes) / Double(max(contents.samples, 1))
            let perSample = contents.samples > 0 ? ", \(GoText.fixed(ratio, digits: 1)) a sample" : ""
            let lines = [
                ("folder", visible(folder)), ("metrics", "\(metrics)"), ("series", "\(statistics.series)"),
                ("samples", "\(contents.samples)"), ("from", contents.first.map(WallClock.text) ?? "-"),
                ("to", contents.last.map(WallClock.text) ?? "-"), ("segments", "\(contents.segments)"),
                ("bytes", "\(contents.bytes)\(perSample)"),
            ]
            return lines.map { name, text in
                "\(name)\(String(repeating: " ", count: 10 - name.count))\(text)\n"
            }.joined()
        }
        return .success
    }

    private static func time(_ milliseconds: Int64?) -> Value {
        milliseconds.map { .string(WallClock.text($0)) } ?? .null
    }
}
