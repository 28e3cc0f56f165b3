internal import CMicroHTTPD

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// A system's socket address, and what it says.
enum SocketAddress {
    static func text(of address: UnsafePointer<sockaddr>) -> ServerAddress? {
        var host = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            var known = raw.loadUnaligned(as: sockaddr_in.self)
            inet_ntop(AF_INET, &known.sin_addr, &host, socklen_t(host.count))
            return .tcp(host: string(host), port: Int(UInt16(bigEndian: known.sin_port)))
        case AF_INET6:
            var known = raw.loadUnaligned(as: sockaddr_in6.self)
            inet_ntop(AF_INET6, &known.sin6_addr, &host, socklen_t(host.count))
            return .tcp(host: string(host), port: Int(UInt16(bigEndian: known.sin6_port)))
        case _:
            return nil
        }
    }

    /// Where a socket of ours is bound to.
    static func local(of socket: Int32) -> ServerAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                getsockname(socket, address, &length) == 0 ? text(of: address) : nil
            }
        }
    }

    private static func string(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
