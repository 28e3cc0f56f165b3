internal import CCurl

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// What a socket can be watched for.
struct SocketReadiness: OptionSet {
    let rawValue: UInt8

    static let read = SocketReadiness(rawValue: 1)
    static let write = SocketReadiness(rawValue: 2)
    static let failure = SocketReadiness(rawValue: 4)
}

/// Gives the thread that waits for sockets something to do; from any thread.
///
/// Its descriptor lives as long as anybody may write to it.
final class WakeUp: Sendable {
    let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func callAsFunction() {
        var one: UInt64 = 1
        // It can only fail when as much is to be read already.
        _ = write(descriptor, &one, MemoryLayout.size(ofValue: one))
    }
}

#if canImport(Darwin)

/// Watches sockets, with `poll`.
final class SocketEvents {
    private var watched: [pollfd]
    private var places: [Int32: Int] = [:]
    private let pipe: (read: Int32, write: Int32)
    let wakeUp: WakeUp

    init?() {
        var ends: [Int32] = [-1, -1]
        guard Darwin.pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        pipe = (ends[0], ends[1])
        wakeUp = WakeUp(descriptor: ends[1])
        watched = [pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)]
    }

    deinit { close(pipe.read) }

    func opened(_ socket: Int32) {}

    func closed(_ socket: Int32) { watch(socket, for: []) }

    func watch(_ socket: Int32, for wanted: SocketReadiness) {
        if let place = places.removeValue(forKey: socket) {
            watched.swapAt(place, watched.count - 1)
            watched.removeLast()
            if place < watched.count { places[watched[place].fd] = place }
        }
        guard !wanted.isEmpty else { return }
        var events: Int32 = 0
        if wanted.contains(.read) { events |= POLLIN }
        if wanted.contains(.write) { events |= POLLOUT }
        places[socket] = watched.count
        watched.append(pollfd(fd: socket, events: Int16(events), revents: 0))
    }

    /// Waits that many milliseconds at most (for ever when negative); the sockets that are ready.
    func wait(milliseconds: Int32) -> [(socket: Int32, readiness: SocketReadiness)] {
        guard poll(&watched, nfds_t(watched.count), milliseconds) > 0 else { return [] }
        if watched[0].revents != 0 {
            var bytes = [UInt8](repeating: 0, count: 256)
            while read(pipe.read, &bytes, bytes.count) == bytes.count {}
        }
        return watched.dropFirst().compactMap { entry in
            guard entry.revents != 0 else { return nil }
            var readiness: SocketReadiness = []
            let events = Int32(entry.revents)
            if events & (POLLIN | POLLHUP) != 0 { readiness.insert(.read) }
            if events & POLLOUT != 0 { readiness.insert(.write) }
            if events & (POLLERR | POLLNVAL) != 0 { readiness.insert(.failure) }
            return (entry.fd, readiness)
        }
    }
}

#else

/// Watches sockets, with `epoll`.
///
/// A connection that is kept stays registered while nothing is wanted from it: between two requests over it the kernel
/// is not told twice.
final class SocketEvents {
    private struct Socket {
        var registered: SocketReadiness = []
        var wanted: SocketReadiness = []
        /// Whether libcurl tells when it closes it; other descriptors must leave before that.
        var isConnection = false
    }

    private let epoll: Int32
    private let event: Int32
    let wakeUp: WakeUp
    private var sockets: [Socket] = []
    private var buffer = [epoll_event](repeating: epoll_event(), count: 256)

    init?() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        event = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard epoll >= 0, event >= 0 else {
            if epoll >= 0 { close(epoll) }
            if event >= 0 { close(event) }
            return nil
        }
        wakeUp = WakeUp(descriptor: event)
        // Told once for each time it is written: it need not be read.
        control(EPOLL_CTL_ADD, event, EPOLLIN.rawValue | EPOLLET.rawValue)
    }

    deinit { close(epoll) }

    func opened(_ socket: Int32) {
        makePlace(for: socket)
        sockets[Int(socket)] = Socket(isConnection: true)
    }

    func closed(_ socket: Int32) {
        makePlace(for: socket)
        sockets[Int(socket)] = Socket()
    }

    func watch(_ socket: Int32, for wanted: SocketReadiness) {
        makePlace(for: socket)
        let place = Int(socket)
        let old = sockets[place].registered
        sockets[place].wanted = wanted
        guard old != wanted, !wanted.isEmpty || !sockets[place].isConnection else { return }
        sockets[place].registered = wanted
        control(
            wanted.isEmpty ? EPOLL_CTL_DEL : old.isEmpty ? EPOLL_CTL_ADD : EPOLL_CTL_MOD,
            socket,
            (wanted.contains(.read) ? EPOLLIN.rawValue : 0)
                | (wanted.contains(.write) ? EPOLLOUT.rawValue : 0)
        )
    }

    /// Waits that many milliseconds at most (for ever when negative); the sockets that are ready.
    func wait(milliseconds: Int32) -> [(socket: Int32, readiness: SocketReadiness)] {
        let count = epoll_wait(epoll, &buffer, Int32(buffer.count), milliseconds)
        guard count > 0 else { return [] }
        var ready: [(socket: Int32, readiness: SocketReadiness)] = []
        for entry in buffer[..<Int(count)] where entry.data.fd != event {
            let socket = entry.data.fd
            guard !sockets[Int(socket)].wanted.isEmpty else {
                // The other side ended a connection that was only kept.
                sockets[Int(socket)].registered = []
                control(EPOLL_CTL_DEL, socket, 0)
                continue
            }
            var readiness: SocketReadiness = []
            if entry.events & (EPOLLIN.rawValue | EPOLLHUP.rawValue) != 0 { readiness.insert(.read) }
            if entry.events & EPOLLOUT.rawValue != 0 { readiness.insert(.write) }
            if entry.events & EPOLLERR.rawValue != 0 { readiness.insert(.failure) }
            ready.append((socket, readiness))
        }
        return ready
    }

    private func makePlace(for socket: Int32) {
        while sockets.count <= Int(socket) { sockets.append(Socket()) }
    }

    private func control(_ action: Int32, _ socket: Int32, _ events: UInt32) {
        var entry = epoll_event(events: events, data: epoll_data_t(fd: socket))
        _ = epoll_ctl(epoll, action, socket, &entry)
    }
}

#endif
