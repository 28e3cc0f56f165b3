internal import Diagnostics
internal import HTTP
internal import Values

/// What a Prometheus scrapes (Prometheus, "HTTP API", targets).
struct ScrapedTargets: TargetSource {
    /// Up to `/api/v1`.
    let url: String
    /// Jobs whose targets are taken; all when empty.
    let jobs: [String]
    let refresh: Duration
    /// As whom the Prometheus is asked.
    let access: TargetAccess
    let mould: TargetMould
    let client = HTTPClient(connectionLimit: 2)

    var title: String { "prometheus \(url)" }

    private struct Problem: Error { let diagnostic: Diagnostic }

    func updates() -> AsyncStream<TargetUpdate> {
        .produced { continuation in
            var last: Diagnostic?
            while !Task.isCancelled {
                var problem: Diagnostic?
                do throws(Problem) {
                    let targets = try await ask()
                    continuation.yield(.targets(targets))
                    if targets.isEmpty { problem = nothing }
                } catch {
                    problem = error.diagnostic
                }
                // What lasts is told once.
                if let problem, problem != last, !Task.isCancelled { continuation.yield(.problem(problem)) }
                last = problem
                try? await Task.sleep(for: refresh)
            }
        }
    }

    private var nothing: Diagnostic {
        .warning(
            "\(url) scrapes nothing of \(jobs.isEmpty ? "any job" : "the job \(jobs.joined(separator: ", "))")",
            hint: "check 'job'; the page /targets of Prometheus shows what there is"
        )
    }

    private func ask() async throws(Problem) -> [FleetTarget] {
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        var request = HTTPRequest(
            .get,
            "\(base)/api/v1/targets?state=active",
            headers: ["Accept": "application/json"]
        )
        do throws(TargetAccessProblem) { try access.apply(to: &request) } catch {
            throw Problem(diagnostic: .warning(error.message, hint: error.hint))
        }
        request.responseLimit = 64 << 20
        let response: HTTPResponse
        do throws(HTTPError) { response = try await client.send(request) } catch {
            throw Problem(diagnostic: .warning(error.message, hint: error.hint))
        }
        guard response.isSuccess, let text = String(validating: response.body, as: UTF8.self),
            let answer = try? JSON.value(in: SourceFile(name: "", text: text)),
            let items = answer["data"]?["activeTargets"]?.array
        else {
            throw Problem(
                diagnostic: .warning(
                    "\(url) does not tell its targets (status \(response.status))",
                    hint: response.status == 401 || response.status == 403
                        ? "give prometheus an 'access' of its own"
                        : "check that it is a Prometheus, and that 'url' ends before /api/v1"
                )
            )
        }
        return items.compactMap(target)
    }

    private func target(_ item: Value) -> FleetTarget? {
        let labels = (item["labels"]?.object ?? Object()).compactMap { member in
            member.value.string.map { (name: member.key, value: $0) }
        }
        let job = labels.first { $0.name == "job" }?.value
        guard
            jobs.isEmpty || job.map(jobs.contains) == true
                || item["scrapePool"]?.string.map(jobs.contains) == true,
            let scraped = item["scrapeUrl"]?.string, let address = HTTPAddress(scraped)
        else { return nil }
        var found = TargetMould.Found(host: address.host, port: address.actualPort)
        found.scheme = address.scheme
        found.metricsPath = address.path.isEmpty ? "/" : address.path
        found.serverWords = [labels.first { $0.name == "server" }?.value, job].compactMap(\.self)
        found.labels = labels.filter { !$0.name.hasPrefix("__") }
        if item["health"]?.string == "down" { found.remark = "Prometheus cannot scrape it" }
        var target = mould.target(found)
        if target?.metrics != nil { target?.metrics = address.text }
        return target
    }
}
