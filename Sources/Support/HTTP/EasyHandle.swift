internal import CCurl

/// A libcurl handle, which carries one request after the other; the loop's thread alone uses it.
final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    let library: CurlLibrary
    /// Where libcurl writes its own words about an error.
    private let errorText: UnsafeMutablePointer<CChar>
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var connectList: UnsafeMutablePointer<curl_slist>?
    private let environment: Environment
    /// What it was set up for, when that may be used again.
    private var setting: HTTPRequest?
    /// What it carries now.
    var transfer: Transfer?
    /// Where the loop keeps it while it carries something.
    var place = 0

    /// What all handles of a loop share.
    struct Environment {
        let share: UnsafeMutableRawPointer?
        let events: SocketEvents
        /// Whether a variable may name a proxy: looking for them at each request costs.
        let mayNameProxy: Bool
    }

    init?(_ library: CurlLibrary, _ environment: Environment) {
        guard let raw = library.functions.easy_init() else { return nil }
        (self.raw, self.library, self.environment) = (raw, library, environment)
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        library.functions.easy_cleanup(raw)
        library.functions.slist_free_all(headerList)
        library.functions.slist_free_all(connectList)
        errorText.deallocate()
    }

    /// Whether only the URL and the body differ from what it carried last.
    func suits(_ request: HTTPRequest) -> Bool {
        guard let setting else { return false }
        return setting.method == request.method && (setting.body == nil) == (request.body == nil)
            && setting.connectDeadline == request.connectDeadline
            && setting.responseLimit == request.responseLimit
            && setting.acceptsCompression == request.acceptsCompression
            && setting.minimumTLS == request.minimumTLS && setting.proxy == request.proxy
            && setting.socket == request.socket && setting.tls == request.tls
            && setting.headers == request.headers
    }

    /// Makes it ready to carry a transfer, all of which may take that long; `nil` is for ever.
    ///
    /// `wantsFresh` wants a new connection.
    func prepare(for transfer: Transfer, within limit: Duration?, wantsFresh: Bool) throws(HTTPError) {
        let request = transfer.request
        errorText.pointee = 0
        if suits(request) {
            if setting?.url != request.url {
                set(CURLOPT_URL, request.url)
                setting?.url = request.url
            }
            setBody(of: request)
        } else {
            setting = nil
            library.functions.easy_reset(raw)
            try configure(request, isStream: transfer.stream != nil)
            // A name of its own is woven into the URL, and a signature into much.
            if request.signature == nil, request.tls.serverName == nil, transfer.stream == nil {
                setting = request
            }
        }
        set(CURLOPT_TIMEOUT_MS, limit.map(Self.milliseconds) ?? 0)
        if request.tls.wantsCertificate { set(CURLOPT_FRESH_CONNECT, wantsFresh ? 1 : 0) }
    }

    /// At least one: zero would mean for ever.
    private static func milliseconds(_ duration: Duration) -> Int {
        max(1, Int(min(duration / .milliseconds(1), 1e9).rounded(.up)))
    }

    private func configure(_ request: HTTPRequest, isStream: Bool) throws(HTTPError) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        set(CURLOPT_PRIVATE, pointer: context)
        set(CURLOPT_ERRORBUFFER, pointer: errorText)
        // Timeouts must not come as signals, and giving up must not wait for a name server.
        set(CURLOPT_NOSIGNAL, 1)
        // Newer than the oldest libcurl that works; what they do is an improvement there.
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Every encoding it can undo; the limit counts what comes out.
        if request.acceptsCompression { set(CURLOPT_ACCEPT_ENCODING, "") }
        // Without one, that of all of it is enough; libcurl's own would be five minutes.
        set(CURLOPT_CONNECTTIMEOUT_MS, request.connectDeadline.map(Self.milliseconds) ?? 1_000_000_000)
        // A stream that nobody reads holds what it unpacks of one read in memory.
        set(CURLOPT_BUFFERSIZE, isStream ? 16 << 10 : 64 << 10)
        if !isStream { set(CURLOPT_MAXFILESIZE_LARGE, offset: request.responseLimit) }
        set(CURLOPT_HEADERDATA, pointer: context)
        set(CURLOPT_WRITEDATA, pointer: context)
        _ = mcp_curl_set_callback(library.address, raw, CURLOPT_HEADERFUNCTION) { bytes, _, count, context in
            guard let easy = EasyHandle.at(context), let transfer = easy.transfer else { return 0 }
            return transfer.take(header: UnsafeRawBufferPointer(start: bytes, count: count), easy) ? count : 0
        }
        _ = mcp_curl_set_callback(library.address, raw, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
            guard let easy = EasyHandle.at(context), let transfer = easy.transfer else { return 0 }
            return transfer.take(body: UnsafeRawBufferPointer(start: bytes, count: count), easy)
        }
        if let share = environment.share { set(CURLOPT_SHARE, pointer: share) }
        watchSockets()
        try setDestination(request)
        setBody(of: request)
        switch request.method {
        case .head: set(CURLOPT_NOBODY, 1)
        case .get, .post, .put, .patch, .delete: set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
        try setTLS(of: request)
    }

    static func at(_ context: UnsafeMutableRawPointer?) -> EasyHandle? {
        context.map { Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue() }
    }

    private func watchSockets() {
        let events = Unmanaged.passUnretained(environment.events).toOpaque()
        mcp_curl_watch_sockets(
            library.address,
            raw,
            { context, socket, _ in
                if let context {
                    Unmanaged<SocketEvents>.fromOpaque(context).takeUnretainedValue().opened(socket)
                }
                return CURL_SOCKOPT_OK
            },
            { context, socket in
                if let context {
                    Unmanaged<SocketEvents>.fromOpaque(context).takeUnretainedValue().closed(socket)
                }
                return closeSocket(socket)
            },
            events
        )
    }

    private func setDestination(_ request: HTTPRequest) throws(HTTPError) {
        var url = request.url
        var headers = request.headers
        if let name = request.tls.serverName, let authority = HTTPAuthority(of: url), authority.isSecure {
            // The certificate is checked against the URL's host: that becomes the name, and the connection is led to
            // the host it really is.
            url = authority.replacingHost(with: name, in: url)
            headers["Host"] = headers["Host"] ?? authority.text
            library.functions.slist_free_all(connectList)
            connectList = library.functions.slist_append(
                nil,
                "\(name):\(authority.port):\(authority.host):\(authority.port)"
            )
            set(CURLOPT_CONNECT_TO, pointer: connectList)
        }
        set(CURLOPT_URL, url)
        if let socket = request.socket { set(CURLOPT_UNIX_SOCKET_PATH, socket) }
        switch request.socket == nil ? request.proxy : .none {
        case .environment: if !environment.mayNameProxy { set(CURLOPT_PROXY, "") }
        case .none: set(CURLOPT_PROXY, "")
        case .url(let proxy): set(CURLOPT_PROXY, proxy)
        }
        if let signature = request.signature {
            let scope = "aws:amz:\(signature.region):\(signature.service)"
            guard mcp_curl_set_pointer(library.address, raw, CURLOPT_AWS_SIGV4, scope) == CURLE_OK else {
                throw problem("this libcurl cannot sign for AWS; 7.75 or later can", request)
            }
            set(CURLOPT_USERNAME, signature.keyID)
            set(CURLOPT_PASSWORD, signature.secretKey)
            headers["X-Amz-Security-Token"] = signature.sessionToken
        }
        library.functions.slist_free_all(headerList)
        headerList = nil
        for field in headers.fields {
            // A field without a value is written with a semicolon; with a colon it would remove libcurl's own.
            let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            headerList = library.functions.slist_append(headerList, line)
        }
        // Waiting for `100 Continue` would cost a second where a server does not know it; libcurl does so before a
        // body of a megabyte. Never together with a signature: it would count what is not sent.
        if request.body != nil, request.signature == nil {
            headerList = library.functions.slist_append(headerList, "Expect:")
        }
        set(CURLOPT_HTTPHEADER, pointer: headerList)
    }

    private func setBody(of request: HTTPRequest) {
        guard let bytes = request.body else { return }
        // The size first: only then is all of it copied, zeros included.
        set(CURLOPT_POSTFIELDSIZE_LARGE, offset: bytes.count)
        bytes.withUnsafeBytes {
            set(CURLOPT_COPYPOSTFIELDS, pointer: $0.baseAddress ?? UnsafeRawPointer(errorText))
        }
    }

    func problem(_ detail: String, _ request: HTTPRequest) -> HTTPError {
        HTTPError(.invalidRequest, at: request.endpoint, detail: detail)
    }

    func set(_ option: CURLoption, _ value: Int) {
        _ = mcp_curl_set_long(library.address, raw, option, value)
    }

    private func set(_ option: CURLoption, offset value: Int) {
        _ = mcp_curl_set_offset(library.address, raw, option, curl_off_t(value))
    }

    func set(_ option: CURLoption, _ text: String) {
        _ = mcp_curl_set_pointer(library.address, raw, option, text)
    }

    func set(_ option: CURLoption, pointer: UnsafeRawPointer?) {
        _ = mcp_curl_set_pointer(library.address, raw, option, pointer)
    }

    var ownWords: String { String(cString: errorText) }
}
