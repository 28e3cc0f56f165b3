internal import CCurl
internal import Synchronization

/// Everything that the loop's thread does; nobody else touches it.
final class TransferEngine {
    private let library: CurlLibrary
    private let multi: UnsafeMutableRawPointer
    private let share: UnsafeMutableRawPointer?
    private let environment: EasyHandle.Environment
    private let connectionLimit: Int
    private var queue: RequestQueue
    private var deadlines = DeadlineHeap()
    /// When libcurl wants to be called though no socket is ready.
    private var curlTime: MonotonicTime?
    private var underWay: [EasyHandle] = []
    private var idle: [EasyHandle] = []
    private var streams = 0
    /// What hosts showed when their connection was made, for answers that come over it later.
    private var certificates: [String: PeerCertificate] = [:]

    /// How many handles without work are kept, at some ten kilobytes.
    private static let idleLimit = 64
    private static let certificateLimit = 16_384

    init?(_ library: CurlLibrary, _ events: SocketEvents, connectionLimit: Int, hostLimit: Int) {
        guard let multi = library.functions.multi_init() else { return nil }
        self.library = library
        self.multi = multi
        self.connectionLimit = Descriptors.allowing(connectionLimit)
        queue = RequestQueue(limit: self.connectionLimit, hostLimit: hostLimit)
        share = library.functions.share_init()
        if let share { mcp_curl_share_sessions(library.address, share) }
        environment = .init(share: share, events: events, mayNameProxy: Descriptors.mayNameProxy)
        _ = mcp_curl_multi_set_long(library.address, multi, CURLMOPT_MAXCONNECTS, self.connectionLimit)
        boundConnections()
    }

    /// Lets libcurl call back: only when the engine has its place in memory.
    func watch() {
        mcp_curl_multi_watch(
            library.address,
            multi,
            { _, socket, what, context, _ in
                TransferEngine.at(context)?.watch(socket, what)
                return 0
            },
            { _, milliseconds, context in
                TransferEngine.at(context)?.curlTime =
                    milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
                return 0
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> TransferEngine? {
        context.map { Unmanaged<TransferEngine>.fromOpaque($0).takeUnretainedValue() }
    }

    private func watch(_ socket: Int32, _ what: Int32) {
        let wanted: SocketReadiness =
            switch what {
            case Int32(CURL_POLL_IN): .read
            case Int32(CURL_POLL_OUT): .write
            case Int32(CURL_POLL_INOUT): [.read, .write]
            default: []
            }
        environment.events.watch(socket, for: wanted)
    }

    /// A connection for each stream comes on top.
    private func boundConnections() {
        _ = mcp_curl_multi_set_long(
            library.address,
            multi,
            CURLMOPT_MAX_TOTAL_CONNECTIONS,
            connectionLimit + streams
        )
    }

    // MARK: Waiting

    /// Milliseconds until something is to be done though no socket is ready; negative when nothing is.
    var patience: Int32 {
        let time: MonotonicTime
        switch (curlTime, deadlines.earliest) {
        case (let first?, let second?): time = min(first, second)
        case (let only?, nil), (nil, let only?): time = only
        case (nil, nil): return -1
        }
        return Int32(min(time.milliseconds(from: .now), 60_000))
    }

    func handle(_ ready: [(socket: Int32, readiness: SocketReadiness)]) {
        var running: Int32 = 0
        for (socket, readiness) in ready {
            var events: Int32 = 0
            if readiness.contains(.read) { events |= Int32(CURL_CSELECT_IN) }
            if readiness.contains(.write) { events |= Int32(CURL_CSELECT_OUT) }
            if readiness.contains(.failure) { events |= Int32(CURL_CSELECT_ERR) }
            _ = library.functions.multi_socket_action(multi, socket, events, &running)
        }
        collect()
        advance()
    }

    /// Does what is due by now.
    func advance() {
        var running: Int32 = 0
        if let time = curlTime, time <= .now {
            curlTime = nil
            _ = library.functions.multi_socket_action(multi, CURL_SOCKET_BAD, 0, &running)
            collect()
        }
        guard deadlines.earliest != nil else { return }
        let now = MonotonicTime.now
        while let entry = deadlines.removeDue(now) { expire(entry) }
    }

    private func expire(_ entry: DeadlineHeap.Entry) {
        let transfer = entry.transfer
        guard !transfer.isOver else { return }
        switch entry.reason {
        case .queued:
            guard transfer.easy == nil else { return }
            transfer.fail(.timedOut, "all connections were in use")
        case .firstByte:
            guard !transfer.hasFirstByte else { return }
            fail(transfer, .timedOut, "nothing came after \(transfer.request.firstByteDeadline ?? .zero)")
        case .head:
            guard !transfer.hasHead else { return }
            fail(transfer, .timedOut, "no whole head after \(transfer.request.deadline)")
        case .idle(let wait):
            guard transfer.stream?.isWaiting(wait) == true else { return }
            fail(transfer, .timedOut, "nothing more came")
        }
    }

    private func collect() {
        var left: Int32 = 0
        while let message = library.functions.multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let raw = message.pointee.easy_handle else { continue }
            let code = mcp_curl_result(message)
            var pointer: UnsafeMutableRawPointer?
            _ = mcp_curl_get_pointer(library.address, raw, CURLINFO_PRIVATE, &pointer)
            guard let easy = EasyHandle.at(pointer), let transfer = easy.transfer else { continue }
            let certificate = transfer.request.tls.wantsCertificate ? certificate(of: transfer, easy) : nil
            let result = transfer.result(code, of: easy, certificate: certificate)
            release(easy, transfer)
            transfer.complete(result)
        }
        startWaiting()
    }

    private func certificate(of transfer: Transfer, _ easy: EasyHandle) -> PeerCertificate? {
        guard let shown = easy.certificate else { return certificates[transfer.host] }
        if certificates.count >= Self.certificateLimit { certificates = [:] }
        certificates[transfer.host] = shown
        return shown
    }

    // MARK: Requests

    func admit(_ transfer: Transfer) {
        transfer.isAdmitted = true
        guard !transfer.isCancelled.load(ordering: .relaxed) else { return transfer.fail(.cancelled, "") }
        if transfer.stream != nil {
            streams += 1
            boundConnections()
            begin(transfer)
            if !transfer.isOver { deadlines.add(.head, of: transfer, at: transfer.end) }
        } else if queue.enter(transfer) {
            begin(transfer)
        } else {
            deadlines.add(.queued, of: transfer, at: transfer.end)
        }
    }

    private func startWaiting() { while let transfer = queue.next() { begin(transfer) } }

    private func begin(_ transfer: Transfer) {
        let left = transfer.end - .now
        guard left > .zero else {
            leave(transfer)
            return transfer.fail(.timedOut, "all connections were in use")
        }
        guard let easy = takeIdle(for: transfer.request) ?? EasyHandle(library, environment) else {
            leave(transfer)
            return transfer.fail(.invalidRequest, "libcurl is out of memory")
        }
        do throws(HTTPError) {
            try easy.prepare(
                for: transfer,
                within: transfer.stream == nil ? left : nil,
                wantsFresh: certificates[transfer.host] == nil || transfer.stream != nil
            )
        } catch {
            leave(transfer)
            return transfer.complete(.failure(error))
        }
        transfer.begin(with: easy)
        easy.transfer = transfer
        easy.place = underWay.count
        underWay.append(easy)
        guard library.functions.multi_add_handle(multi, easy.raw) == CURLM_OK else {
            release(easy, transfer)
            return transfer.fail(.invalidRequest, "libcurl does not take it")
        }
        if let limit = transfer.request.firstByteDeadline {
            deadlines.add(.firstByte, of: transfer, at: .now + limit)
        }
    }

    /// The last that was used suits most often.
    private func takeIdle(for request: HTTPRequest) -> EasyHandle? {
        guard let place = idle.indices.suffix(16).last(where: { idle[$0].suits(request) }) else {
            return idle.popLast()
        }
        idle.swapAt(place, idle.count - 1)
        return idle.removeLast()
    }

    private func leave(_ transfer: Transfer) {
        if transfer.stream != nil {
            streams -= 1
            boundConnections()
        } else {
            queue.leave(transfer.host)
        }
    }

    private func release(_ easy: EasyHandle, _ transfer: Transfer) {
        _ = library.functions.multi_remove_handle(multi, easy.raw)
        underWay.swapAt(easy.place, underWay.count - 1)
        underWay[easy.place].place = easy.place
        underWay.removeLast()
        (easy.transfer, transfer.easy) = (nil, nil)
        if idle.count < Self.idleLimit { idle.append(easy) }
        leave(transfer)
    }

    private func fail(_ transfer: Transfer, _ kind: HTTPError.Kind, _ detail: String) {
        if let easy = transfer.easy { release(easy, transfer) }
        transfer.fail(kind, detail)
        startWaiting()
    }

    func cancel(_ transfer: Transfer) {
        // A task that is cancelled already says so before its request starts; that is noticed when it does.
        if transfer.isAdmitted, !transfer.isOver { fail(transfer, .cancelled, "") }
    }

    /// Goes on with a stream that waited for its reader.
    func resume(_ transfer: Transfer) {
        guard let easy = transfer.easy else { return }
        _ = library.functions.easy_pause(easy.raw, 0)
    }

    func limit(_ transfer: Transfer, wait: Int, end: MonotonicTime) {
        if !transfer.isOver { deadlines.add(.idle(wait), of: transfer, at: end) }
    }

    /// Gives up everything; nothing may be done with it afterwards.
    func finish() {
        for transfer in queue.removeAllWaiting() where !transfer.isOver { transfer.fail(.cancelled, "") }
        while let easy = underWay.last, let transfer = easy.transfer {
            release(easy, transfer)
            transfer.fail(.cancelled, "")
        }
        idle = []
        _ = library.functions.multi_cleanup(multi)
        if let share { _ = library.functions.share_cleanup(share) }
    }
}
