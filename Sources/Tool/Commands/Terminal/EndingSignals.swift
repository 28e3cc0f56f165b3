internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Notes Ctrl-C and SIGTERM instead of dying, for verbs that have something to put away first.
enum EndingSignals {
    /// From now on they are only noted; a program that is started meanwhile does not inherit that.
    static func note() {
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            #if canImport(Darwin)
            action.__sigaction_u.__sa_handler = noteEnding
            #else
            action.__sigaction_handler.sa_handler = noteEnding
            #endif
            sigaction(signal, &action, nil)
        }
    }

    /// Whether somebody wants the program to end.
    static var haveCome: Bool { noted.load(ordering: .relaxed) != 0 }

    /// Whether it was Ctrl-C.
    static var isInterrupted: Bool { noted.load(ordering: .relaxed) == SIGINT }

    /// Runs the body, which is cancelled when somebody wants the program to end: it may put away what it has.
    static func cancelling<Result: Sendable>(
        _ body: @escaping @Sendable () async -> Result
    ) async -> Result {
        note()
        let running = Task { await body() }
        let watching = Task {
            while !haveCome { try await Task.sleep(for: .milliseconds(50)) }
            running.cancel()
        }
        let result = await running.value
        watching.cancel()
        return result
    }
}

/// The last of them; 0 when there was none.
private let noted = Atomic<Int32>(0)

private func noteEnding(_ signal: Int32) { noted.store(signal, ordering: .relaxed) }
