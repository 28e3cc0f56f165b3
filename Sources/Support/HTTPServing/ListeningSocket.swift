internal import CMicroHTTPD

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Opens the socket that a server listens on.
///
/// Not left to libmicrohttpd: it does not say why an address cannot be had, and which port was free.
struct ListeningSocket {
    let descriptor: Int32
    let address: ServerAddress

    init(_ wanted: ServerAddress, backlog: Int32) throws(ServingError) {
        switch wanted {
        case .tcp(let host, let port):
            guard let port = UInt16(exactly: port) else {
                throw ServingError(.badAddress, at: "\(wanted)", detail: "a port is a number from 0 to 65535")
            }
            let name = host == "localhost" ? "127.0.0.1" : host
            var four = sockaddr_in()
            var six = sockaddr_in6()
            if inet_pton(AF_INET, name, &four.sin_addr) == 1 {
                four.sin_family = sa_family_t(AF_INET)
                four.sin_port = port.bigEndian
                descriptor = try Self.open(AF_INET, four, wanted, backlog)
            } else if inet_pton(AF_INET6, name, &six.sin6_addr) == 1 {
                six.sin6_family = sa_family_t(AF_INET6)
                six.sin6_port = port.bigEndian
                descriptor = try Self.open(AF_INET6, six, wanted, backlog)
            } else {
                throw ServingError(.badAddress, at: "\(wanted)", detail: "not a numeric address")
            }
            address = SocketAddress.local(of: descriptor) ?? wanted
        case .unix(let path):
            var local = sockaddr_un()
            local.sun_family = sa_family_t(AF_UNIX)
            let room = MemoryLayout.size(ofValue: local.sun_path)
            guard path.utf8.count < room, !path.isEmpty else {
                throw ServingError(
                    .badAddress,
                    at: path,
                    detail: "a path of 1 to \(room - 1) bytes is needed"
                )
            }
            withUnsafeMutableBytes(of: &local.sun_path) { $0.copyBytes(from: path.utf8) }
            Self.removeAbandoned(path, local)
            descriptor = try Self.open(AF_UNIX, local, wanted, backlog)
            address = wanted
        }
    }

    private static func open<Address>(
        _ family: Int32,
        _ address: Address,
        _ wanted: ServerAddress,
        _ backlog: Int32
    ) throws(ServingError) -> Int32 {
        #if canImport(Darwin)
        let descriptor = socket(family, SOCK_STREAM, 0)
        #else
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #endif
        guard descriptor >= 0 else { throw failure(wanted) }
        #if canImport(Darwin)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        #endif
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bound(descriptor, address) == 0, isPrivate(wanted), listen(descriptor, backlog) == 0 else {
            let problem = failure(wanted)
            close(descriptor)
            throw problem
        }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        return descriptor
    }

    private static func bound<Address>(_ descriptor: Int32, _ address: Address) -> Int32 {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    /// Nobody can connect between `bind` and `listen`: that is when the mode is set.
    private static func isPrivate(_ address: ServerAddress) -> Bool {
        guard case .unix(let path) = address else { return true }
        return chmod(path, 0o600) == 0
    }

    /// A socket that nobody listens on any more stands in the way for ever.
    private static func removeAbandoned(_ path: String, _ address: sockaddr_un) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return }
        #if canImport(Darwin)
        let probe = socket(AF_UNIX, SOCK_STREAM, 0)
        #else
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        guard probe >= 0 else { return }
        defer { close(probe) }
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(probe, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if result != 0, errno == ECONNREFUSED { unlink(path) }
    }

    private static func failure(_ address: ServerAddress) -> ServingError {
        let code = errno
        let kind: ServingError.Kind =
            switch code {
            case EADDRINUSE: .addressInUse
            case EACCES, EPERM: .notPermitted
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: .refused
            case _: .badAddress
            }
        return ServingError(kind, at: "\(address)", detail: String(cString: strerror(code)))
    }
}
