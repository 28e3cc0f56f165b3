internal import Diagnostics
internal import HTTP
internal import Profile

/// Where relative paths start, and which variables the process has.
struct AccessSurroundings: Sendable {
    /// The profile's folder; `nil` is the folder the process is in.
    var folder: String?
    var variables: [String: String]

    /// The path from the profile's folder, with the user's home folder in place of `~`.
    func path(_ text: String) -> String {
        if text.hasPrefix("~/"), let home = variables["HOME"] { return home + text.dropFirst() }
        return text.hasPrefix("/") ? text : folder.map { "\($0)/\(text)" } ?? text
    }
}

extension Access {
    /// What holds for a target: what it says itself, and of the environment what is left.
    func laid(over lower: Access?) -> Access {
        guard let lower else { return self }
        var access = self
        if tokenFile == nil, tokenEnv == nil {
            (access.tokenFile, access.tokenEnv) = (lower.tokenFile, lower.tokenEnv)
        }
        access.headersFile = headersFile ?? lower.headersFile
        if apiKeyFile == nil {
            (access.apiKeyFile, access.apiKeyHeader) = (lower.apiKeyFile, lower.apiKeyHeader)
        }
        access.tls = tls ?? lower.tls
        if proxy == nil, socket == nil { (access.proxy, access.socket) = (lower.proxy, lower.socket) }
        return access
    }
}

extension TargetAccess {
    init(_ access: Access?, in surroundings: AccessSurroundings) throws(InvalidInput) {
        self.init()
        guard let access else { return }
        tokenFile = access.tokenFile.map(surroundings.path)
        headersFile = access.headersFile.map(surroundings.path)
        apiKeyFile = access.apiKeyFile.map(surroundings.path)
        if let header = access.apiKeyHeader { apiKeyHeader = header }
        if let name = access.tokenEnv {
            guard let token = surroundings.variables[name], !token.isEmpty else {
                throw InvalidInput(
                    .error(
                        "the variable \(name), which access.tokenEnv names, is not set",
                        hint: "export \(name)"
                    )
                )
            }
            headers["Authorization"] = "Bearer \(token)"
        }
        if let options = access.tls {
            tls.authorities = options.caFile.map { .file(surroundings.path($0)) }
            if let certificate = options.certificateFile, let key = options.keyFile {
                tls.identity = .init(
                    certificate: .file(surroundings.path(certificate)),
                    key: .file(surroundings.path(key))
                )
            }
            tls.serverName = options.serverName
            tls.isInsecure = options.insecure
            minimumTLS =
                switch options.minimumVersion {
                case .tls1_2: .tls1_2
                case .tls1_3: .tls1_3
                }
        }
        if let proxy = access.proxy { self.proxy = proxy == "none" ? .none : .url(proxy) }
        socket = access.socket.map(surroundings.path)
    }
}
