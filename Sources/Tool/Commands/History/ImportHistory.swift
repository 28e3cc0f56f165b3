internal import Arguments
internal import Diagnostics
internal import Exposition
internal import FileSystem
internal import SampleStore

/// The verb `mcpctl history import`.
struct ImportHistory: Command {
    static let name = "import"
    static let summary = "Take samples of OpenMetrics or exposition text into the local history"
    static let discussion = """
        Samples need times; --at says when those were taken that have none. A mistake in a file is told with its place, and \
        then nothing of any file is taken. A series takes only samples later than those it has; what it has already \
        does no harm.
        """
    static let examples = [
        Example("Bring an export back", "mcpctl history import history.om"),
        Example(
            "Keep what a server says now",
            "curl -s http://localhost:9090/metrics | mcpctl history import - --at now"
        ),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .argument(
                \.files,
                "FILE",
                help: "The texts; - is standard input",
                isRequired: true,
                completion: .file("om", "txt", "prom")
            ),
            .option(\.at, "--at", value: "TIME", help: "When samples were taken that do not say it"),
            .flag(\.isDryRun, "-n", "--dry-run", help: "Say what would be taken, and take nothing"),
        ] + HistoryFolder.parameters.lifted(into: \.history) + SharedOptions.parameters.lifted(into: \.shared)

    var files: [String] = []
    var at: TimeArgument?
    var isDryRun = false
    var history = HistoryFolder()
    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        let console = shared.console
        var samples = CollectedSamples(mode: .strict)
        let time = at?.milliseconds(now: WallClock.now)
        for path in files {
            let name = path == "-" ? "<stdin>" : path
            _ = try samples.add(try Files.read(path, limit: 1 << 30), named: name, at: time)
        }
        let folder = history.path(environment: processEnvironment())
        let store: SampleStore
        if isDryRun {
            // In memory alone.
            store = Files.isFolder(folder) ? try SampleStore.look(into: folder).store : SampleStore()
        } else {
            let opened = try SampleStore.open(folder)
            console.tell(opened.recovery.diagnostics)
            store = opened.store
        }
        let known = try samples.removeKnown(to: store)
        let before = store.statistics
        samples.forEachTime { time, samples in
            store.append { appender in
                for (labels, value) in samples { appender.append(value, at: time, to: labels) }
            }
        }
        if !isDryRun {
            try store.sync()
            if let problem = store.recordingProblem { throw problem }
        }
        return tell(console, known, before, store.statistics, samples, folder)
    }

    private func tell(
        _ console: Console,
        _ there: Int,
        _ before: StoreStatistics,
        _ after: StoreStatistics,
        _ samples: CollectedSamples,
        _ folder: String
    ) -> ExitStatus {
        let taken = after.appended - before.appended
        let losses = [
            (samples.duplicates, "a text has another sample of the series at the same time"),
            (
                after.duplicateTimestamps - before.duplicateTimestamps,
                "the series has another value at that time"
            ),
            (after.outOfOrder - before.outOfOrder, "the series has later samples"),
            (after.refusedForMemory - before.refusedForMemory, "they do not fit into memory"),
        ]
        for (count, reason) in losses where count > 0 {
            console.tell([
                .warning("\(count) \(count == 1 ? "sample was" : "samples were") not taken: \(reason)")
            ])
        }
        let known = there > 0 ? "; \(there) were there already" : ""
        let verb = isDryRun ? "would take" : "took"
        let words = "\(taken) \(taken == 1 ? "sample" : "samples") of \(samples.seriesCount) series"
        console.output("\(verb) \(words) into \(visible(folder))\(known)\n")
        return taken == 0 && there == 0 ? .failure : .success
    }
}
