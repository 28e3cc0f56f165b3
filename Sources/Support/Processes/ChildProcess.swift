#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Another program's run: its words, what it may read, and how long it may take.
package struct ChildProcess: Sendable {
    package struct Output: Sendable {
        /// The exit status, or 128 and the number of the signal that ended it.
        package let status: Int32
        package let output: [UInt8]
        package let errors: [UInt8]
    }

    package enum Failure: Error, Sendable, Hashable {
        /// It could not be started; with the system's reason.
        case notStarted(String)
        case timedOut
        /// It printed more than it may.
        case tooMuch
    }

    /// A path, or a name that is looked up in the environment's `PATH`.
    package var program: String
    package var arguments: [String]
    package var environment: [String: String]
    package var deadline: Duration = .seconds(10)
    /// Bytes of standard output and of standard error together.
    package var outputLimit = 1 << 20

    package init(_ program: String, _ arguments: [String] = [], environment: [String: String]) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }

    /// Runs it to its end; nothing is on its standard input, and it is killed when its time is up.
    package func run() throws(Failure) -> Output {
        let start = ProcessStart(program: program, arguments: arguments, environment: environment)
        var pipes = try Pipes()
        let process = try start.run(input: nil, output: pipes.output.inner, errors: pipes.errors.inner)
        pipes.closeInnerEnds()
        var result: Result<[[UInt8]], Failure> = .failure(.timedOut)
        do throws(Failure) { result = .success(try read(pipes)) } catch { result = .failure(error) }
        if case .failure = result { kill(-process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let streams = try result.get()
        let signal = status & 0x7F
        return Output(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
            output: streams[0],
            errors: streams[1]
        )
    }

    /// Both streams until both are closed.
    private func read(_ pipes: borrowing Pipes) throws(Failure) -> [[UInt8]] {
        let clock = ContinuousClock()
        let end = clock.now + deadline
        var streams: [[UInt8]] = [[], []]
        var waits = [pipes.output.outer, pipes.errors.outer].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while waits.contains(where: { $0.fd >= 0 }) {
            let left = Int32(min((end - clock.now) / .milliseconds(1), 1e9).rounded(.up))
            guard left > 0 else { throw .timedOut }
            let ready = poll(&waits, nfds_t(waits.count), left)
            guard ready >= 0 || errno == EINTR else { throw .notStarted(String(cString: strerror(errno))) }
            for index in waits.indices where waits[index].fd >= 0 && waits[index].revents != 0 {
                let count = systemRead(waits[index].fd, &buffer, buffer.count)
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                guard count > 0 else {
                    waits[index].fd = -1
                    continue
                }
                streams[index] += buffer[..<count]
                guard streams[0].count + streams[1].count <= outputLimit else { throw .tooMuch }
            }
        }
        return streams
    }
}

/// The two pipes that a child writes into.
private struct Pipes: ~Copyable {
    var output: (outer: Int32, inner: Int32)
    var errors: (outer: Int32, inner: Int32)

    init() throws(ChildProcess.Failure) {
        let first = try systemPipe()
        let second: (outer: Int32, inner: Int32)
        do throws(ChildProcess.Failure) { second = try systemPipe() } catch {
            close(first.outer)
            close(first.inner)
            throw error
        }
        (output, errors) = (first, second)
    }

    deinit {
        for end in [output.outer, output.inner, errors.outer, errors.inner] where end >= 0 { close(end) }
    }

    mutating func closeInnerEnds() {
        close(output.inner)
        close(errors.inner)
        (output.inner, errors.inner) = (-1, -1)
    }
}

/// `read` under a name that does not collide with the method.
func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
