/// A format in which a target answers.
package enum ExpositionFormat: Sendable, Hashable {
    case text004, text100
    case openMetrics
    /// Numbers in a JSON tree: no exposition format, but what some servers have.
    case json

    /// The grammar that reads it; JSON has another reader.
    package var dialect: Dialect? {
        switch self {
        case .text004, .text100: .text
        case .openMetrics: .openMetrics
        case .json: nil
        }
    }

    /// What a request offers to read, in the order of preference.
    ///
    /// As Prometheus 3 asks (RFC 9110, section 12.5.1), so that a target answers it and us alike; JSON is named last,
    /// because it can still be read.
    package static let accept =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
        + "application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
        + "text/plain;version=0.0.4;q=0.3,"
        + "application/json;q=0.2,*/*;q=0.1"

    /// The format that an answer's `Content-Type` names.
    ///
    /// An answer without one, or with one that nobody can read, is read in the format that the target is known for,
    /// if any; without that the scrape has failed, as in Prometheus 3.
    package static func named(
        by contentType: String?,
        fallback: Self?
    ) throws(UnknownFormat) -> (format: Self, isFallback: Bool) {
        if let contentType, let type = MediaType(contentType), let format = Self(type) {
            return (format, false)
        }
        guard let fallback else { throw UnknownFormat(contentType: contentType) }
        return (fallback, true)
    }

    private init?(_ type: MediaType) {
        switch type.essence {
        case "application/openmetrics-text": self = .openMetrics
        case "text/plain": self = type.parameters["version"] == "1.0.0" ? .text100 : .text004
        case "application/json": self = .json
        default: return nil
        }
    }
}
