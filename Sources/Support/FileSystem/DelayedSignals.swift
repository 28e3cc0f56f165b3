#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Ctrl-C and its like wait on this thread as long as the value lives.
///
/// A tool that writes files has no other thread at that time, so the signal waits for the whole process, and ends it
/// when the files are in place or the old ones are back.
struct DelayedSignals: ~Copyable {
    private let before: sigset_t

    init() {
        var delayed = sigset_t()
        var before = sigset_t()
        sigemptyset(&delayed)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&delayed, signal) }
        pthread_sigmask(SIG_BLOCK, &delayed, &before)
        self.before = before
    }

    deinit {
        var before = before
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
