internal import Arguments
internal import Diagnostics
internal import FileSystem
internal import HTTP
internal import PrometheusAPI
internal import Values

/// A server with the API of Prometheus, and what it wants to see of us.
struct ServerOptions: OptionGroup {
    var url: String?
    var tokenFile: String?
    var basicAuthFile: String?
    var headerFile: String?
    var authorityFile: String?
    var isInsecure = false

    static let parameters: [Parameter<Self>] =
        [
            .option(
                \.url,
                "--prometheus",
                value: "URL",
                help:
                    "Ask this server: Prometheus, Thanos, Mimir, VictoriaMetrics; the address ends before /api/v1",
                environment: "MCPCTL_PROMETHEUS"
            ).conflicting(with: "--store", "--from")
        ].under("What is asked") + credentials

    private static let credentials: [Parameter<Self>] =
        [
            .option(
                \.tokenFile,
                "--token-file",
                value: "FILE",
                help:
                    "A bearer token for servers that are asked; --prometheus also finds it by $MCPCTL_TOKEN_FILE",
                completion: .file
            ),
            .option(
                \.basicAuthFile,
                "--basic-auth-file",
                value: "FILE",
                help: "A line user:password for servers that are asked",
                completion: .file
            ),
            .option(
                \.headerFile,
                "--header-file",
                value: "FILE",
                help: "Lines 'Name: value' to send along: X-Scope-OrgID, say",
                completion: .file
            ),
            .option(
                \.authorityFile,
                "--ca-file",
                value: "FILE",
                help: "Certificates of the authorities to trust instead of the system's, in PEM",
                completion: .file("pem", "crt")
            ),
            .flag(\.isInsecure, "--insecure", help: "Trust any certificate"),
        ].under("Reaching servers")

    /// The server that was named.
    func server(at url: String, timeout: Duration) throws -> PrometheusServer {
        guard var server = PrometheusServer(url: url) else {
            throw InvalidInput(
                .error(
                    "'\(url)' is not the address of a server",
                    hint: "write http://HOST:PORT or https://HOST/PATH, up to /api/v1"
                )
            )
        }
        // What is set once for a Prometheus must not be sent to whatever address is read with --from.
        server.headers = try headers(token: tokenFile ?? processEnvironment()["MCPCTL_TOKEN_FILE"])
        server.tls = tls
        server.timeout = timeout
        return server
    }

    var tls: TLSOptions {
        var tls = TLSOptions()
        tls.authorities = authorityFile.map { .file($0) }
        tls.isInsecure = isInsecure
        return tls
    }

    /// What was given to send along to any server.
    func headers() throws -> HTTPHeaders { try headers(token: tokenFile) }

    private func headers(token tokenFile: String?) throws -> HTTPHeaders {
        var headers = HTTPHeaders()
        if let headerFile {
            for line in try Self.lines(of: headerFile) {
                guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else {
                    // The line itself may hold a secret.
                    throw InvalidInput(.error("\(headerFile): a line is not 'Name: value'"))
                }
                headers[String(line[..<colon])] = String(line[line.index(after: colon)...].trimmed)
            }
        }
        if let basicAuthFile {
            guard let line = try Self.lines(of: basicAuthFile).first, line.contains(":") else {
                throw InvalidInput(.error("\(basicAuthFile): the first line is not 'user:password'"))
            }
            headers["Authorization"] = "Basic \(Base64.encode(line.utf8))"
        }
        if let tokenFile {
            guard let line = try Self.lines(of: tokenFile).first else {
                throw InvalidInput(.error("\(tokenFile): there is no token in it"))
            }
            headers["Authorization"] = "Bearer \(line)"
        }
        return headers
    }

    private static func lines(of path: String) throws -> [String] {
        try ProfileFile.text(at: path).split(whereSeparator: \.isNewline)
            .map { String($0.trimmed) }.filter { !$0.isEmpty }
    }
}
