package import HTTP

/// Where a server with the HTTP API of Prometheus is, and as whom to ask it.
///
/// Thanos, Mimir and VictoriaMetrics have the same API under a path of their own: `https://mimir.example/prometheus`.
package struct PrometheusServer: Sendable {
    /// `http` or `https`, up to and without `/api/v1`.
    package let url: String
    /// Sent with every request: credentials, a tenant.
    package var headers = HTTPHeaders()
    package var tls = TLSOptions()
    /// For a whole answer.
    package var timeout: Duration = .seconds(30)
    /// Bytes of an answer after decompression.
    package var answerLimit = 256 << 20

    /// Nothing when the text is no address of that kind.
    package init?(url: String) {
        var base = Substring(url)
        guard HTTPAuthority(of: url) != nil, !url.contains("?"), !url.contains("#") else { return nil }
        while base.last == "/" { base.removeLast() }
        // People paste the address that a query went to, or of the page they typed it into.
        for ending in ["/api/v1/query", "/api/v1/query_range", "/api/v1", "/graph"]
        where base.hasSuffix(ending) {
            base.removeLast(ending.count)
            break
        }
        while base.last == "/" { base.removeLast() }
        self.url = String(base)
    }
}
