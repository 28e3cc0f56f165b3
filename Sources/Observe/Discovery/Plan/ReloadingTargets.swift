internal import Diagnostics
internal import FileSystem

/// The targets of a profile that is read again when its file changes.
///
/// A version that cannot be used is told, and what the one before it said goes on.
struct ReloadingTargets: TargetSource {
    let title: String
    let path: String
    let first: any TargetSource
    /// Reads the profile and plans anew.
    let read: @Sendable () throws -> any TargetSource
    /// The file when it was read first.
    let stamp: FileStamp?
    var interval = Duration.seconds(2)

    private enum Event: Sendable {
        case update(Int, TargetUpdate)
        case replaced(any TargetSource)
        case refused([Diagnostic])
    }

    func updates() -> AsyncStream<TargetUpdate> {
        .produced { continuation in
            let (events, input) = AsyncStream<Event>.makeStream()
            var version = 0
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await watch(input) }
                var reader = Self.forward(first, as: 0, to: input)
                for await event in events {
                    switch event {
                    case .update(let number, let update):
                        // What an old version still says is no longer true.
                        if number == version { continuation.yield(update) }
                    case .refused(let problems):
                        for problem in problems { continuation.yield(.problem(problem)) }
                    case .replaced(let source):
                        reader.cancel()
                        version += 1
                        reader = Self.forward(source, as: version, to: input)
                    }
                }
                reader.cancel()
                group.cancelAll()
            }
        }
    }

    private static func forward(
        _ source: any TargetSource,
        as number: Int,
        to input: AsyncStream<Event>.Continuation
    ) -> Task<Void, Never> {
        Task { for await update in source.updates() { input.yield(.update(number, update)) } }
    }

    /// Looks at the file until the task is cancelled.
    private func watch(_ input: AsyncStream<Event>.Continuation) async {
        var stamp = stamp
        while !Task.isCancelled {
            try? await Task.sleep(for: interval)
            let now = FileStamp(of: path)
            guard now != stamp, !Task.isCancelled else { continue }
            stamp = now
            do { input.yield(.replaced(try read())) } catch {
                input.yield(.refused(Self.problems(error)))
            }
        }
    }

    private static func problems(_ error: any Error) -> [Diagnostic] {
        switch error {
        case let error as InvalidInput: error.diagnostics
        case let error as FileError: [.error(error.description, hint: error.hint)]
        default: [.error(visible(String(describing: error)))]
        }
    }
}
