internal import Arguments
internal import Diagnostics
internal import Platforms
internal import Render
internal import Values
internal import YAML

extension RenderPlan {
    /// The documents of a plan as trees: YAML, and JSON as a part of it; without files of other formats.
    fileprivate func documents() throws(InvalidInput) -> [Value] {
        var documents: [Value] = []
        for file in files
        where !file.isCompanion && [".yaml", ".yml", ".json"].contains(where: file.path.hasSuffix) {
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
        with platform: (NamedPlan) -> LivePlatform
    ) async throws(InvalidInput) -> ExitStatus {
        let order: [ExitStatus] = [.success, .findings, .failure, .unavailable]
        var worst = 0
        for plan in plans {
            let comparison = try await platform(plan).compare(try plan.plan.documents(), options: options)
            worst = max(
                worst,
                order.firstIndex(of: LiveReport(comparison: comparison).print(to: console)) ?? 0
            )
        }
        return order[worst]
    }
}
