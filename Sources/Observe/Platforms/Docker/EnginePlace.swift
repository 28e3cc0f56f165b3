package import Diagnostics
package import HTTP
internal import Values

/// A Docker Engine; nothing is asked of it yet.
package struct EnginePlace: Sendable {
    private let host: DockerHost
    private let timeout: Duration
    private let client = HTTPClient(connectionLimit: 4)

    /// The engine at `host`, or where `DOCKER_HOST` says.
    package init(host: String?, options: LiveOptions) throws(InvalidInput) {
        var options = options
        if let host { options.environment["DOCKER_HOST"] = host }
        self.host = try DockerHost(options)
        timeout = options.timeout
    }

    /// What messages call the engine.
    package var title: String { host.title }

    /// The name or address of the machine it is on; `nil` when that is this one.
    package var machine: String? { host.socket == nil ? HTTPAuthority(of: host.base)?.host : nil }

    package func get(_ path: String) async throws(HTTPError) -> HTTPResponse {
        try await client.send(request(path))
    }

    /// The head of an answer that goes on: events.
    package func open(_ path: String) async throws(HTTPError) -> HTTPStream {
        try await client.open(request(path))
    }

    private func request(_ path: String) -> HTTPRequest {
        var request = HTTPRequest(.get, host.base + path)
        request.socket = host.socket
        request.tls = host.tls
        request.deadline = timeout
        request.responseLimit = 64 << 20
        return request
    }
}
