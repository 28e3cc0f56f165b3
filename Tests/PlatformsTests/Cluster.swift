import Diagnostics
import FoundationEssentials
import HTTP
import Platforms
import TestSupport
import Testing
import Values
import YAML

/// The path of a script beside the tests.
func script(_ name: String) -> String {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder.joined(separator: "/") + "/servers/\(name)"
}

/// The documents of a YAML text.
func documents(_ text: String) throws -> [Value] {
    try YAML.documents(in: SourceFile(name: "test.yaml", text: text))
}

/// A stand-in for an API server, and a folder with kubeconfigs for it.
final class Cluster: Sendable {
    static let certificates = Result { try Certificates() }

    let folder: TemporaryFolder
    let server: PythonServer
    let certificates: Certificates
    private let client = HTTPClient()

    init(without versions: String...) throws {
        certificates = try Self.certificates.get()
        folder = try TemporaryFolder()
        // The words of an initializer cannot be passed on.
        let (certificate, key, authority) = ("server.pem", "server.key", "ca.pem")
        server =
            versions.isEmpty
            ? try PythonServer(
                script("kubernetes_api.py"),
                certificates.path(certificate),
                certificates.path(key),
                certificates.path(authority)
            )
            : try PythonServer(
                script("kubernetes_api.py"),
                certificates.path(certificate),
                certificates.path(key),
                certificates.path(authority),
                "--without",
                versions[0]
            )
        try writeConfig(user: "token: right-token")
    }

    var url: String { "https://127.0.0.1:\(server.place)" }
    var config: String { "\(folder.path)/config" }

    /// Writes a kubeconfig whose user has these lines.
    func writeConfig(user: String, cluster: String? = nil, name: String = "config") throws {
        let trust = cluster ?? "certificate-authority: \(certificates.path("ca.pem"))"
        try folder.write(
            """
            apiVersion: v1
            kind: Config
            current-context: test
            contexts:
              - {name: test, context: {cluster: test, user: me}}
            clusters:
              - name: test
                cluster:
                  server: \(url)
                  \(trust)
            users:
              - name: me
                user:
            \(user.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n"))
            """,
            to: name
        )
    }

    func live(timeout: Duration = .seconds(20), environment: [String: String] = [:]) throws -> KubernetesLive
    {
        var options = LiveOptions(environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 })
        options.timeout = timeout
        return try KubernetesLive(
            kubeconfig: environment["KUBECONFIG"] == nil ? config : nil,
            options: options
        )
    }

    /// Applies objects for good, as somebody.
    func apply(_ objects: [Value], as manager: String = "mcpctl", operation: String = "Apply") async throws {
        let plurals = ["NetworkPolicy": "networkpolicies"]
        for object in objects {
            let version = object["apiVersion"]?.string ?? ""
            let kind = object["kind"]?.string ?? ""
            let namespace = object["metadata"]?["namespace"]?.string.map { "/namespaces/\($0)" } ?? ""
            let plural = plurals[kind] ?? kind.lowercased() + "s"
            let name = object["metadata"]?["name"]?.string ?? ""
            var request = HTTPRequest(
                .patch,
                "\(url)/\(version.contains("/") ? "apis" : "api")/\(version)\(namespace)/\(plural)/\(name)"
                    + "?fieldManager=\(manager)&force=true&operation=\(operation)",
                headers: [
                    "Content-Type": "application/apply-patch+yaml", "Authorization": "Bearer right-token",
                ],
                body: Array(object.json(.compact).utf8)
            )
            request.tls.authorities = .file(certificates.path("ca.pem"))
            let response = try await client.send(request)
            try #require(response.isSuccess, "\(String(decoding: response.body, as: UTF8.self))")
        }
    }

    func post(_ path: String, _ body: Value) async throws {
        var request = HTTPRequest(.post, url + path, body: Array(body.json(.compact).utf8))
        request.tls.authorities = .file(certificates.path("ca.pem"))
        _ = try await client.send(request)
    }

    /// Makes the server answer badly.
    func fail(_ path: String, _ how: Value) async throws {
        var object = how.object ?? Object()
        object["path"] = .string(path)
        try await post("/_fail", .object(object))
    }

    /// The requests so far.
    func seen() async throws -> [String] {
        var request = HTTPRequest(.get, url + "/_seen")
        request.tls.authorities = .file(certificates.path("ca.pem"))
        let text = String(decoding: try await client.send(request).body, as: UTF8.self)
        return try JSON.value(in: SourceFile(name: "seen", text: text)).array?.compactMap(\.string) ?? []
    }
}

extension LiveChange {
    /// `update Deployment weather/weather`, for tables.
    var line: String {
        let word =
            switch kind {
            case .create: "create"
            case .update: "update"
            case .same: "same"
            case .remove: "remove"
            case .unknown: "unknown"
            }
        return "\(word) \(object)"
    }

    var problem: LiveProblem? { if case .unknown(let problem) = kind { problem } else { nil } }
}
