import Diagnostics
import Profile
import Testing

@Suite struct `The servers of an environment` {
    /// Lines of an environment `test`, and what is said about them.
    @Test(arguments: [
        (
            "targets: [ftp://a]",
            "7:15: error: environments.test.targets.0 must be a mapping or a URL, not \"ftp://a\""
        ),
        ("targets: [{url: http://a/mcp, server: other}]", "7:43: error: there is no server 'other'"),
        (
            "targets: [{url: http://a/mcp, labels: {__name: x}}]",
            "7:44: error: '__name' in environments.test.targets.0.labels must be a label name (letters, digits and '_', not starting with a digit or '__')"
        ),
        (
            "access: {tokenFile: a, tokenEnv: B}",
            "7:38: error: environments.test.access.tokenEnv would be ignored: tokenFile is read"
        ),
        (
            "access: {tls: {keyFile: a}}",
            "7:29: error: environments.test.access.tls.keyFile needs certificateFile"
        ),
        (
            "access: {tls: {insecure: true, caFile: a}}",
            "7:44: error: environments.test.access.tls.caFile would be ignored: any certificate is trusted"
        ),
        (
            "access: {tls: {minimumVersion: 1.2}}",
            "7:36: error: environments.test.access.tls.minimumVersion must be one of 1.2, 1.3, not 1.2"
        ),
        (
            "discovery: [{endpoint: {path: /mcp}}]",
            "7:17: error: environments.test.discovery.0 must have one of file, dns, kubernetes, docker, prometheus"
        ),
        (
            "discovery: [{file: a, dns: {name: b}}]",
            "7:27: error: environments.test.discovery.0 has file and dns: a source is one of them"
        ),
        (
            "discovery: [{file: a, endpoint: {port: mcp}}]",
            "7:44: error: environments.test.discovery.0.endpoint.port must be a number: only Kubernetes gives ports names, such as 'mcp'"
        ),
        (
            "discovery: [{dns: {name: 'a b'}}]",
            "7:30: error: environments.test.discovery.0.dns.name must be a DNS name, not \"a b\""
        ),
        (
            "discovery: [{kubernetes: {role: node}}]",
            "7:37: error: environments.test.discovery.0.kubernetes.role must be one of pod, service, endpointslice, not \"node\""
        ),
        (
            "discovery: [{prometheus: {job: a}}]",
            "7:30: error: missing 'url' in environments.test.discovery.0.prometheus"
        ),
    ])
    func `are refused where they cannot be right`(lines: String, problem: String) {
        let found = problems(least + "environments:\n  test:\n    \(lines)\n").filter { $0.contains("error") }
        #expect(found == [problem])
    }

    @Test func `are told when certificates are not checked, at that environment alone`() throws {
        let text =
            least
                + """
                environments:
                  open: {access: {tls: {insecure: true}}, targets: [https://a/mcp]}
                  closed: {targets: [https://b/mcp]}
                """
        let found = problems(text).filter { $0.contains("certificates") }
        #expect(
            found == [
                "6:35: warning: certificates of 'open' are not checked: whoever sits in between reads everything, tokens too"
            ]
        )
    }

    @Test func `of several servers say which they are`() {
        let text = """
            apiVersion: mcpctl.dev/v1
            name: many
            version: 1.0.0
            servers:
              weather: {image: a/b:1}
              news: {image: a/c:1}
            environments:
              test: {targets: [{url: http://a/mcp, server: wether}]}
            """
        let found = diagnostics(text).filter { $0.severity == .error }
        #expect(found.map(\.message) == ["there is no server 'wether'"])
        #expect(found.first?.hint == "did you mean 'weather'?")
    }

    @Test func `can be tried with a call`() throws {
        let health =
            "health: {path: /h, canary: {tool: forecast, arguments: {city: Oslo, days: 1}, timeout: 2s}}\n"
        let canary = try resolved(least + health).profile.health.canary
        #expect(canary?.tool == "forecast" && canary?.timeout == .seconds(2))
        #expect(canary?.arguments.names == ["city", "days"])
        #expect(
            problems(least + "health: {canary: {arguments: {a: 1}}}\n").contains(
                "5:18: error: missing 'tool' in health.canary"
            )
        )
    }
}
