package import Exposition

/// How one target is scraped and what its series are called.
package struct ScrapeTarget: Sendable {
    /// `job`, `instance` and whatever else all series of the target get.
    package var labels: [(name: String, value: String)]
    /// Whether a label of the target's own answer stays when it has the name of one of `labels`.
    package var honorsLabels = false
    /// Whether a sample keeps a timestamp that the target gave it.
    package var honorsTimestamps = true
    /// Whether a timestamp more than ten minutes ahead of the scrape is refused, as Prometheus does.
    package var refusesFuture = true
    package var mode = ExpositionParser.Mode.lenient
    package var limits = ExpositionLimits()
    /// The format of an answer that does not say it, or says one that nobody reads.
    package var fallback: ExpositionFormat? = .text004
    package var json = JSONMetrics()

    package init(labels: [(name: String, value: String)]) { self.labels = labels }

    package init(job: String, instance: String, extra: [(name: String, value: String)] = []) {
        labels = [("job", job), ("instance", instance)] + extra
    }
}
