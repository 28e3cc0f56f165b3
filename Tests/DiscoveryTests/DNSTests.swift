import Diagnostics
import HTTP
import Profile
import TestSupport
import Testing

@testable import Discovery

@Suite struct `Looking names up` {
    private let server: PythonServer

    init() throws { server = try PythonServer(script("dns.py")) }

    private func resolver(timeout: Duration = .seconds(10)) -> Resolver {
        var settings = ResolverSettings(resolver: "127.0.0.1:\(server.place)")
        settings.timeout = timeout
        settings.attempts = 1
        settings.search = ["search.test"]
        return Resolver(settings: settings)
    }

    private func addresses(_ name: String, _ type: DNSMessage.RecordType = .a) async throws -> [String] {
        try await resolver().lookUp(name, type).map { data in
            switch data {
            case .address(let text): text
            case .alias(let text): "alias \(text)"
            case .service(_, _, let port, let target): "\(target):\(port)"
            }
        }
    }

    @Test func `tells services with their ports`() async throws {
        #expect(
            try await addresses("_mcp._tcp.example.test", .srv) == [
                "a.example.test:3000", "b.example.test:3001",
            ]
        )
    }

    @Test func `asks over TCP when the answer is longer than a datagram`() async throws {
        let found = try await addresses("_long._tcp.example.test", .srv)
        #expect(found.count == 40)
        #expect(found.last == "host-39.example.test:4039")
    }

    @Test func `follows aliases, and takes nothing of other names`() async throws {
        #expect(try await addresses("Alias.Example.test") == ["10.1.0.1", "10.1.0.2"])
        #expect(try await addresses("six.example.test", .aaaa) == ["2001:db8::7"])
        #expect(try await addresses("circle.example.test") == [])
    }

    @Test func `completes short names, and finds nothing where nothing is`() async throws {
        #expect(try await addresses("short") == ["10.2.0.1"])
        #expect(try await addresses("nowhere.example.test") == [])
    }

    @Test(arguments: ["other.example.test", "forged.example.test"])
    func `takes no answer to another question`(name: String) async throws {
        #expect(try await addresses(name) == ["10.3.0.1"])
    }

    @Test(arguments: [
        ("loop.example.test", Resolver.Failure.garbled), ("forward.example.test", .garbled),
        ("cut.example.test", .garbled), ("refused.example.test", .refused(5)),
        ("silent.example.test", .silent),
    ])
    func `tells a bad answer from none`(name: String, failure: Resolver.Failure) async {
        await #expect(throws: failure) { try await resolver(timeout: .seconds(1)).lookUp(name, .a) }
    }

    @Test func `takes no name that could move a cursor`() async {
        await #expect(throws: Resolver.Failure.garbled) {
            try await resolver(timeout: .seconds(1)).lookUp("words.example.test", .srv)
        }
    }

    @Test func `gives targets, again and again`() async throws {
        let environment = """
            discovery:
              - dns: {name: later.example.test, type: A, refresh: 1s, resolver: "127.0.0.1:\(server.place)"}
                endpoint: {scheme: https}
            """
        let looking = Looking(try plan(environment).source)
        let targets = try await looking.targets { $0.count == 2 }
        #expect(targets.map(\.url) == ["https://10.4.0.1:3000/mcp", "https://10.4.0.2:3000/mcp"])
        // The certificate is the name's, not the address's.
        #expect(targets.first?.access.tls.serverName == "later.example.test")
    }

    @Test func `says once that a name is not there`() async throws {
        let environment = """
            discovery:
              - dns: {name: _no._tcp.example.test, refresh: 1s, resolver: "127.0.0.1:\(server.place)"}
            """
        let looking = Looking(try plan(environment).source)
        let problem = try await looking.problem("_no._tcp.example.test has no SRV records")
        #expect(problem.severity == .warning)
        #expect(try await looking.targets().isEmpty)
    }
}

@Suite struct `The settings of the resolver` {
    @Test func `are read as the C library reads them`() {
        let text = """
            # made by hand
            nameserver 10.0.0.2
            nameserver 10.0.0.3 ; the other one
            search a.test b.test
            options ndots:2 timeout:99 attempts:0 rotate
            nameserver 10.0.0.4
            nameserver 10.0.0.5
            sortlist 1.2.3.4
            """
        let settings = ResolverSettings(text)
        #expect(settings.servers.map(\.host) == ["10.0.0.2", "10.0.0.3", "10.0.0.4"])
        #expect(settings.timeout == .seconds(30) && settings.attempts == 1)
        #expect(settings.candidates(for: "x.y").map(\.text) == ["x.y.a.test", "x.y.b.test", "x.y"])
        #expect(settings.candidates(for: "x.y.z").map(\.text) == ["x.y.z", "x.y.z.a.test", "x.y.z.b.test"])
        #expect(settings.candidates(for: "x.").map(\.text) == ["x"])
        #expect(ResolverSettings("").servers.map(\.host) == ["127.0.0.1"])
        #expect(ResolverSettings(resolver: "[::1]:8600").servers == [.init(host: "::1", port: 8600)])
    }

    @Test(arguments: [
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("0:0:0:0:0:0:0:0", "::"), ("0:0:0:0:0:0:0:1", "::1"),
        ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"), ("fe80:0:0:0:0:0:0:0", "fe80::"),
    ])
    func `write addresses as RFC 5952 does`(groups: String, text: String) {
        let bytes = groups.split(separator: ":").flatMap { word -> [UInt8] in
            let number = UInt16(word, radix: 16) ?? 0
            return [UInt8(number >> 8), UInt8(number & 0xFF)]
        }
        #expect(IPv6Text.of(bytes) == text)
    }
}
