internal import Synchronization

/// The terminal as one screen: keys come from it, frames go to it.
///
/// One thread waits for the terminal and for signals; it never waits for a terminal that does not take what is written.
/// However the process ends, unless it is killed, the terminal is as it was.
package final class TerminalSession: Sendable {
    /// What happens, in order; it ends when the terminal has been given back.
    package let events: AsyncStream<TerminalEvent>

    private let requests = TerminalRequests()
    private let pipe: SignalPipe

    /// Takes the terminal over; fails where standard input or output is none.
    ///
    /// The first events are ``TerminalEvent/resized(_:)`` and ``TerminalEvent/drained``. With `asksBackground` the
    /// terminal is asked for its background: its answer, if it has one, and then ``TerminalInput/attributes``, come as
    /// events.
    package init?(asksBackground: Bool) {
        guard let device = TerminalDevice(), let pipe = SignalPipe() else { return nil }
        self.pipe = pipe
        let (events, continuation) = AsyncStream.makeStream(
            of: TerminalEvent.self,
            // Whoever leans on a key while nothing is read may lose some of it.
            bufferingPolicy: .bufferingOldest(4096)
        )
        self.events = events
        let loop = TerminalLoop(device: device, pipe: pipe, requests: requests, events: continuation)
        loop.begin(asksBackground: asksBackground)
        guard DetachedThread.start({ loop.run() }) else {
            loop.leave()
            return nil
        }
    }

    /// Whether the terminal still takes what was written last; ``TerminalEvent/drained`` comes when it has.
    package var isBusy: Bool { requests.state.withLock { $0.isBusy } }

    /// Writes a frame.
    ///
    /// Only while it is not busy: frames that no terminal takes would pile up.
    package func write(_ frame: [UInt8]) {
        requests.state.withLock { ($0.output, $0.isBusy) = (frame, true) }
        pipe.wake()
    }

    /// Stops the program as Ctrl-Z does, until somebody continues it.
    package func suspend() {
        requests.state.withLock { $0.isStopping = true }
        pipe.wake()
    }

    /// Gives the terminal back as it was; ``events`` ends when that is done.
    ///
    /// What was typed and not read is forgotten.
    package func end() {
        requests.state.withLock { $0.isEnding = true }
        pipe.wake()
    }
}

/// What the thread of a session is asked to do.
final class TerminalRequests: Sendable {
    struct State: Sendable {
        var output: [UInt8]?
        /// Whether something was written that the terminal has not taken.
        var isBusy = true
        var isEnding = false
        var isStopping = false
    }

    let state = Mutex(State())
}
