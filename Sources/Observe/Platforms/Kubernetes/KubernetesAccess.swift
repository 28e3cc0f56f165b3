internal import Diagnostics
internal import FileSystem
internal import HTTP
internal import Values

typealias TLSSource = TLSOptions.Source

/// How to reach a cluster, and as whom.
struct KubernetesAccess: Sendable {
    enum Credentials: Sendable {
        case none
        case token(String)
        /// Read for every run: cluster tokens are replaced every hour.
        case tokenFile(String)
        case password(user: String, password: String)
        case plugin(ExecPlugin)
    }

    let server: String
    /// What messages call the cluster.
    let title: String
    var tls = TLSOptions()
    var proxy = HTTPRequest.Proxy.environment
    var credentials = Credentials.none

    init(server: String, title: String) {
        self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
        self.title = title
    }

    /// The access that the options and the environment name: a kubeconfig, or the service account of a pod.
    static func found(kubeconfig: String?, context: String?, options: LiveOptions) throws(InvalidInput)
        -> Self
    {
        if let config = try KubeConfig(named: kubeconfig, options: options) {
            return try config.access(context: context)
        }
        if context == nil, let access = inCluster(options) { return access }
        throw InvalidInput(
            .error(
                "no cluster is known: there is no kubeconfig",
                hint: "name one: --kubeconfig FILE, or KUBECONFIG; kubectl's own is ~/.kube/config"
            )
        )
    }

    /// Where Kubernetes puts the service account of a pod ("Accessing the Kubernetes API from a Pod").
    private static func inCluster(_ options: LiveOptions) -> Self? {
        let folder = "/var/run/secrets/kubernetes.io/serviceaccount"
        guard let host = options["KUBERNETES_SERVICE_HOST"], let port = options["KUBERNETES_SERVICE_PORT"],
            Files.exists("\(folder)/token")
        else { return nil }
        let server = "https://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        var access = Self(server: server, title: "this pod's cluster, \(server)")
        access.tls.authorities = .file("\(folder)/ca.crt")
        access.credentials = .tokenFile("\(folder)/token")
        access.proxy = .none
        return access
    }

    /// The value of the `Authorization` header, and TLS with what a plugin adds to it.
    func authorization(options: LiveOptions) throws(InvalidInput) -> (header: String?, tls: TLSOptions) {
        switch credentials {
        case .none: return (nil, tls)
        case .token(let token): return ("Bearer \(token)", tls)
        case .tokenFile(let path):
            do {
                let token = String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
                return ("Bearer \(token.trimmed)", tls)
            } catch {
                throw InvalidInput(.error(error.description, hint: error.hint))
            }
        case .password(let user, let password):
            return ("Basic \(Base64.encode("\(user):\(password)".utf8))", tls)
        case .plugin(let plugin):
            let credential = try plugin.credential(for: self, options: options)
            var tls = tls
            if let identity = credential.identity { tls.identity = identity }
            return (credential.token.map { "Bearer \($0)" }, tls)
        }
    }
}

extension String {
    /// Without blanks and line breaks around it.
    var trimmed: String {
        let isBlank: (Character) -> Bool = { $0.isWhitespace }
        guard let start = firstIndex(where: { !isBlank($0) }), let end = lastIndex(where: { !isBlank($0) })
        else {
            return ""
        }
        return String(self[start...end])
    }
}
