internal import CMicroHTTPD
internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// A server of HTTP/1.1 on threads of its own, from its creation until `stop`.
///
/// Nothing is loaded before the first one.
package final class HTTPServer: Sendable {
    private struct Running: @unchecked Sendable {
        // Handed to libmicrohttpd's own functions only, which lock what they touch.
        var daemon: OpaquePointer?
        var key: UnsafeMutablePointer<CChar>?
        var certificate: UnsafeMutablePointer<CChar>?
    }

    /// Where it listens, with the port that it got.
    package let address: ServerAddress
    private let core: ServerCore
    private let running: Mutex<Running>

    /// Listens at once; the handler is called on the server's threads and must not wait for anything.
    package init(
        _ configuration: ServerConfiguration,
        handler: @escaping @Sendable (ServerRequest) -> ServerReply
    ) throws(ServingError) {
        let library = try MicroHTTPDLibrary.shared.get()
        let socket = try ListeningSocket(configuration.address, backlog: configuration.backlog)
        let core = ServerCore(library, configuration, handler)
        var options = mcp_microhttpd_options()
        options.listener = socket.descriptor
        options.threads = UInt32(max(1, configuration.threads))
        options.connection_limit = UInt32(max(1, configuration.connectionLimit))
        options.idle_timeout = UInt32(max(0, configuration.idleTimeout.components.seconds))
        options.memory_limit = configuration.headerLimit
        var running = Running()
        if let identity = configuration.identity {
            running.key = strdup(identity.key)
            running.certificate = strdup(identity.certificate)
        }
        options.key = UnsafePointer(running.key)
        options.certificate = UnsafePointer(running.certificate)
        // Lives as long as the daemon: this object holds it, and its end stops the daemon first.
        options.context = Unmanaged.passUnretained(core).toOpaque()
        options.uri_log = { context, target, connection in
            guard let context, let connection else { return nil }
            let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
            let text = target.map { String(cString: $0) } ?? ""
            return Unmanaged.passRetained(Exchange(connection, target: text, core: core)).toOpaque()
        }
        options.handler = { _, _, _, method, _, data, size, exchange in
            guard let method, let size, let exchange = exchange?.pointee else { return .NO }
            return Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue()
                .advance(method: method, data: data, size: size)
        }
        options.completed = { _, _, exchange, _ in
            guard let exchange, let known = exchange.pointee else { return }
            exchange.pointee = nil
            Unmanaged<Exchange>.fromOpaque(known).release()
        }
        guard let daemon = mcp_microhttpd_start(library.address, &options) else {
            free(running.key)
            free(running.certificate)
            throw ServingError(
                .refused,
                at: "\(socket.address)",
                detail: configuration.identity == nil ? "" : "is the certificate one, and the key its own?"
            )
        }
        running.daemon = daemon
        address = socket.address
        self.core = core
        self.running = Mutex(running)
    }

    /// Every request is answered by a task of its own.
    package convenience init(
        _ configuration: ServerConfiguration,
        answer: @escaping @Sendable (ServerRequest) async -> ServerResponse
    ) throws(ServingError) {
        try self.init(configuration, handler: { request in .later { await answer(request) } })
    }

    deinit { stop() }

    /// How many clients are connected.
    package var connectionCount: Int {
        running.withLock { running in
            running.daemon.map { Int(mcp_microhttpd_connections(core.library.address, $0)) } ?? 0
        }
    }

    /// Stops listening, ends what is under way, and waits for the threads; not to be called by a handler.
    package func stop() {
        running.withLock { running in
            guard let daemon = running.daemon else { return }
            core.interrupt()
            core.library.functions.stop_daemon(daemon)
            running.daemon = nil
            free(running.key)
            free(running.certificate)
            if case .unix(let path) = address { unlink(path) }
        }
    }
}
