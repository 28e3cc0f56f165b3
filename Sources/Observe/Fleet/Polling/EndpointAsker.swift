internal import Diagnostics
internal import Discovery
internal import Exposition
internal import FileSystem
internal import HTTP
internal import MCP

/// Asks the endpoints of one target, as whom its access says.
struct EndpointAsker: Sendable {
    let target: FleetTarget
    let options: FleetOptions
    let http: HTTPClient
    /// With the token as it is now.
    let headers: HTTPHeaders
    /// Why there is no token though there should be one.
    let tokenProblem: String?

    init(_ target: FleetTarget, _ options: FleetOptions, http: HTTPClient) {
        (self.target, self.options, self.http) = (target, options, http)
        var headers = target.access.headers
        var problem: String?
        if let file = target.access.tokenFile {
            do throws(FileError) {
                let bytes = try Files.read(file, limit: 1 << 16)
                headers["Authorization"] = "Bearer \(String(decoding: bytes, as: UTF8.self).trimmed)"
            } catch {
                problem = error.description
            }
        }
        headers["User-Agent"] = headers["User-Agent"] ?? options.userAgent
        (self.headers, tokenProblem) = (headers, problem)
    }

    func ask(
        _ url: String,
        accept: String,
        limit: Int,
        _ method: HTTPRequest.Method = .get,
        body: [UInt8]? = nil
    ) async -> EndpointAnswer {
        var request = HTTPRequest(method, url, headers: headers, body: body)
        request.headers["Accept"] = accept
        if body != nil { request.headers["Content-Type"] = "application/json" }
        request.deadline = options.timeout
        request.responseLimit = limit
        request.tls = target.access.tls
        request.tls.wantsCertificate = url.hasPrefix("https:")
        request.proxy = target.access.proxy
        request.socket = target.access.socket
        let start = ContinuousClock.now
        let result: Result<HTTPResponse, HTTPError>
        do throws(HTTPError) {
            result = .success(try await http.send(request))
        } catch {
            result = .failure(error)
        }
        return EndpointAnswer(
            address: request.endpoint,
            result: result,
            seconds: (ContinuousClock.now - start).inSeconds
        )
    }

    func health(_ url: String) async -> EndpointAnswer {
        await ask(
            url,
            accept: "application/health+json, application/json;q=0.9, text/plain;q=0.5, */*;q=0.1",
            limit: options.healthLimit
        )
    }

    func metrics(_ url: String) async -> EndpointAnswer {
        await ask(url, accept: ExpositionFormat.accept, limit: options.metricsLimit)
    }

    /// A client of the MCP endpoint.
    func client(_ url: String) -> MCPClient {
        var mcp = MCPOptions()
        mcp.clientName = options.userAgent
        mcp.deadline = options.timeout
        mcp.closingDeadline = min(options.timeout, .seconds(2))
        return MCPClient(
            endpoint: .http(
                url: url,
                headers: headers,
                tls: target.access.tls,
                proxy: target.access.proxy,
                socket: target.access.socket
            ),
            http: http,
            options: mcp
        )
    }
}
