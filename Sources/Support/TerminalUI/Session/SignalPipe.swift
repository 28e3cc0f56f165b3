internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Signals as bytes of a pipe, which can be waited for beside other things; other threads write a zero to end a wait.
///
/// Handlers rather than masks: a program that is started meanwhile inherits a mask, but no handler.
final class SignalPipe: Sendable {
    let reader: Int32
    private let writer: Int32
    private let former: Mutex<[(Int32, Former)]> = Mutex([])

    /// A value that is only handed back to the system.
    private struct Former: @unchecked Sendable { var action: sigaction }

    private static let signals = [SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT]

    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        (reader, writer) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        signalWriter.store(writer, ordering: .sequentiallyConsistent)
        former.withLock { former in
            former = Self.signals.map { ($0, Former(action: install(noteSignal, for: $0))) }
        }
    }

    /// The handlers that were there before are there again.
    func restore() {
        former.withLock { former in
            for (signal, action) in former {
                var action = action.action
                sigaction(signal, &action, nil)
            }
            former = []
        }
        signalWriter.store(-1, ordering: .sequentiallyConsistent)
    }

    deinit {
        close(reader)
        close(writer)
    }

    func wake() {
        var zero: UInt8 = 0
        _ = write(writer, &zero, 1)
    }

    /// The signals that came since the last look.
    func take() -> [Int32] {
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = read(reader, &buffer, buffer.count)
        return buffer.prefix(max(count, 0)).filter { $0 != 0 }.map(Int32.init)
    }

    /// Stops the whole job, as Ctrl-Z does; returns when it goes on.
    func stop(wholeJob: Bool) {
        if wholeJob {
            _ = install(ignoreSignal, for: SIGTSTP)
            kill(0, SIGTSTP)
        }
        reset(SIGTSTP)
        raise(SIGTSTP)
        _ = install(noteSignal, for: SIGTSTP)
    }
}

/// Where handlers write; below zero when nobody reads.
private let signalWriter = Atomic<Int32>(-1)

private func noteSignal(_ signal: Int32) {
    let former = errno
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = write(signalWriter.load(ordering: .relaxed), &byte, 1)
    errno = former
}

private func ignoreSignal(_ signal: Int32) {}
