import Diagnostics
import HTTP
import PromQL
import PrometheusAPI
import SampleStore
import TestSupport
import Testing

/// How a query failed; nothing when it did not.
private func failure(_ client: PrometheusClient, _ query: String = "up") async -> PrometheusError? {
    do throws(PrometheusError) {
        _ = try await client.query(query, at: 0)
        return nil
    } catch {
        return error
    }
}

/// The labels by which the odd server tells what it was asked.
private func seen(_ answer: RemoteAnswer) -> Labels? {
    guard case .vector(let vector) = answer.value else { return nil }
    return vector.first?.labels
}

@Suite struct `Servers that answer oddly` {
    private let odd: PythonServer

    init() throws { odd = try PythonServer(script("odd")) }

    @Test func `get a form with everything that was asked`() async throws {
        var server = try address("http://127.0.0.1:\(odd.place)/echo/")
        server.headers["X-Scope-OrgID"] = "team a"
        let client = PrometheusClient(server)
        let query = "sum(rate(x{a=\"é&=+%\"}[5m]))\n# a comment"
        let instant = try #require(
            seen(try await client.query(query, at: 1_435_781_430_781, lookback: 60_000))
        )
        #expect(instant["method"] == "POST")
        #expect(instant["path"] == "api/v1/query")
        #expect(instant["query"] == query)
        #expect(instant["time"] == "1435781430.781")
        #expect(instant["lookback_delta"] == "60")
        #expect(instant["X_Scope_OrgID"] == "team a")
        #expect(instant["Content_Type"] == "application/x-www-form-urlencoded")
        let range = try #require(seen(try await client.query("up", from: -500, through: 60_000, step: 500)))
        #expect(range["path"] == "api/v1/query_range")
        #expect(range["start"] == "-0.500")
        #expect(range["end"] == "60")
        #expect(range["step"] == "0.500")
    }

    @Test func `are asked by GET where they do not take a form`() async throws {
        let answer = try await client(odd, "only-get").query("a + b", at: 0)
        #expect(seen(answer)?["method"] == "GET")
        #expect(seen(answer)?["query"] == "a + b")
    }

    @Test(arguments: [
        ("bad-data", PrometheusError.Kind.badQuery, "unexpected end of input", false),
        ("execution", .execution, "too many samples", false),
        ("timeout", .timeout, "timed out", true),
        ("victoria", .execution, "unknown function", false),
        ("html", .notUnderstood, "the answer is a page for people, not JSON", false),
        ("login", .notThere, "leads elsewhere to https://login.example/?rd=x", false),
        ("torn", .notUnderstood, "cannot be read", false),
        ("huge", .notUnderstood, "the answer is", false),
    ])
    func `fail in words that say what to do`(
        _ word: String,
        _ kind: PrometheusError.Kind,
        _ part: String,
        _ isUnavailable: Bool
    ) async throws {
        let failure = try #require(await failure(try client(odd, word)))
        #expect(failure.kind == kind)
        #expect(failure.message.contains(part), "\(failure.message)")
        #expect(failure.isUnavailable == isUnavailable)
        // What a server says must not move the cursor.
        let text = failure.diagnostic(query: "sum(", named: "query").text
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test(arguments: [
        ("401", PrometheusError.Kind.unauthorized), ("403", .unauthorized), ("404", .notThere),
        ("429", .unavailable), ("500", .unavailable), ("502", .unavailable), ("504", .timeout),
    ])
    func `fail by their status where a proxy answers`(_ status: String, _ kind: PrometheusError.Kind)
        async throws
    {
        let failure = try #require(await failure(try client(odd, "status"), status))
        #expect(failure.kind == kind)
        #expect(failure.message.contains("status \(status)"))
        #expect(failure.hint != nil)
    }

    @Test func `point into the query where they know the place`() async throws {
        let failure = try #require(await failure(try client(odd, "bad-data")))
        let text = failure.diagnostic(query: "sum(", named: "query").text
        #expect(text.hasPrefix("query:1:5: error: unexpected end of input\n 1 | sum(\n   |     ^"), "\(text)")
    }

    @Test func `say what is partial, and what they warn of`() async throws {
        let answer = try await client(odd, "partial").query("up", at: 0)
        #expect(answer.warnings == ["the answer is partial", "one store is away"])
        #expect(answer.infos == ["an info"])
    }

    @Test func `are not waited for longer than allowed, and not read further`() async throws {
        let slow = try #require(await failure(try client(odd, "slow", timeout: .milliseconds(200))))
        #expect(slow.kind == .transfer(.timedOut))
        #expect(slow.isUnavailable)
        var server = try address("http://127.0.0.1:\(odd.place)/huge")
        server.answerLimit = 1 << 20
        let huge = try #require(await failure(PrometheusClient(server)))
        #expect(huge.kind == .transfer(.tooLarge))
    }

    @Test(arguments: [
        ("http://a:9090", "http://a:9090"), ("http://a:9090/", "http://a:9090"),
        ("https://a/prometheus/api/v1/query", "https://a/prometheus"),
        ("http://a:9090/graph", "http://a:9090"),
        ("http://a/api/v1/", "http://a"), ("ftp://a", nil), ("a:9090", nil), ("http://a/?x=1", nil),
    ])
    func `are found also by an address that was pasted`(_ text: String, _ url: String?) {
        #expect(PrometheusServer(url: text)?.url == url)
    }
}
