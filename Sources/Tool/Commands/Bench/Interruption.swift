internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Lets a verb end in its own way when somebody presses Ctrl-C, or the process is told to end.
///
/// The second time ends the process at once.
enum Interruption {
    /// From now on signals are only noted.
    static func watch() {
        var action = sigaction()
        #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = { _ in wasRequested.store(true, ordering: .relaxed) }
        action.sa_flags = Int32(SA_RESETHAND)
        #else
        action.__sigaction_handler.sa_handler = { _ in wasRequested.store(true, ordering: .relaxed) }
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        #endif
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
    }

    static var isRequested: Bool { wasRequested.load(ordering: .relaxed) }
}

private let wasRequested = Atomic(false)
