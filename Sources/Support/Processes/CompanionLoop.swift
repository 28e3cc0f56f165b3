#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The thread beside a companion: reads, writes and waits for its end.
final class CompanionLoop {
    private let process: pid_t
    private var pipes: CompanionPipes
    private let shared: Companion.Shared
    private let onEvent: @Sendable (Companion.Event) -> Void

    private var line: [UInt8] = []
    private var input: [UInt8] = []
    private var written = 0
    private var isReading = true
    private var buffer = [UInt8](repeating: 0, count: 1 << 14)

    init(
        _ process: pid_t,
        _ pipes: consuming CompanionPipes,
        _ shared: Companion.Shared,
        _ onEvent: @escaping @Sendable (Companion.Event) -> Void
    ) {
        self.process = process
        self.pipes = pipes
        self.shared = shared
        self.onEvent = onEvent
        self.pipes.closeChildEnds()
    }

    /// Starts the thread; false when there is none to be had, and the program is killed.
    func launch() -> Bool {
        let start = Unmanaged.passRetained(self)
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                #if canImport(Darwin)
                Unmanaged<CompanionLoop>.fromOpaque(argument).takeRetainedValue().run()
                #else
                if let argument { Unmanaged<CompanionLoop>.fromOpaque(argument).takeRetainedValue().run() }
                #endif
                return nil
            },
            start.toOpaque()
        )
        guard code == 0 else {
            start.release()
            kill(-process, SIGKILL)
            _ = waitpid(process, nil, 0)
            return false
        }
        #if canImport(Darwin)
        if let thread { pthread_detach(thread) }
        #else
        pthread_detach(thread)
        #endif
        return true
    }

    private func run() {
        // A program that has gone must not take us along.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &blocked, nil)
        while isReading, shared.withState({ $0.patience }) == nil { turn(wait: -1) }
        pipes.closeInput()
        let status = awaitEnd()
        shared.withState { $0.isOver = true }
        onEvent(.ended(status))
    }

    /// One round: waits until something can be done, and does it.
    private func turn(wait: Int32) {
        shared.withState { state in
            input += state.input
            state.input = []
        }
        var waits = [pipes.output.outer, pipes.errors.outer, pipes.wakeUp.outer].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        if written < input.count, pipes.input.outer >= 0 {
            waits.append(pollfd(fd: pipes.input.outer, events: Int16(POLLOUT), revents: 0))
        }
        guard poll(&waits, nfds_t(waits.count), wait) > 0 else { return }
        if waits[0].revents != 0, let bytes = read(waits[0].fd) { takeOutput(bytes) }
        if waits[1].revents != 0, let bytes = read(waits[1].fd) { takeErrors(bytes) }
        if waits[2].revents != 0 { _ = read(waits[2].fd) }
        if waits.count > 3, waits[3].revents != 0 { writeInput() }
    }

    /// What is there to be read: nothing at the end; `nil` when it was a false alarm.
    private func read(_ descriptor: Int32) -> ArraySlice<UInt8>? {
        let count = systemRead(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return nil }
        return buffer[..<max(0, count)]
    }

    private func takeOutput(_ bytes: ArraySlice<UInt8>) {
        guard !bytes.isEmpty else {
            if !line.isEmpty { onEvent(.line(line)) }
            line = []
            closeOutput()
            return
        }
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0A) {
            line += rest[..<end]
            if line.last == 0x0D { line.removeLast() }
            if !line.isEmpty { onEvent(.line(line)) }
            line.removeAll(keepingCapacity: line.capacity < 1 << 16)
            rest = rest[(end + 1)...]
        }
        line += rest
        guard line.count > shared.limits.line else { return }
        line = []
        onEvent(.tooLong)
        closeOutput()
    }

    private func closeOutput() {
        isReading = false
        // Not looked at by `poll` any more.
        close(pipes.output.outer)
        pipes.output.outer = -1
    }

    private func takeErrors(_ bytes: ArraySlice<UInt8>) {
        guard !bytes.isEmpty else {
            close(pipes.errors.outer)
            pipes.errors.outer = -1
            return
        }
        let limit = shared.limits.errors
        shared.withState { state in
            state.errors += bytes
            if state.errors.count > limit { state.errors.removeFirst(state.errors.count - limit) }
        }
    }

    private func writeInput() {
        let count = input.withUnsafeBytes { bytes in
            write(pipes.input.outer, bytes.baseAddress.map { $0 + written }, bytes.count - written)
        }
        if count < 0, errno == EINTR || errno == EAGAIN { return }
        guard count > 0 else { return pipes.closeInput() }
        written += count
        if written == input.count { (input, written) = ([], 0) }
    }

    /// Waits, then asks, then kills; the exit status.
    private func awaitEnd() -> Int32 {
        let clock = ContinuousClock()
        let patience = shared.withState { $0.patience } ?? .milliseconds(500)
        for signal in [nil, SIGTERM, SIGKILL] {
            if let signal { kill(-process, signal) }
            let end = clock.now + (signal == SIGKILL ? .seconds(5) : patience)
            while clock.now < end {
                if let status = reaped() {
                    // Whatever it left behind in its group.
                    kill(-process, SIGKILL)
                    return status
                }
                // Its last words may fill a pipe.
                turn(wait: 10)
                if pipes.output.outer < 0, pipes.errors.outer < 0 { usleep(5000) }
            }
        }
        return 128 + SIGKILL
    }

    private func reaped() -> Int32? {
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return nil }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
