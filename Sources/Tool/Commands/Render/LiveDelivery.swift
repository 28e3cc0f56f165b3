internal import Arguments
internal import Diagnostics
internal import FileSystem
internal import Platforms
internal import Render
internal import Values
internal import YAML

/// Which files of a plan are compared together.
enum LiveGrouping {
    /// All that stand for themselves.
    case whole
    /// Those of each folder, companions too: a task definition and its service.
    case byFolder

    fileprivate func groups(of plan: RenderPlan) -> [[RenderedFile]] {
        switch self {
        case .whole: return [plan.files.filter { !$0.isCompanion }]
        case .byFolder:
            let folders = Dictionary(grouping: plan.files) { Files.parent(of: $0.path) ?? "" }
            return folders.sorted { $0.key < $1.key }.map(\.value)
        }
    }
}

extension [RenderedFile] {
    /// The documents of files as trees: YAML, and JSON as a part of it; without files of other formats.
    fileprivate func documents() throws(InvalidInput) -> [Value] {
        var documents: [Value] = []
        for file in self where [".yaml", ".yml", ".json"].contains(where: file.path.hasSuffix) {
            documents += try YAML.documents(in: SourceFile(name: file.path, text: file.text))
        }
        return documents
    }
}

extension LiveSettings {
    /// Compares plans with what runs, prints what differs, and answers the worst status of them all.
    func compare(
        _ plans: [NamedPlan],
        console: Console,
        grouped grouping: LiveGrouping = .whole,
        with platform: (NamedPlan) -> LivePlatform
    ) async throws(InvalidInput) -> ExitStatus {
        let order: [ExitStatus] = [.success, .findings, .failure, .unavailable]
        var worst = 0
        for plan in plans {
            for files in grouping.groups(of: plan.plan) {
                let comparison = try await platform(plan).compare(try files.documents(), options: options)
                let status = LiveReport(comparison: comparison).print(to: console)
                worst = max(worst, order.firstIndex(of: status) ?? 0)
            }
        }
        return order[worst]
    }
}
