/// One request, and how far it may go.
package struct HTTPRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET", head = "HEAD", post = "POST", put = "PUT", patch = "PATCH", delete = "DELETE"
    }

    /// Through which proxy.
    package enum Proxy: Sendable, Hashable {
        /// As `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say.
        case environment
        case none
        case url(String)
    }

    package var method: Method
    /// `http` or `https`, without user and password.
    package var url: String
    package var headers: HTTPHeaders
    package var body: [UInt8]?
    /// For everything: waiting for a free connection, resolving, connecting, sending and reading.
    ///
    /// Of a stream, until its head is there.
    package var deadline: Duration = .seconds(10)
    /// For resolving and connecting, TLS and proxies included; `nil` is as long as `deadline`.
    package var connectDeadline: Duration?
    /// From leaving the queue to the first byte of the answer, connecting included; `nil` is as long as `deadline`.
    package var firstByteDeadline: Duration?
    /// Bytes of the body, after decompression; a stream has no limit, only memory for what was not read yet.
    package var responseLimit = 16 << 20
    /// Bytes of the status line and all header fields of an answer.
    package var headerLimit = 256 << 10
    package var redirects = HTTPRedirects.none
    package var minimumTLS = TLSVersion.tls1_2
    /// Whether the answer may come as gzip, deflate, br or zstd, as far as libcurl can undo them.
    package var acceptsCompression = true
    package var tls = TLSOptions()
    package var proxy = Proxy.environment
    /// The path of a Unix socket to connect to; the URL's host is then only a name.
    package var socket: String?
    package var signature: AWSSignature?

    package init(
        _ method: Method = .get,
        _ url: String,
        headers: HTTPHeaders = HTTPHeaders(),
        body: [UInt8]? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// Where the request goes, for messages: without a query, which may hold credentials.
    package var endpoint: String {
        let place = String(url.prefix { $0 != "?" && $0 != "#" })
        return socket.map { "\($0) (\(place))" } ?? place
    }
}

/// The signature that Amazon Web Services want: Signature Version 4.
package struct AWSSignature: Sendable {
    package var keyID: String
    package var secretKey: String
    package var sessionToken: String?
    package var region: String
    package var service: String

    package init(keyID: String, secretKey: String, sessionToken: String?, region: String, service: String) {
        self.keyID = keyID
        self.secretKey = secretKey
        self.sessionToken = sessionToken
        self.region = region
        self.service = service
    }
}
