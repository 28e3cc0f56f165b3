#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Gives the terminal back when the process ends in a way that runs no code of ours: a crash, or `exit` somewhere else.
///
/// Signal handlers may use only what was made before, and only calls that POSIX lists as safe for them (2.4.3).
enum TerminalRescue {
    fileprivate struct State {
        var descriptor: Int32 = -1
        var settings = termios()
        var sequence = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
        /// What stood in place of each handler, by the number of its signal.
        let former = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    }

    /// How a process ends that made a mistake, or was told to leave a core.
    private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT]

    /// From now on it is needed.
    static func arm(_ device: borrowing TerminalDevice) {
        let sequence = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: TerminalSequences.leave.count)
        _ = sequence.initialize(from: TerminalSequences.leave)
        rescue.pointee.settings = device.original
        rescue.pointee.sequence = sequence
        rescue.pointee.descriptor = device.descriptor
        for signal in crashes {
            rescue.pointee.former[Int(signal)] = install(rescueAndCrash, for: signal, flags: SA_NODEFER)
        }
        _ = registerOnce
    }

    /// The terminal is as it was.
    static func disarm() {
        rescue.pointee.descriptor = -1
        for signal in crashes { sigaction(signal, rescue.pointee.former + Int(signal), nil) }
        rescue.pointee.sequence.deallocate()
        rescue.pointee.sequence = UnsafeMutableBufferPointer(start: nil, count: 0)
    }

    private static let registerOnce: Int32 = atexit { giveBack() }

    fileprivate static func giveBack() {
        let state = rescue
        guard state.pointee.descriptor >= 0 else { return }
        let (descriptor, sequence) = (state.pointee.descriptor, state.pointee.sequence)
        state.pointee.descriptor = -1
        _ = write(descriptor, sequence.baseAddress, sequence.count)
        tcsetattr(descriptor, TCSANOW, &state.pointee.settings)
    }
}

/// Made before the first handler is; after that only the thread of the session and handlers of signals touch it.
nonisolated(unsafe) private let rescue: UnsafeMutablePointer<TerminalRescue.State> = {
    let state = UnsafeMutablePointer<TerminalRescue.State>.allocate(capacity: 1)
    state.initialize(to: TerminalRescue.State())
    return state
}()

private func rescueAndCrash(_ signal: Int32) {
    TerminalRescue.giveBack()
    // Now for what would have happened without us: another handler, or the end.
    sigaction(signal, rescue.pointee.former + Int(signal), nil)
    raise(signal)
}

/// Installs a handler, and answers what was there before.
func install(_ handler: @convention(c) (Int32) -> Void, for number: Int32, flags: Int32 = 0) -> sigaction {
    var action = sigaction()
    #if canImport(Darwin)
    action.__sigaction_u.__sa_handler = handler
    #else
    action.__sigaction_handler.sa_handler = handler
    #endif
    action.sa_flags = flags | SA_RESTART
    var former = sigaction()
    sigaction(number, &action, &former)
    return former
}

/// Lets a signal do what it does by default.
@discardableResult
func reset(_ number: Int32) -> sigaction {
    var (action, former) = (sigaction(), sigaction())
    sigaction(number, &action, &former)
    return former
}
