package import Diagnostics
internal import FileSystem
package import HTTP

/// As whom, and how, the endpoints of a target are reached.
package struct TargetAccess: Sendable {
    /// Fields of every request, `Authorization` among them; never shown.
    package var headers = HTTPHeaders()
    /// Read before every request, so that a token that was replaced is used at once.
    package var tokenFile: String?
    /// Lines `Name: value`, read before every request.
    package var headersFile: String?
    /// A key on the first line, read before every request.
    package var apiKeyFile: String?
    /// The field that carries the key.
    package var apiKeyHeader = "X-API-Key"
    package var tls = TLSOptions()
    package var minimumTLS = TLSVersion.tls1_2
    package var proxy = HTTPRequest.Proxy.environment
    /// A Unix socket instead of the URL's host.
    package var socket: String?

    package init() {}

    /// Makes a request one that the target accepts: credentials as they are now, trust, proxy and socket.
    ///
    /// Throws when a file with credentials cannot be read: a request without them would only be refused.
    package func apply(to request: inout HTTPRequest) throws(TargetAccessProblem) {
        for field in try requestHeaders().fields where request.headers[field.name] == nil {
            request.headers[field.name] = field.value
        }
        request.tls = tls
        request.minimumTLS = minimumTLS
        request.proxy = proxy
        request.socket = socket
    }

    /// The fields that every request to the target carries, from the files as they are now.
    package func requestHeaders() throws(TargetAccessProblem) -> HTTPHeaders {
        var headers = headers
        for line in try headersFile.map(Self.lines) ?? [] {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else {
                // The line itself may hold a secret.
                throw TargetAccessProblem(
                    message: "\(headersFile ?? ""): a line is not 'Name: value'",
                    hint: "write one field on each line"
                )
            }
            headers[String(line[..<colon].trimmed)] = String(line[line.index(after: colon)...].trimmed)
        }
        if let apiKeyFile { headers[apiKeyHeader] = try Self.firstLine(of: apiKeyFile) }
        if let tokenFile { headers["Authorization"] = "Bearer \(try Self.firstLine(of: tokenFile))" }
        return headers
    }

    private static func firstLine(of path: String) throws(TargetAccessProblem) -> String {
        guard let line = try lines(of: path).first else {
            throw TargetAccessProblem(
                message: "\(path) is empty",
                hint: "write the token or key on its first line"
            )
        }
        return line
    }

    private static func lines(of path: String) throws(TargetAccessProblem) -> [String] {
        let bytes: [UInt8]
        do { bytes = try Files.read(path, limit: 1 << 20) } catch {
            throw TargetAccessProblem(message: error.description, hint: error.hint)
        }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { String($0.trimmed) }.filter { !$0.isEmpty }
    }
}

/// Why nothing can be asked of a target: its credentials cannot be read.
package struct TargetAccessProblem: Error, Sendable, Hashable {
    package let message: String
    package let hint: String?

    package var diagnostic: Diagnostic { .error(message, hint: hint) }
}
