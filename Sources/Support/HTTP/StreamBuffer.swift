internal import Synchronization

/// What came of a body and was not read yet: the loop fills it, one reader empties it.
final class StreamBuffer: Sendable {
    typealias Continuation = UnsafeContinuation<Result<[UInt8]?, HTTPError>, Never>

    /// How many bytes may be unread before the server has to wait.
    private static let highWater = 64 << 10

    private struct State {
        var unread: [UInt8] = []
        var isPaused = false
        var end: Result<[UInt8]?, HTTPError>?
        var reader: Continuation?
        /// Counts the waits of the reader: a deadline is for one of them.
        var wait = 0
    }

    private let state = Mutex(State())

    /// What came of asking for bytes.
    enum Reading {
        case now(Result<[UInt8]?, HTTPError>, wasPaused: Bool)
        /// The reader is told later; its wait has that number.
        case later(Int)
    }

    /// False when there is too much already: the same bytes are to come again after the pause.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let (isTaken, reader) = state.withLock { state -> (Bool, Continuation?) in
            if let reader = state.reader {
                state.reader = nil
                return (true, reader)
            }
            guard state.unread.count < Self.highWater else {
                state.isPaused = true
                return (false, nil)
            }
            state.unread.append(contentsOf: bytes)
            return (true, nil)
        }
        reader?.resume(returning: .success(Array(bytes)))
        return isTaken
    }

    func end(_ error: HTTPError?) {
        let end = error.map { Result<[UInt8]?, HTTPError>.failure($0) } ?? .success(nil)
        let reader = state.withLock { state in
            defer { state.reader = nil }
            state.end = state.end ?? end
            return state.reader
        }
        reader?.resume(returning: end)
    }

    func read(_ continuation: Continuation) -> Reading {
        state.withLock { state in
            if !state.unread.isEmpty {
                defer { (state.unread, state.isPaused) = ([], false) }
                return .now(.success(state.unread), wasPaused: state.isPaused)
            }
            if let end = state.end { return .now(end, wasPaused: false) }
            state.reader = continuation
            state.wait += 1
            return .later(state.wait)
        }
    }

    func isWaiting(_ wait: Int) -> Bool { state.withLock { $0.reader != nil && $0.wait == wait } }
}
