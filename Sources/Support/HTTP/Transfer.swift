internal import CCurl
internal import Diagnostics
internal import Synchronization

/// One request on its way, with the libcurl handle that carries it.
///
/// The handle is set up by whoever makes the transfer, then used by the loop's thread only; the completion is the one
/// thing both may touch.
final class Transfer: @unchecked Sendable {
    let handle: UnsafeMutableRawPointer
    private let library: CurlLibrary
    private let request: HTTPRequest
    /// Set before the loop hears of it: a task may be cancelled before its request starts.
    let isCancelled = Mutex(false)
    private let completion = Mutex<(@Sendable (Result<HTTPResponse, HTTPError>) -> Void)?>(nil)

    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var connectList: UnsafeMutablePointer<curl_slist>?
    /// Where libcurl writes its own words about an error.
    private let errorText: UnsafeMutablePointer<CChar>

    private var responseHeaders = HTTPHeaders()
    private var headerBytes = 0
    private var body: [UInt8] = []
    private var isTooLarge = false

    /// Bytes of all header fields of an answer.
    private static let headerLimit = 256 << 10

    init(_ request: HTTPRequest, library: CurlLibrary) throws(HTTPError) {
        self.request = request
        self.library = library
        guard let handle = library.functions.easy_init() else {
            throw HTTPError(.invalidRequest, at: request.endpoint, detail: "libcurl is out of memory")
        }
        self.handle = handle
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try configure()
    }

    deinit {
        library.functions.easy_cleanup(handle)
        library.functions.slist_free_all(headerList)
        library.functions.slist_free_all(connectList)
        errorText.deallocate()
    }

    func onCompletion(_ body: @escaping @Sendable (Result<HTTPResponse, HTTPError>) -> Void) {
        completion.withLock { $0 = body }
    }

    func fail(_ kind: HTTPError.Kind, _ detail: String) {
        complete(.failure(HTTPError(kind, at: request.endpoint, detail: detail)))
    }

    /// Called when libcurl is done with the handle.
    func finish(_ code: CURLcode) {
        guard code == CURLE_OK else { return fail(isTooLarge ? .tooLarge : code.kind, detail(of: code)) }
        var status = 0
        _ = mcp_curl_get_long(library.address, handle, CURLINFO_RESPONSE_CODE, &status)
        guard status >= 200 else { return fail(.badAnswer, "there is no status") }
        complete(
            .success(
                HTTPResponse(
                    status: status,
                    headers: responseHeaders,
                    body: body,
                    timings: HTTPTimings(),
                    httpVersion: .http1_1,
                    url: request.url,
                    certificate: nil
                )
            )
        )
    }

    private func complete(_ result: Result<HTTPResponse, HTTPError>) {
        let body = completion.withLock { completion in
            defer { completion = nil }
            return completion
        }
        body?(result)
    }

    private func detail(of code: CURLcode) -> String {
        guard !isTooLarge, code != CURLE_FILESIZE_EXCEEDED else {
            return "more than \(request.responseLimit) bytes"
        }
        let own = String(cString: errorText)
        return own.isEmpty ? library.functions.easy_strerror(code).map { String(cString: $0) } ?? "" : own
    }
}

// Setting up.
extension Transfer {
    private func configure() throws(HTTPError) {
        try checkRequest()
        let context = Unmanaged.passUnretained(self).toOpaque()
        set(CURLOPT_ERRORBUFFER, pointer: errorText)
        // Timeouts must not come as signals, and giving up must not wait for a name server.
        set(CURLOPT_NOSIGNAL, 1)
        setIfKnown(CURLOPT_QUICK_EXIT, 1)
        setIfKnown(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        // Every encoding it can undo; the limit counts what comes out.
        set(CURLOPT_ACCEPT_ENCODING, "")
        let milliseconds = Int(min(request.deadline / .milliseconds(1), 1e9).rounded(.up))
        set(CURLOPT_TIMEOUT_MS, max(1, milliseconds))
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, milliseconds))
        _ = mcp_curl_set_offset(
            library.address,
            handle,
            CURLOPT_MAXFILESIZE_LARGE,
            curl_off_t(request.responseLimit)
        )
        set(CURLOPT_HEADERDATA, pointer: context)
        set(CURLOPT_WRITEDATA, pointer: context)
        _ = mcp_curl_set_callback(library.address, handle, CURLOPT_HEADERFUNCTION) {
            bytes,
            _,
            count,
            context in
            Transfer.at(context)?.take(header: UnsafeRawBufferPointer(start: bytes, count: count)) == true
                ? count : 0
        }
        _ = mcp_curl_set_callback(library.address, handle, CURLOPT_WRITEFUNCTION) {
            bytes,
            _,
            count,
            context in
            Transfer.at(context)?.take(body: UnsafeRawBufferPointer(start: bytes, count: count)) == true
                ? count : 0
        }
        try setDestination()
        setBody()
        try setTLS()
    }

    private func checkRequest() throws(HTTPError) {
        let authority = HTTPAuthority(of: request.url)
        guard let authority, !request.url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            throw problem("the URL must be http://… or https://…, without blanks")
        }
        guard !authority.hasUser else {
            throw problem("the URL must not hold a user or a password")
        }
        if let name = request.headers.unsendable {
            throw problem("the header '\(name)' does not fit on one line")
        }
    }

    private func setDestination() throws(HTTPError) {
        var url = request.url
        var headers = request.headers
        if let name = request.tls.serverName, let authority = HTTPAuthority(of: url), authority.isSecure {
            // The certificate is checked against the URL's host: that becomes the name, and the connection is led to
            // the host it really is.
            url = authority.replacingHost(with: name, in: url)
            headers["Host"] = headers["Host"] ?? authority.text
            connectList = library.functions.slist_append(
                nil,
                "\(name):\(authority.port):\(authority.host):\(authority.port)"
            )
            set(CURLOPT_CONNECT_TO, pointer: connectList)
        }
        set(CURLOPT_URL, url)
        if let socket = request.socket { set(CURLOPT_UNIX_SOCKET_PATH, socket) }
        switch request.socket == nil ? request.proxy : .none {
        case .environment: break
        case .none: set(CURLOPT_PROXY, "")
        case .url(let proxy): set(CURLOPT_PROXY, proxy)
        }
        if let signature = request.signature {
            let scope = "aws:amz:\(signature.region):\(signature.service)"
            guard mcp_curl_set_pointer(library.address, handle, CURLOPT_AWS_SIGV4, scope) == CURLE_OK else {
                throw problem("this libcurl cannot sign for AWS; 7.75 or later can")
            }
            set(CURLOPT_USERNAME, signature.keyID)
            set(CURLOPT_PASSWORD, signature.secretKey)
            headers["X-Amz-Security-Token"] = signature.sessionToken
        }
        for field in headers.fields {
            // A field without a value is written with a semicolon; with a colon it would remove libcurl's own.
            let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            headerList = library.functions.slist_append(headerList, line)
        }
        // Waiting for `100 Continue` would cost a second where a server does not know it; libcurl does so before a
        // body of a megabyte. Never together with a signature: it would count what is not sent.
        if request.body?.count ?? 0 >= 1 << 20, request.signature == nil {
            headerList = library.functions.slist_append(headerList, "Expect:")
        }
        set(CURLOPT_HTTPHEADER, pointer: headerList)
    }

    private func setBody() {
        if let bytes = request.body {
            // The size first: only then is all of it copied, zeros included.
            _ = mcp_curl_set_offset(
                library.address,
                handle,
                CURLOPT_POSTFIELDSIZE_LARGE,
                curl_off_t(bytes.count)
            )
            bytes.withUnsafeBytes {
                set(CURLOPT_COPYPOSTFIELDS, pointer: $0.baseAddress ?? UnsafeRawPointer(errorText))
            }
        }
        switch request.method {
        case .head: set(CURLOPT_NOBODY, 1)
        case .get, .post, .put, .patch, .delete: set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
    }

    private func setTLS() throws(HTTPError) {
        let tls = request.tls
        set(CURLOPT_SSL_VERIFYPEER, tls.isInsecure ? 0 : 1)
        set(CURLOPT_SSL_VERIFYHOST, tls.isInsecure ? 0 : 2)
        if let authorities = tls.authorities {
            try set(authorities, file: CURLOPT_CAINFO, blob: CURLOPT_CAINFO_BLOB)
            // The system's own must not do as well.
            set(CURLOPT_CAPATH, pointer: nil)
        }
        if let identity = tls.identity {
            try set(identity.certificate, file: CURLOPT_SSLCERT, blob: CURLOPT_SSLCERT_BLOB)
            try set(identity.key, file: CURLOPT_SSLKEY, blob: CURLOPT_SSLKEY_BLOB)
        }
    }

    private func set(_ source: TLSOptions.Source, file: CURLoption, blob: CURLoption) throws(HTTPError) {
        switch source {
        case .file(let path): set(file, path)
        case .data(let bytes):
            let code = bytes.withUnsafeBytes {
                mcp_curl_set_blob(library.address, handle, blob, $0.baseAddress, $0.count)
            }
            guard code == CURLE_OK else {
                throw problem("this libcurl takes certificates from files only; 7.77 or later takes data")
            }
        }
    }

    private func problem(_ detail: String) -> HTTPError {
        HTTPError(.invalidRequest, at: request.endpoint, detail: detail)
    }

    private func set(_ option: CURLoption, _ value: Int) {
        _ = mcp_curl_set_long(library.address, handle, option, value)
    }

    private func set(_ option: CURLoption, _ text: String) {
        _ = mcp_curl_set_pointer(library.address, handle, option, text)
    }

    private func set(_ option: CURLoption, pointer: UnsafeRawPointer?) {
        _ = mcp_curl_set_pointer(library.address, handle, option, pointer)
    }

    /// Options newer than the oldest libcurl that works: what they do is an improvement there.
    private func setIfKnown(_ option: CURLoption, _ value: Int) { set(option, value) }
    private func setIfKnown(_ option: CURLoption, _ text: String) { set(option, text) }
}

// What libcurl hands over.
extension Transfer {
    private static func at(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func take(header line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Self.headerLimit else {
            isTooLarge = true
            return false
        }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            // Those of `100 Continue` or of a proxy came before.
            responseHeaders.removeAll()
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...]
            let blanks: (Character) -> Bool = \.isWhitespace
            let trimmed = value.drop(while: blanks)
            let end = trimmed.lastIndex { !blanks($0) }
            responseHeaders.append(String(text[..<colon]), end.map { String(trimmed[...$0]) } ?? "")
        }
        return true
    }

    private func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= request.responseLimit else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }
}

extension CURLcode {
    /// What an error of libcurl means for whoever sent the request.
    fileprivate var kind: HTTPError.Kind {
        switch self {
        case CURLE_URL_MALFORMAT, CURLE_NOT_BUILT_IN, CURLE_BAD_FUNCTION_ARGUMENT: .invalidRequest
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .notResolved
        case CURLE_COULDNT_CONNECT: .refused
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_FILESIZE_EXCEEDED: .tooLarge
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_USE_SSL_FAILED:
            .tls
        default: .badAnswer
        }
    }
}
