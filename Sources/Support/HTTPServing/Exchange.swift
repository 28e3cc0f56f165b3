internal import CMicroHTTPD
internal import Synchronization

/// One request and its answer, from its first line to its last byte.
///
/// libmicrohttpd calls for one connection on one thread at a time; only `phase` is touched by tasks too.
final class Exchange: @unchecked Sendable {
    private enum Phase {
        case reading
        case waiting
        case answered(ServerResponse)
    }

    // `connection` is used by tasks only to resume it while it is suspended, which keeps it alive.
    private let connection: OpaquePointer
    private let core: ServerCore
    private let target: String
    private var hasStarted = false
    private var isRefused = false
    private var body: [UInt8] = []
    private let phase = Mutex(Phase.reading)

    init(_ connection: OpaquePointer, target: String, core: ServerCore) {
        (self.connection, self.target, self.core) = (connection, target, core)
    }

    /// One call of the access handler: the header first, then pieces of the body, then the end, and again after a wait.
    func advance(
        method: UnsafePointer<CChar>,
        data: UnsafePointer<CChar>?,
        size: UnsafeMutablePointer<Int>
    ) -> MHD_Result {
        if !hasStarted {
            hasStarted = true
            if let length = contentLength, length > core.configuration.bodyLimit { return refuse() }
            return .YES
        }
        if size.pointee > 0 {
            if let data, body.count + size.pointee <= core.configuration.bodyLimit {
                data.withMemoryRebound(to: UInt8.self, capacity: size.pointee) {
                    body.append(contentsOf: UnsafeBufferPointer(start: $0, count: size.pointee))
                }
            } else {
                isRefused = true
            }
            size.pointee = 0
            return .YES
        }
        if isRefused { return refuse() }
        let answer: ServerResponse? = phase.withLock { phase in
            if case .answered(let response) = phase { response } else { nil }
        }
        if let answer { return queue(answer) }
        guard !core.isStopping else { return .NO }
        switch core.handler(request(String(cString: method))) {
        case .now(let response): return queue(response)
        case .cut: return .NO
        case .later(let work):
            phase.withLock { $0 = .waiting }
            core.library.functions.suspend_connection(connection)
            core.run(self, work)
            return .YES
        }
    }

    /// Hands the answer over; the first one counts.
    func complete(_ response: ServerResponse) {
        phase.withLock { phase in
            guard case .waiting = phase else { return }
            phase = .answered(response)
            core.library.functions.resume_connection(connection)
        }
    }

    private func refuse() -> MHD_Result { queue(.text("the body is too large\n", status: 413)) }

    private var contentLength: Int? {
        core.library.functions.lookup_connection_value(connection, .HEADER_KIND, "Content-Length")
            .flatMap { Int(String(cString: $0)) }
    }

    private func request(_ method: String) -> ServerRequest {
        var headers = ServerHeaders()
        withUnsafeMutablePointer(to: &headers) { pointer in
            _ = core.library.functions.get_connection_values(
                connection,
                .HEADER_KIND,
                { context, _, name, value in
                    if let context, let name {
                        context.assumingMemoryBound(to: ServerHeaders.self).pointee
                            .append(String(cString: name), value.map { String(cString: $0) } ?? "")
                    }
                    return .YES
                },
                pointer
            )
        }
        let configuration = core.configuration
        return ServerRequest(
            method: method,
            target: target,
            headers: headers,
            body: body,
            client: mcp_microhttpd_client(core.library.address, connection).flatMap {
                SocketAddress.text(of: $0)
            },
            local: configuration.tellsLocalAddress
                ? SocketAddress.local(of: mcp_microhttpd_socket(core.library.address, connection)) : nil
        )
    }

    private func queue(_ response: ServerResponse) -> MHD_Result {
        let library = core.library
        let made: OpaquePointer?
        switch response.body {
        case .bytes(let bytes):
            made = bytes.withUnsafeBytes {
                mcp_microhttpd_response(library.address, $0.baseAddress, $0.count)
            }
        case .stream(let stream):
            stream.attach(connection, library)
            core.opened(stream)
            made = library.functions.create_response_from_callback(
                UInt64.max,
                16 << 10,
                { context, _, target, room in
                    guard let context, let target else { return -2 }
                    return Unmanaged<OpenStream>.fromOpaque(context).takeUnretainedValue()
                        .stream.read(into: target, room)
                },
                Unmanaged.passRetained(OpenStream(stream: stream, core: core)).toOpaque(),
                { context in
                    guard let context else { return }
                    let open = Unmanaged<OpenStream>.fromOpaque(context).takeRetainedValue()
                    open.stream.detach()
                    open.core.closed(open.stream)
                }
            )
        }
        guard let made else { return .NO }
        defer { library.functions.destroy_response(made) }
        for field in response.headers.fields {
            _ = library.functions.add_response_header(made, field.name, field.value)
        }
        return library.functions.queue_response(connection, UInt32(response.status), made)
    }
}

/// A stream while a connection sends it.
private final class OpenStream {
    let stream: ServerStream
    let core: ServerCore

    init(stream: ServerStream, core: ServerCore) { (self.stream, self.core) = (stream, core) }
}
