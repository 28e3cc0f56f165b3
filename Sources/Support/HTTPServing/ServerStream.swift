internal import CMicroHTTPD
internal import Synchronization

/// A body that is written while it is sent: server-sent events, or anything without an end.
///
/// One stream answers one request. A client that goes away is noticed at the next write.
package final class ServerStream: Sendable {
    private struct State: @unchecked Sendable {
        // The connection is resumed only under the lock, and only while it is suspended, which keeps it alive.
        var connection: OpaquePointer?
        var buffer: [UInt8] = []
        var sent = 0
        var isFinished = false
        var isClosed = false
        var isSuspended = false
        var library: MicroHTTPDLibrary?

        mutating func wake() {
            guard isSuspended, let connection, let library else { return }
            isSuspended = false
            library.functions.resume_connection(connection)
        }
    }

    private let state = Mutex(State())
    private let limit: Int
    private let closed: @Sendable () -> Void

    /// At most `limit` bytes wait for a slow reader.
    ///
    /// `onClose` is called once, when the answer is complete or its reader is gone.
    package init(limit: Int = 1 << 20, onClose: @escaping @Sendable () -> Void = {}) {
        (self.limit, closed) = (limit, onClose)
    }

    /// Whether nothing written will be read any more.
    package var isClosed: Bool { state.withLock { $0.isClosed || $0.isFinished } }

    /// Answers false when nobody reads any more, or too slowly: the stream is over then.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> Bool {
        state.withLock { state in
            guard !state.isClosed, !state.isFinished else { return false }
            guard state.buffer.count - state.sent + bytes.count <= limit else {
                state.isFinished = true
                state.wake()
                return false
            }
            state.buffer += bytes
            state.wake()
            return true
        }
    }

    /// What was written is still sent; then the answer is complete.
    package func finish() {
        state.withLock { state in
            state.isFinished = true
            state.wake()
        }
    }

    // MARK: The connection's side

    func attach(_ connection: OpaquePointer, _ library: MicroHTTPDLibrary) {
        state.withLock { state in
            state.connection = connection
            state.library = library
        }
    }

    /// Copies what waits, or suspends the connection until something does.
    func read(into target: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
        state.withLock { state in
            let count = min(room, state.buffer.count - state.sent)
            if count > 0 {
                state.buffer.withUnsafeBytes { bytes in
                    UnsafeMutableRawPointer(target).copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: bytes[state.sent..<state.sent + count])
                            .baseAddress
                            ?? UnsafeRawPointer(target),
                        byteCount: count
                    )
                }
                state.sent += count
                if state.sent == state.buffer.count {
                    state.buffer.removeAll(keepingCapacity: true)
                    state.sent = 0
                }
                return count
            }
            // -1: the end of the stream.
            guard !state.isFinished, let connection = state.connection, let library = state.library else {
                return -1
            }
            state.isSuspended = true
            library.functions.suspend_connection(connection)
            return 0
        }
    }

    /// The connection is done with the stream.
    func detach() {
        let isFirst = state.withLock { state in
            defer { (state.isClosed, state.connection, state.isSuspended) = (true, nil, false) }
            return !state.isClosed
        }
        if isFirst { closed() }
    }
}
