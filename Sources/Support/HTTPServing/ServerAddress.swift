/// Where a server listens, or from where a client speaks.
package enum ServerAddress: Sendable, Hashable, CustomStringConvertible {
    /// A numeric IPv4 or IPv6 address, or `localhost`; port 0 is any that is free.
    case tcp(host: String, port: Int)
    /// A socket in the file system, for this user only (mode 0600).
    case unix(path: String)

    package var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): path
        }
    }

    package var host: String? { if case .tcp(let host, _) = self { host } else { nil } }

    package var port: Int? { if case .tcp(_, let port) = self { port } else { nil } }
}
