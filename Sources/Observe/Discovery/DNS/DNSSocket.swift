#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// A connected socket to a name server; every wait ends at its deadline.
final class DNSSocket {
    enum Kind { case datagrams, stream }

    private let descriptor: Int32
    private let deadline: ContinuousClock.Instant

    /// `nil` when the address is none, or nobody can be reached there.
    init?(_ server: ResolverSettings.Server, _ kind: Kind, until deadline: ContinuousClock.Instant) {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        #if canImport(Darwin)
        hints.ai_socktype = kind == .datagrams ? SOCK_DGRAM : SOCK_STREAM
        #else
        hints.ai_socktype = Int32(kind == .datagrams ? SOCK_DGRAM.rawValue : SOCK_STREAM.rawValue)
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(server.host, String(server.port), &hints, &list) == 0, let address = list else {
            return nil
        }
        defer { freeaddrinfo(address) }
        let info = address.pointee
        let descriptor = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        self.deadline = deadline
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        guard connect(descriptor, info.ai_addr, info.ai_addrlen) != 0 else { return }
        guard errno == EINPROGRESS, wait(POLLOUT) else { return nil }
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) == 0, code == 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Waits until it can be read or written; false when the time is up.
    private func wait(_ events: Int32) -> Bool {
        while true {
            let left = deadline - .now
            guard left > .zero else { return false }
            let milliseconds =
                left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
            var poller = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let count = poll(&poller, 1, Int32(min(milliseconds, 60_000)))
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
        }
    }

    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            guard wait(POLLOUT) else { return false }
            #if canImport(Darwin)
            let flags: Int32 = 0
            #else
            let flags = Int32(MSG_NOSIGNAL)
            #endif
            let count = bytes[sent...].withUnsafeBytes { Self.systemSend(descriptor, $0, flags) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// The next bytes, at most so many: one datagram, or what of a stream is there.
    func receive(_ limit: Int) -> [UInt8]? {
        while wait(POLLIN) {
            let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
                count = max(recv(descriptor, buffer.baseAddress, limit, 0), 0)
            }
            if !bytes.isEmpty { return bytes }
            guard errno == EINTR || errno == EAGAIN else { return nil }
        }
        return nil
    }

    private static func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ flags: Int32)
        -> Int
    {
        #if canImport(Darwin)
        Darwin.send(descriptor, bytes.baseAddress, bytes.count, flags)
        #else
        Glibc.send(descriptor, bytes.baseAddress, bytes.count, flags)
        #endif
    }
}
