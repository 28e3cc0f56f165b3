internal import Diagnostics
internal import FileSystem
internal import HTTP
internal import Values
internal import YAML

/// The clusters, users and contexts that kubectl knows: every file of `KUBECONFIG`, the first that names a thing wins
/// (Kubernetes documentation, "Organizing Cluster Access Using kubeconfig Files").
struct KubeConfig {
    private struct Entry {
        let value: Value
        /// Paths in it are relative to the folder of its file.
        let folder: String
    }

    private var clusters: [String: Entry] = [:]
    private var users: [String: Entry] = [:]
    private var contexts: [String: Entry] = [:]
    private var currentContext: String?
    private let paths: [String]

    /// Reads the named file, or those of `KUBECONFIG`, or `~/.kube/config`; `nil` when there is none.
    init?(named path: String?, options: LiveOptions) throws(InvalidInput) {
        var paths: [String]
        if let path {
            paths = [path]
        } else if let list = options["KUBECONFIG"] {
            // One that is not there is passed over, as kubectl does.
            paths = list.split(separator: ":").map { options.path(String($0)) }.filter(Files.exists)
        } else {
            paths = [options.path("~/.kube/config")].filter(Files.exists)
        }
        guard !paths.isEmpty else { return nil }
        self.paths = paths
        for path in paths { try add(path) }
    }

    private mutating func add(_ path: String) throws(InvalidInput) {
        let bytes: [UInt8]
        do { bytes = try Files.read(path, limit: 4 << 20) } catch {
            throw InvalidInput(.error(error.description, hint: error.hint))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InvalidInput(.error("\(path) is no text", hint: "name a kubeconfig file"))
        }
        let root = try YAML.document(in: SourceFile(name: path, text: text, hidesSecrets: true))
        let folder = Files.parent(of: path) ?? "."
        currentContext = currentContext ?? root["current-context"]?.nonEmptyString
        func entries(_ list: String, _ key: String, into known: inout [String: Entry]) {
            for item in root[list]?.array ?? [] {
                guard let name = item["name"]?.string, let value = item[key], known[name] == nil else {
                    continue
                }
                known[name] = Entry(value: value, folder: folder)
            }
        }
        entries("clusters", "cluster", into: &clusters)
        entries("users", "user", into: &users)
        entries("contexts", "context", into: &contexts)
    }

    /// How to reach the cluster of a context, or of the current one.
    func access(context name: String?) throws(InvalidInput) -> KubernetesAccess {
        let files = paths.joined(separator: ", ")
        guard let name = name ?? currentContext else {
            throw InvalidInput(.error("\(files) has no current context", hint: "name one: --context NAME"))
        }
        guard let context = contexts[name] else {
            let known = contexts.keys.sorted().joined(separator: ", ")
            throw InvalidInput(
                .error("\(files) has no context '\(name)'", hint: known.isEmpty ? nil : "there are: \(known)")
            )
        }
        let clusterName = context.value["cluster"]?.string ?? ""
        guard let cluster = clusters[clusterName], let server = cluster.value["server"]?.nonEmptyString else {
            throw InvalidInput(
                .error(
                    "context '\(name)' names the cluster '\(clusterName)', of which no server is known",
                    at: context.value["cluster"]?.location,
                    hint: "add it with kubectl config set-cluster"
                )
            )
        }
        guard !SecretLook.isTelling(text: server) else {
            throw InvalidInput(
                Diagnostic.error(
                    "the server of the cluster '\(clusterName)' has a user or a password in its address",
                    at: cluster.value["server"]?.location,
                    hint: "who asks belongs under users: kubectl config set-credentials"
                ).withoutExcerpt()
            )
        }
        var access = KubernetesAccess(server: server, title: "context \(name), \(server)")
        try setTrust(of: cluster, in: &access)
        if let userName = context.value["user"]?.nonEmptyString {
            guard let user = users[userName] else {
                throw InvalidInput(
                    .error(
                        "context '\(name)' names the user '\(userName)', who is not in \(files)",
                        at: context.value["user"]?.location,
                        hint: "add it with kubectl config set-credentials"
                    )
                )
            }
            try setUser(user, named: userName, in: &access)
        }
        return access
    }

    private func setTrust(of cluster: Entry, in access: inout KubernetesAccess) throws(InvalidInput) {
        let value = cluster.value
        if let source = try source("certificate-authority", of: cluster) { access.tls.authorities = source }
        access.tls.isInsecure = value["insecure-skip-tls-verify"]?.bool == true
        access.tls.serverName = value["tls-server-name"]?.nonEmptyString
        if let proxy = value["proxy-url"]?.nonEmptyString { access.proxy = .url(proxy) }
    }

    private func setUser(_ user: Entry, named name: String, in access: inout KubernetesAccess)
        throws(InvalidInput)
    {
        let value = user.value
        let certificate = try source("client-certificate", of: user)
        let key = try source("client-key", of: user)
        if let certificate, let key { access.tls.identity = .init(certificate: certificate, key: key) }
        if let token = value["token"]?.nonEmptyString {
            access.credentials = .token(token)
        } else if let file = value["tokenFile"]?.nonEmptyString {
            access.credentials = .tokenFile(Self.resolved(file, in: user.folder))
        } else if let word = value["username"]?.nonEmptyString {
            access.credentials = .password(user: word, password: value["password"]?.string ?? "")
        } else if let exec = value["exec"], exec.object != nil {
            access.credentials = .plugin(try ExecPlugin(exec, folder: user.folder, user: name))
        } else if value["auth-provider"]?.object != nil {
            throw InvalidInput(
                .error(
                    "user '\(name)' has an auth-provider, which Kubernetes 1.26 removed",
                    at: value["auth-provider"]?.location,
                    hint: "use the exec plugin that replaced it"
                )
            )
        }
    }

    /// Data in base64, or the path of a file; data wins.
    private func source(_ key: String, of entry: Entry) throws(InvalidInput) -> TLSSource? {
        if let text = entry.value["\(key)-data"]?.nonEmptyString {
            guard let bytes = Base64.decode(text) else {
                throw InvalidInput(
                    .error(
                        "\(key)-data is not base64",
                        at: entry.value["\(key)-data"]?.location,
                        hint: "write the file's text through base64 -w0"
                    )
                    .withoutExcerpt()
                )
            }
            return .data(bytes)
        }
        return entry.value[key]?.nonEmptyString.map { .file(Self.resolved($0, in: entry.folder)) }
    }

    private static func resolved(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }
}

extension Value {
    /// A text that says something.
    var nonEmptyString: String? { string.flatMap { $0.isEmpty ? nil : $0 } }
}
