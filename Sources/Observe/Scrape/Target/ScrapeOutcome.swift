package import Diagnostics
package import Exposition

/// What one scrape of a target brought, or why it brought nothing.
package struct ScrapeOutcome: Sendable {
    /// Why the scrape failed; nothing when it did not.
    package var failure: Diagnostic?
    /// Samples of the body, those too that the store did not take.
    package var samples = 0
    /// Series that the scrape before did not have.
    package var addedSeries = 0
    /// Series of the scrape before that are gone, each with a staleness marker now.
    package var endedSeries = 0
    /// Lines that cost themselves, and the first of them.
    package var report = ExpositionReport()
    /// Samples of series that the same body had before; the first counted.
    package var duplicates = 0
    /// Samples older than what the series has.
    package var outOfOrder = 0
    /// Samples with another value at a time that the series has a value for.
    package var conflicting = 0
    /// Samples with a timestamp more than ten minutes ahead of the scrape.
    package var tooFarAhead = 0
    /// Samples for which the store has no memory.
    package var withoutMemory = 0
    /// Whether the format of the answer had to be guessed.
    package var usedFallback = false

    package init() {}

    package var isUp: Bool { failure == nil }
}
