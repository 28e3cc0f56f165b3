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
        guard let path = resolvedPath else { throw .notStarted("there is no such program") }
        var pipes = try Pipes()
        let process = try start(path, &pipes)
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

    private var resolvedPath: String? {
        guard !program.contains("/") else { return access(program, X_OK) == 0 ? program : nil }
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.lazy.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
    }

    private func start(_ path: String, _ pipes: inout Pipes) throws(Failure) -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, pipes.output.inner, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pipes.errors.inner, STDERR_FILENO)
        // A group of its own, so that what it starts ends with it; and no signals that we ignore or block.
        posix_spawnattr_setpgroup(&attributes, 0)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process = pid_t()
        let code = posix_spawn(&process, path, &actions, &attributes, words, variables)
        guard code == 0 else { throw .notStarted(String(cString: strerror(code))) }
        return process
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
        let first = try Self.pair()
        let second: (outer: Int32, inner: Int32)
        do throws(ChildProcess.Failure) { second = try Self.pair() } catch {
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

    private static func pair() throws(ChildProcess.Failure) -> (outer: Int32, inner: Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .notStarted(String(cString: strerror(errno))) }
        // The child has its own copies, under other numbers.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}

/// `read` under a name that does not collide with the method.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
