internal import Diagnostics
internal import HTTP
internal import Processes
internal import Values

/// A program that answers with credentials (Kubernetes documentation, "client-go credential plugins";
/// `client.authentication.k8s.io` v1 and v1beta1).
struct ExecPlugin: Sendable {
    struct Credential {
        let token: String?
        let identity: TLSOptions.Identity?
    }

    private static let versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]

    private let command: String
    private let arguments: [String]
    private let variables: [(String, String)]
    private let apiVersion: String
    private let wantsCluster: Bool
    private let installHint: String?
    private let user: String

    init(_ value: Value, folder: String, user: String) throws(InvalidInput) {
        guard let command = value["command"]?.nonEmptyString else {
            throw InvalidInput(
                .error(
                    "the exec plugin of user '\(user)' has no command",
                    at: value.location,
                    hint: "write command: PROGRAM"
                )
            )
        }
        let version = value["apiVersion"]?.string ?? ""
        guard Self.versions.contains(version) else {
            throw InvalidInput(
                .error(
                    "the exec plugin of user '\(user)' speaks \(version.isEmpty ? "no version" : version)",
                    at: value["apiVersion"]?.location ?? value.location,
                    hint: "update it: \(Self.versions.joined(separator: " and ")) are spoken here"
                )
            )
        }
        // A path with a slash is relative to the file; a bare name is looked up in PATH.
        self.command = command.contains("/") && !command.hasPrefix("/") ? "\(folder)/\(command)" : command
        arguments = (value["args"]?.array ?? []).compactMap(\.string)
        variables = (value["env"]?.array ?? []).compactMap { item in
            item["name"]?.string.map { ($0, item["value"]?.string ?? "") }
        }
        apiVersion = version
        wantsCluster = value["provideClusterInfo"]?.bool == true
        installHint = value["installHint"]?.nonEmptyString
        self.user = user
    }

    /// Runs the program and reads its `ExecCredential`.
    func credential(for access: KubernetesAccess, options: LiveOptions) throws(InvalidInput) -> Credential {
        var environment = options.environment
        for (name, value) in variables { environment[name] = value }
        environment["KUBERNETES_EXEC_INFO"] = information(of: access).json(.compact)
        var process = ChildProcess(command, arguments, environment: environment)
        process.deadline = options.timeout
        let output: ChildProcess.Output
        do { output = try process.run() } catch {
            let reason =
                switch error {
                case .notStarted(let text): "could not be started: \(text)"
                case .timedOut: "gave no credentials in time"
                case .tooMuch: "printed too much"
                }
            throw problem(reason, hint: installHint ?? "run it by hand: \(command)")
        }
        guard output.status == 0 else {
            let words = shortened(String(decoding: output.errors.prefix(400), as: UTF8.self).trimmed, to: 200)
            throw problem(
                "ended with status \(output.status)\(words.isEmpty ? "" : ": \(words)")",
                hint: "log in again with the program your cluster's users log in with"
            )
        }
        return try read(output.output)
    }

    private func read(_ bytes: [UInt8]) throws(InvalidInput) -> Credential {
        // What it printed is never shown: it is a secret, or was meant to be one.
        guard let text = String(validating: bytes, as: UTF8.self),
            let value = try? JSON.value(in: SourceFile(name: "", text: text)),
            value["kind"]?.string == "ExecCredential", let status = value["status"]
        else {
            throw problem("printed no ExecCredential with a status", hint: "run it by hand: \(command)")
        }
        guard value["apiVersion"]?.string == apiVersion else {
            throw problem(
                "answered in another version than \(apiVersion)",
                hint: "write the apiVersion it speaks into the kubeconfig"
            )
        }
        let token = status["token"]?.nonEmptyString
        var identity: TLSOptions.Identity?
        if let certificate = status["clientCertificateData"]?.nonEmptyString,
            let key = status["clientKeyData"]?.nonEmptyString
        {
            identity = .init(certificate: .data(Array(certificate.utf8)), key: .data(Array(key.utf8)))
        }
        guard token != nil || identity != nil else {
            throw problem(
                "gave neither a token nor a certificate with its key",
                hint: "run it by hand: \(command)"
            )
        }
        return Credential(token: token, identity: identity)
    }

    private func information(of access: KubernetesAccess) -> Value {
        var spec: Object = Object()
        spec["interactive"] = false
        if wantsCluster {
            var cluster = Object()
            cluster["server"] = .string(access.server)
            if let name = access.tls.serverName { cluster["tls-server-name"] = .string(name) }
            if access.tls.isInsecure { cluster["insecure-skip-tls-verify"] = true }
            if case .data(let bytes) = access.tls.authorities {
                cluster["certificate-authority-data"] = .string(Base64.encode(bytes))
            }
            spec["cluster"] = .object(cluster)
        }
        return ["apiVersion": .string(apiVersion), "kind": "ExecCredential", "spec": .object(spec)]
    }

    private func problem(_ reason: String, hint: String) -> InvalidInput {
        InvalidInput(.error("the exec plugin '\(command)' of user '\(user)' \(reason)", hint: hint))
    }
}
