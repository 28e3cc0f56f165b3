import Fleet
import Testing

struct HealthDialectTests {
    /// An answer, and what is to be made of it.
    struct Case: Sendable, CustomTestStringConvertible {
        var status = 200
        var type: String? = "application/json"
        var body: String
        var dialect: String?
        var state: HealthState?
        var explanation: String?

        init(
            _ body: String,
            _ state: HealthState?,
            _ dialect: String?,
            _ explanation: String? = nil,
            status: Int = 200,
            type: String? = "application/json"
        ) {
            (self.status, self.body, self.state, self.dialect) = (status, body, state, dialect)
            (self.explanation, self.type) = (explanation, type)
        }

        var testDescription: String { "\(status) \(body.prefix(60))" }
    }

    @Test(arguments: [
        Case("", .healthy, "status", type: nil),
        Case("", .healthy, "status", status: 204, type: nil),
        Case(#"{"status":"ok"}"#, .healthy, "word"),
        Case(#"{"status":"OK","uptime":12}"#, .healthy, "word"),
        Case(#"{"status":"Degraded","message":"cache is cold"}"#, .degraded, "word", "cache is cold"),
        Case(#"{"status":"error","error":"no database"}"#, .unhealthy, "word", "no database", status: 503),
        Case(#"{"status":"fail"}"#, .unhealthy, "word"),
        Case(#"{"status":"unhealthy"}"#, .unhealthy, "word"),
        Case(
            #"{"status":"healthy"}"#,
            .unhealthy,
            "word",
            "it answers HTTP 503 though the body says healthy",
            status: 503
        ),
        Case(
            #"{"status":"unhealthy","checks":{"server":"healthy","database":"unhealthy"},"timestamp":"x"}"#,
            .unhealthy,
            "checks",
            "database is unhealthy",
            status: 503
        ),
        Case(
            #"{"status":"ok","checks":{"db":true,"queue":false}}"#,
            .healthy,
            "checks",
            "queue is unhealthy"
        ),
        Case(
            #"{"checks":{"db":{"status":"up"},"queue":{"status":"down","error":"refused"}}}"#,
            .unhealthy,
            "checks",
            "queue is unhealthy (refused)"
        ),
        Case(
            #"{"status":"degraded","checks":[{"name":"Core link","status":"degraded","message":"3 reconnects"},{"name":"Disk","status":"healthy"}]}"#,
            .degraded,
            "checks",
            "Core link is degraded (3 reconnects)"
        ),
        Case(
            #"{"status":"degraded","timestamp":1.5,"server":{"name":"k","running":true},"components":{"mcp":true,"auth":false},"resources":{},"issues":["Circuit breaker is open"]}"#,
            .degraded,
            "kailash",
            "Circuit breaker is open"
        ),
        Case(
            #"{"status":"healthy","components":{"mcp":true,"auth":false},"issues":[]}"#,
            .healthy,
            "kailash"
        ),
        Case(
            #"{"status":"UP","components":{"db":{"status":"UP"},"disk":{"status":"UP"}}}"#,
            .healthy,
            "spring"
        ),
        Case(
            #"{"status":"DOWN","components":{"db":{"status":"DOWN","details":{"error":"timeout"}}}}"#,
            .unhealthy,
            "spring",
            "db is unhealthy (timeout)",
            status: 503
        ),
        Case(#"{"status":"healthy","metrics":{"message":"no requests yet"}}"#, .healthy, "metrics"),
        Case(
            #"{"status":"degraded","metrics":{"total_requests":4,"success_rate":"50.0%","avg_duration_seconds":"0.12"}}"#,
            .degraded,
            "metrics",
            "its success rate is 50.0%"
        ),
        Case(
            #"{"status":"warn","checks":{"memory:utilization":[{"componentId":"a","status":"warn","output":"91 %"}]}}"#,
            .degraded,
            "health+json",
            "memory:utilization a is degraded (91 %)",
            type: "application/health+json"
        ),
        Case(#"{"status":"pass"}"#, .healthy, "health+json", type: "application/health+json; charset=utf-8"),
        Case(#"{"ready":false}"#, .unhealthy, "flag"),
        Case(#"{"alive":true,"timestamp":"x"}"#, .healthy, "flag"),
        Case("ok", .healthy, "text", type: "text/plain"),
        Case("OK\n", .healthy, "text", type: "text/plain"),
        Case(#""I'm alive!""#, .healthy, "text"),
        Case("I'm alive!", .healthy, "text", type: "text/plain"),
        Case("unhealthy", .unhealthy, "text", type: "text/plain"),
        Case(#""unhealthy""#, .unhealthy, "text"),
        Case("not ready", .unhealthy, "text", type: "text/plain"),
        Case(
            "Internal Server Error",
            .unhealthy,
            "status",
            "HTTP 500: Internal Server Error",
            status: 500,
            type: "text/plain"
        ),
        Case("<!DOCTYPE html><title>Welcome</title>", nil, nil, type: "text/html"),
        Case(#"{"hello":"world"}"#, nil, nil),
        Case(#"[1,2,3]"#, nil, nil),
        Case("not found", nil, nil, status: 404, type: "text/plain"),
        Case(#"{"error":"unauthorized"}"#, nil, nil, status: 401),
    ])
    func `an answer is understood by its shape`(_ one: Case) {
        let answer = HealthAnswer(status: one.status, contentType: one.type, body: Array(one.body.utf8))
        let report = HealthDialects.report(on: answer)
        #expect(report?.state == one.state)
        #expect(report?.dialect == one.dialect)
        if let explanation = one.explanation { #expect(report?.explanation == explanation) }
    }

    @Test func `random bodies end nothing`() {
        var generator = SystemRandomNumberGenerator()
        let pieces = [
            "{", "}", "[", "]", "\"status\"", ":", ",", "\"ok\"", "true", "\"checks\"", "null", "1e9",
            "\u{1B}[2J", "not",
            "\"components\"", "\"issues\"", "\"metrics\"", " ", "alive", "\u{0}", "é",
        ]
        for _ in 0..<3000 {
            let body = (0..<Int.random(in: 0..<24, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            let answer = HealthAnswer(status: 200, contentType: nil, body: Array(body.utf8))
            _ = HealthDialects.report(on: answer)?.explanation
        }
    }
}
