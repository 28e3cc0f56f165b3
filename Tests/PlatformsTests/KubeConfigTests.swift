import Diagnostics
import FoundationEssentials
import Platforms
import TestSupport
import Testing
import Values

@Suite struct `A kubeconfig` {
    private let cluster: Cluster
    private let namespace: [Value]

    init() throws {
        cluster = try Cluster()
        namespace = try documents("apiVersion: v1\nkind: Namespace\nmetadata: {name: weather}")
    }

    private func line(_ environment: [String: String] = [:]) async throws -> String {
        let change = try #require(
            try await cluster.live(environment: environment).compare(namespace).changes.first
        )
        return change.problem.map { "\(change.line): \($0.diagnostic.message)" } ?? change.line
    }

    private func data(_ name: String) -> String {
        Data(cluster.certificates.bytes(name)).base64EncodedString()
    }

    @Test func `names its user by token, password, file, certificate or plugin`() async throws {
        let (pem, key) = (cluster.certificates.path("client.pem"), cluster.certificates.path("client.key"))
        try cluster.folder.write("right-token\n", to: "token")
        func plugin(_ body: String, version: String = "v1") throws -> String {
            try cluster.folder.write("#!/bin/sh\n\(body)\n", to: "plugin")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755],
                ofItemAtPath: "\(cluster.folder.path)/plugin"
            )
            return
                "exec:\n  apiVersion: client.authentication.k8s.io/\(version)\n  command: ./plugin\n  args: [right]\n  env: [{name: KIND, value: token}]\n  interactiveMode: Never"
        }
        let answer =
            #"echo "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"$1-$KIND\"}}""#
        let users = [
            "token: right-token", "tokenFile: token", "username: me\npassword: right",
            "client-certificate: \(pem)\nclient-key: \(key)",
            "client-certificate-data: \(data("client.pem"))\nclient-key-data: \(data("client.key"))",
        ]
        for user in users {
            try cluster.writeConfig(user: user)
            #expect(try await line() == "create Namespace weather", "\(user.prefix(30))")
        }
        for version in ["v1", "v1beta1"] {
            try cluster.writeConfig(
                user: try plugin(answer.replacing("io/v1", with: "io/\(version)"), version: version)
            )
            #expect(try await line() == "create Namespace weather", "\(version)")
        }
        try cluster.writeConfig(user: "token: wrong")
        #expect(try await line().contains("does not know who asks (401)"))
    }

    @Test func `names whom to trust`() async throws {
        for trust in [
            "certificate-authority-data: \(data("ca.pem"))", "insecure-skip-tls-verify: true",
            "certificate-authority: \(cluster.certificates.path("ca.pem"))\n      tls-server-name: api.internal",
        ] {
            try cluster.writeConfig(user: "token: right-token", cluster: trust)
            #expect(try await line() == "create Namespace weather")
        }
        for trust in [
            "certificate-authority-data: \(data("client.pem"))",
            "certificate-authority: \(cluster.certificates.path("ca.pem"))\n      tls-server-name: other.internal",
        ] {
            try cluster.writeConfig(user: "token: right-token", cluster: trust)
            #expect(try await line().contains("no trusted TLS connection"))
        }
    }

    @Test func `is made of several files, the first of which wins`() async throws {
        try cluster.writeConfig(user: "token: right-token", name: "second")
        try cluster.folder.write("kind: Config\nusers: [{name: me, user: {token: wrong}}]\n", to: "first")
        let (first, second) = ("\(cluster.folder.path)/first", "\(cluster.folder.path)/second")
        #expect(try await line(["KUBECONFIG": "\(second):\(first):/nowhere"]) == "create Namespace weather")
        #expect(try await line(["KUBECONFIG": "\(first):\(second)"]).contains("(401)"))
    }

    @Test(
        arguments: [
            ("token: &", "context '", nil),
            (
                "exec: {command: /nowhere/login, apiVersion: client.authentication.k8s.io/v1}",
                "could not be started", nil
            ),
            (
                "exec: {command: sleep, args: ['30'], apiVersion: client.authentication.k8s.io/v1}",
                "gave no credentials in time", nil
            ),
            (
                "exec: {command: 'false', apiVersion: client.authentication.k8s.io/v1}",
                "ended with status 1", nil
            ),
            (
                "exec: {command: echo, args: [s3cret], apiVersion: client.authentication.k8s.io/v1}",
                "printed no ExecCredential", nil
            ),
            ("exec: {command: yes, apiVersion: client.authentication.k8s.io/v1}", "printed too much", nil),
            ("exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}", "v1alpha1", nil),
            (
                "client-certificate-data: '%%%'\nclient-key-data: s3cret",
                "client-certificate-data is not base64", nil
            ),
            ("auth-provider: {name: gcp}", "auth-provider", nil),
            ("token: right-token", "has no context 'other'", "other"),
        ] as [(String, String, String?)]
    )
    func `says what is wrong with it, without its secrets`(
        _ user: String,
        _ words: String,
        _ context: String?
    ) async throws {
        try cluster.writeConfig(user: user == "token: &" ? "token: right-token" : user)
        if user == "token: &" {
            try cluster.folder.write(
                (cluster.folder.text(of: "config") ?? "").replacing("name: me", with: "name: you"),
                to: "config"
            )
        }
        var options = LiveOptions(environment: ["PATH": "/usr/bin:/bin"])
        options.timeout = .milliseconds(500)
        do {
            _ = try KubernetesLive(kubeconfig: cluster.config, context: context, options: options)
            Issue.record("nothing was said")
        } catch {
            let text = error.diagnostics.map(\.text).joined()
            #expect(text.contains(words), "\(text)")
            #expect(!text.contains("s3cret"))
            #expect(error.diagnostics.allSatisfy { $0.hint != nil })
        }
    }

    @Test func `is asked for when there is none`() throws {
        let options = LiveOptions(environment: ["HOME": "/nowhere"])
        let error = #expect(throws: InvalidInput.self) { try KubernetesLive(options: options) }
        #expect(error?.diagnostics.first?.message == "no cluster is known: there is no kubeconfig")
    }
}
