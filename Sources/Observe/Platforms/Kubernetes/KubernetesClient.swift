internal import Diagnostics
internal import HTTP
internal import Values

/// The API server of one cluster, as one user.
struct KubernetesClient: Sendable {
    private let server: String
    private let tls: TLSOptions
    private let proxy: HTTPRequest.Proxy
    private let authorization: String?
    private let timeout: Duration
    private let client = HTTPClient(connectionLimit: 8)

    init(_ access: KubernetesAccess, options: LiveOptions) throws(InvalidInput) {
        let (header, tls) = try access.authorization(options: options)
        server = access.server
        self.tls = tls
        proxy = access.proxy
        authorization = header
        timeout = options.timeout
    }

    func get(_ path: String) async throws(LiveProblem) -> HTTPResponse { try await send(.get, path, nil) }

    /// The head of an answer that goes on.
    func open(_ path: String) async throws(LiveProblem) -> HTTPStream {
        do { return try await client.open(request(.get, path, nil)) } catch { throw LiveProblem(error) }
    }

    /// What would come of applying an object, without doing it ("Server-Side Apply"; `dryRun=All`).
    func dryRun(_ object: Value, at path: String, as manager: String, isForced: Bool)
        async throws(LiveProblem)
        -> HTTPResponse
    {
        // Every JSON text is YAML.
        let query = "dryRun=All&fieldManager=\(percentEncoded(manager))&force=\(isForced)"
        return try await send(.patch, "\(path)?\(query)", Array(object.json(.compact).utf8))
    }

    private func send(_ method: HTTPRequest.Method, _ path: String, _ body: [UInt8]?)
        async throws(LiveProblem)
        -> HTTPResponse
    {
        do { return try await client.send(request(method, path, body)) } catch { throw LiveProblem(error) }
    }

    private func request(_ method: HTTPRequest.Method, _ path: String, _ body: [UInt8]?) -> HTTPRequest {
        var request = HTTPRequest(method, server + path, headers: ["Accept": "application/json"], body: body)
        request.headers["User-Agent"] = "mcpctl"
        request.headers["Authorization"] = authorization
        if body != nil { request.headers["Content-Type"] = "application/apply-patch+yaml" }
        request.tls = tls
        request.proxy = proxy
        request.deadline = timeout
        request.responseLimit = 64 << 20
        return request
    }
}
