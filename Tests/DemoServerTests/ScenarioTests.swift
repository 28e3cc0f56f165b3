import DemoServer
import HTTP
import HTTPServing
import Testing

@Suite struct `A scenario` {
    private func demo(_ scenario: String, seed: UInt64 = 1) throws -> Demo {
        try Demo(scenario, seed: seed, listens: false)
    }

    @Test func `breaker-storm opens breakers, lets one call try, and closes them when backends are back`()
        throws
    {
        let demo = try demo("breaker-storm")
        demo.pass(12)
        #expect(
            demo.lines.contains("the breaker 'forecast-api' of weather is open: calls are refused at once")
        )
        #expect(
            demo.lines.contains("the breaker 'vector-store' of search is open: calls are refused at once")
        )
        #expect(demo.lines.contains("weather is unhealthy by its own checks"))
        demo.pass(18)
        #expect(demo.lines.contains("the breaker 'forecast-api' of weather is half open: one call may try"))
        #expect(demo.lines.contains("the breaker 'forecast-api' of weather is closed"))
        // Its dialect knows no degrees: with its breaker open it says it is healthy again.
        #expect(demo.lines.contains("weather is healthy by its own checks"))
        demo.pass(20)
        #expect(demo.lines.contains("the breaker 'vector-store' of search is closed"))
        #expect(demo.lines.contains("search is healthy by its own checks"))
    }

    @Test func `slow-backend slows calls first, and then makes them time out`() throws {
        let demo = try demo("slow-backend")
        demo.pass(3)
        func p95() throws -> Double { try #require(demo.p95("weather", "get_alerts")) }
        #expect(try p95() < 0.3)
        demo.pass(5.9)
        #expect(try p95() > 3)
        #expect(demo.errors("weather", "timeout") == 0)
        demo.pass(12)
        #expect(demo.errors("weather", "timeout") >= 5)
        #expect(
            demo.lines.contains("the breaker 'forecast-api' of weather is open: calls are refused at once")
        )
    }

    @Test func `leak leaves sessions behind that nobody ends`() throws {
        let demo = try demo("leak")
        demo.pass(2.9)
        #expect(try demo.server("search").sessionCount <= 4)
        demo.pass(40)
        #expect(try demo.server("search").sessionCount > 300)
        #expect(demo.lines.contains { $0.hasPrefix("search has 2") })
        #expect(try demo.server("weather").sessionCount <= 4)
    }

    @Test func `calm is calm`() throws {
        let demo = try demo("calm")
        demo.pass(50)
        #expect(demo.lines == ["every backend answers as it should"])
        #expect(demo.fleet.servers.allSatisfy { demo.calls($0.name) > 10 })
    }

    @Test func `the same seed has the same story, another one another`() throws {
        let stories = try [UInt64(7), 7, 8].map { seed in
            let demo = try demo("breaker-storm", seed: seed)
            demo.pass(40)
            return (demo.fleet.story(), demo.fleet.servers.map { demo.calls($0.name) })
        }
        #expect(stories[0].0 == stories[1].0)
        #expect(stories[0].1 == stories[1].1)
        #expect(stories[0].1 != stories[2].1)
    }

    @Test func `begins again when it is over`() throws {
        let demo = try demo("breaker-storm")
        demo.pass(70)
        #expect(demo.lines.filter { $0 == "the forecast backend of weather begins to fail" }.count == 2)
    }

    @Test func `does not need servers that are not there`() throws {
        let demo = try Demo("breaker-storm", servers: 1, listens: false)
        demo.pass(30)
        #expect(!demo.lines.contains { $0.contains("search") || $0.contains("vector store") })
        #expect(demo.lines.contains("the breaker 'forecast-api' of weather is closed"))
    }

    @Test func `flap kills a server that then counts from zero`() async throws {
        let demo = try Demo("flap", servers: 3)
        let places = try demo.places("tickets")
        demo.pass(3)
        #expect(try await demo.get(places.metrics).status == 200)
        let before = demo.calls("tickets")
        demo.pass(3)
        await #expect(throws: (any Error).self) { try await demo.get(places.metrics) }
        #expect(try !demo.server("tickets").isListening)
        demo.pass(3.2)
        #expect(try await demo.get(places.metrics).status == 200)
        #expect(demo.calls("tickets") < before)
    }

    @Test func `cert-expiry lets a certificate expire, and renews it`() async throws {
        // The client's clock is the real one: by it, the certificate has been out of date for some seconds.
        let demo = try Demo("cert-expiry", servers: 1, from: DemoClock.system.now() - 20_000)
        var request = HTTPRequest(.get, try demo.places("weather").metrics)
        #expect(request.url.hasPrefix("https://"))
        request.tls.authorities = .data(Array(try #require(demo.fleet.authority).certificate.utf8))
        let failure = await #expect(throws: HTTPError.self) { try await demo.http.send(request) }
        #expect(failure?.kind == .tls)
        demo.pass(28.1)
        #expect(try await demo.http.send(request).status == 200)
        request.tls.authorities = nil
        await #expect(throws: HTTPError.self) { try await demo.http.send(request) }
    }
}
