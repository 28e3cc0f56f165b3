/// Servers that somebody wrote down, in a profile or on a command line.
struct StaticTargets: TargetSource {
    let title: String
    let targets: [FleetTarget]

    func updates() -> AsyncStream<TargetUpdate> {
        .produced { $0.yield(.targets(targets)) }
    }
}

extension AsyncStream<TargetUpdate> {
    /// What a task yields, which ends with whoever reads it.
    static func produced(_ body: @escaping @Sendable (Continuation) async -> Void) -> Self {
        Self { continuation in
            let task = Task {
                await body(continuation)
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
