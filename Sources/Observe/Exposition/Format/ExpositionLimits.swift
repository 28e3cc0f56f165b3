/// What one scrape may bring; beyond it the whole scrape has failed.
package struct ExpositionLimits: Sendable, Hashable {
    /// Never more than 2 GiB, whatever is asked for: offsets have 32 bits.
    package var bodyBytes = 64 << 20
    package var samples = 2_000_000
    /// HELP, TYPE and UNIT lines.
    package var metadataLines = 500_000
    /// Labels of one sample, its name not counted.
    package var labels = 128
    /// Bytes of a label's name, and of a metric's, as they stand in the body.
    package var nameBytes = 1024
    package var labelValueBytes = 16384

    package init() {}
}
