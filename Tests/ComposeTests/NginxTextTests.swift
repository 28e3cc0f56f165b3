import Diagnostics
import Foundation
import Profile
import Templates
import TestSupport
import Testing
import Values

@testable import Render

/// The text of directives, and that nginx takes every kind of gateway.
struct NginxTextTests {
    private static func text(_ directives: Value) throws -> String {
        try NginxText(heading: "For a test\nof two lines", directives: directives).text
    }

    @Test func `directives become lines, and lists within lists are taken apart`() throws {
        let text = try Self.text([
            ["listen": 8080], [[["allow": "all"]]], ["internal": []],
            ["location": ["words": ["=", "/mcp"], "block": [["return": [200, "ok then"]]]]],
        ])
        #expect(
            text == """
                # For a test
                # of two lines
                listen 8080;
                allow all;
                internal;
                location = /mcp {
                    return 200 "ok then";
                }

                """
        )
    }

    @Test(arguments: [
        ("a; } server { listen 80", "\"a; } server { listen 80\""), ("", "\"\""), ("#", "\"#\""),
        ("a\"b;", "'a\"b;'"), ("a\"'b", "\"a\\\"'b\""), ("\\", "\"\\\\\""), ("two words", "\"two words\""),
        ("${x}", "\"${x}\""), ("plain-1.0_/:$x=@%+,*", "plain-1.0_/:$x=@%+,*"),
    ])
    func `no value ends a directive`(value: String, written: String) throws {
        #expect(try Self.text([["set": .string(value)]]).hasSuffix("\nset \(written);\n"))
    }

    @Test(arguments: [
        ["set": "a\nb"] as Value, ["set": "a\u{0}"], ["set": ["a": "b"]], ["a": 1, "b": 2], "text",
        [[["a": [["b": 1]]]]],
    ])
    func `what is no directive is refused`(directive: Value) {
        #expect(throws: InvalidInput.self) { try Self.text([directive]) }
    }

    /// Every switch of the model, alone and all together.
    @Test(arguments: ["plain", "tls", "proxies", "auth", "hash", "late", "root", "all"])
    func `nginx takes every kind of gateway`(kind: String) throws {
        let folder = try TemporaryFolder()
        func has(_ name: String) -> Bool { kind == name || kind == "all" }
        var route = NginxConfiguration.Route(
            name: "weather",
            path: has("root") ? "/" : "/weather/mcp",
            serverPath: has("root") ? "/" : "/mcp",
            addresses: ["127.0.0.1:3000", "127.0.0.1:3001"],
            transport: .streamableHTTP
        )
        route.keepsClients = has("hash")
        let socket = NginxConfiguration.Route(
            name: "chat",
            path: "/chat",
            serverPath: "/chat",
            addresses: ["127.0.0.1:3002"],
            transport: .websocket
        )
        var gateway = NginxConfiguration(routes: [route, socket], host: "mcp.example.com")
        gateway.temporaryFolder = folder.path
        gateway.otherHosts = ["localhost", "127.0.0.1"]
        if has("proxies") { gateway.trustedProxies = ["10.0.0.0/8", "192.0.2.1/32"] }
        // Names that are looked up late need no name server to check; upstreams with `resolve` need nginx 1.27.3.
        if has("late"), kind != "all" { gateway.resolver = "127.0.0.11" }
        if has("auth") {
            var auth = GatewayAuth()
            auth.url = "https://127.0.0.1/verify"
            auth.responseHeaders = ["X-User", "X-Email"]
            gateway.auth = auth
        }
        if has("tls") {
            try run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=test",
                "-days",
                "1",
                "-keyout",
                "\(folder.path)/key",
                "-out",
                "\(folder.path)/chain"
            )
            gateway.certificate = .init(chain: "\(folder.path)/chain", key: "\(folder.path)/key")
        }
        try folder.write(gateway.text(CompiledTemplates(.embedded), heading: "For a test"), to: "nginx.conf")
        try run("nginx", "-t", "-q", "-e", "stderr", "-c", "\(folder.path)/nginx.conf", "-p", folder.path)
    }

    private func run(_ words: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/bin"]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
    }

    @Test func `two servers cannot have one path`() throws {
        let routes = ["a", "b"].map {
            NginxConfiguration.Route(
                name: $0,
                path: "/mcp",
                serverPath: "/mcp",
                addresses: ["127.0.0.1:1"],
                transport: .streamableHTTP
            )
        }
        #expect(throws: InvalidInput.self) {
            try NginxConfiguration(routes: routes, host: "a.b").text(
                CompiledTemplates(.embedded),
                heading: ""
            )
        }
    }
}
