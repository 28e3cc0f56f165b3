#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif
internal import Synchronization

/// A program that runs beside us and is spoken with line by line, until one of both ends it.
///
/// One thread of its own carries everything; it ends with the program. Letting go of the value ends the program as well.
package final class Companion: Sendable {
    package enum Event: Sendable {
        /// A line of its standard output, without its end.
        case line([UInt8])
        /// It wrote a line that is longer than it may; nothing more is read.
        case tooLong
        /// The exit status, or 128 and the number of the signal that ended it.
        case ended(Int32)
    }

    package struct Limits: Sendable {
        /// Bytes of one line.
        package var line = 16 << 20
        /// Bytes that wait for the program to read them.
        package var input = 64 << 20
        /// Bytes of the end of its standard error that are kept.
        package var errors = 8 << 10

        package init() {}
    }

    private let shared: Shared

    /// Starts a program; its events come one after another, on the thread that carries them.
    package init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        folder: String? = nil,
        limits: Limits = Limits(),
        onEvent: @escaping @Sendable (Event) -> Void
    ) throws(ChildProcess.Failure) {
        let start = ProcessStart(
            program: program,
            arguments: arguments,
            environment: environment,
            folder: folder
        )
        let pipes = try CompanionPipes()
        let process = try start.run(
            input: pipes.input.inner,
            output: pipes.output.inner,
            errors: pipes.errors.inner
        )
        shared = Shared(wakeUp: pipes.wakeUp.inner, limits: limits)
        let loop = CompanionLoop(process, consume pipes, shared, onEvent)
        guard loop.launch() else { throw .notStarted("no thread could be started for it") }
    }

    deinit { shared.end(patience: .milliseconds(200)) }

    /// Hands a line over, which has no line break in it; false when the program reads too slowly, or has ended.
    @discardableResult
    package func send(_ line: [UInt8]) -> Bool { shared.send(line) }

    /// Closes its standard input, which asks it to end.
    ///
    /// When it goes on for longer than that it gets a signal, and is killed when that does not help either. Its `ended`
    /// event tells when it is over.
    package func end(patience: Duration = .seconds(2)) { shared.end(patience: patience) }

    /// The last of what it wrote to standard error.
    package var lastErrors: String { shared.lastErrors }

    /// What both threads know.
    final class Shared: Sendable {
        struct State {
            var input: [UInt8] = []
            var errors: [UInt8] = []
            /// Set when it is to end, with the time it is given at each step.
            var patience: Duration?
            /// The loop is over: nobody listens to the pipe that wakes it.
            var isOver = false
        }

        private let state = Mutex(State())
        private let wakeUp: Int32
        let limits: Limits

        init(wakeUp: Int32, limits: Limits) { (self.wakeUp, self.limits) = (wakeUp, limits) }

        var lastErrors: String { state.withLock { String(decoding: $0.errors, as: UTF8.self) } }

        func send(_ line: [UInt8]) -> Bool {
            state.withLock { state in
                guard !state.isOver, state.patience == nil, state.input.count + line.count < limits.input
                else {
                    return false
                }
                state.input += line + [0x0A]
                wake()
                return true
            }
        }

        func end(patience: Duration) {
            state.withLock { state in
                guard !state.isOver else { return }
                state.patience = min(patience, state.patience ?? patience)
                wake()
            }
        }

        func withState<Result>(_ body: (inout State) -> Result) -> Result {
            state.withLock { body(&$0) }
        }

        private func wake() {
            var byte: UInt8 = 0
            _ = write(wakeUp, &byte, 1)
        }
    }
}

/// The pipes of a program, and one that wakes the thread which reads them.
struct CompanionPipes: ~Copyable {
    /// For its standard input the roles are the other way round: the first end is for the child.
    var input: (inner: Int32, outer: Int32)
    var output: (outer: Int32, inner: Int32)
    var errors: (outer: Int32, inner: Int32)
    var wakeUp: (outer: Int32, inner: Int32)

    init() throws(ChildProcess.Failure) {
        var made: [(Int32, Int32)] = []
        for _ in 0..<4 {
            do throws(ChildProcess.Failure) { made.append(try systemPipe()) } catch {
                for pair in made {
                    close(pair.0)
                    close(pair.1)
                }
                throw error
            }
        }
        input = (inner: made[0].0, outer: made[0].1)
        output = (outer: made[1].0, inner: made[1].1)
        errors = (outer: made[2].0, inner: made[2].1)
        wakeUp = (outer: made[3].0, inner: made[3].1)
        for end in [input.outer, output.outer, errors.outer, wakeUp.outer, wakeUp.inner] {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
        }
    }

    mutating func closeChildEnds() {
        for end in [input.inner, output.inner, errors.inner] { close(end) }
        (input.inner, output.inner, errors.inner) = (-1, -1, -1)
    }

    mutating func closeInput() {
        if input.outer >= 0 { close(input.outer) }
        input.outer = -1
    }

    deinit {
        for end in [
            input.inner, input.outer, output.inner, output.outer, errors.inner, errors.outer, wakeUp.inner,
            wakeUp.outer,
        ] where end >= 0 {
            close(end)
        }
    }
}
