internal import HTTP
package import SampleStore

/// What a server knows beside samples.
extension PrometheusClient {
    /// The names of labels on the series that one of the selectors takes, or on all.
    package func labelNames(
        matching selectors: [String] = [],
        from: Int64? = nil,
        through: Int64? = nil
    ) async throws(PrometheusError) -> [String] {
        let form = Self.form(selectors, from, through)
        return try await data("/labels", form) { (scanner, _) throws(AnswerFault) in try scanner.strings() }
    }

    /// All values of a label.
    package func labelValues(of name: String) async throws(PrometheusError) -> [String] {
        let path = "/label/\(FormText.encoded(name))/values"
        return try await data(path, FormText(), method: .get) { (scanner, _) throws(AnswerFault) in
            try scanner.strings()
        }
    }

    /// The label sets of the series that one of the selectors takes.
    package func series(
        matching selectors: [String],
        from: Int64? = nil,
        through: Int64? = nil,
        limit: Int? = nil
    ) async throws(PrometheusError) -> [Labels] {
        var form = Self.form(selectors, from, through)
        if let limit { form.add("limit", "\(limit)") }
        return try await data("/series", form) { (scanner, _) throws(AnswerFault) in
            var builder = LabelsBuilder()
            var found: [Labels] = []
            if scanner.skipNull() { return found }
            try scanner.array { (scanner) throws(AnswerFault) in
                found.append(try scanner.labels(&builder))
            }
            return found
        }
    }

    /// Types and help texts by metric name, as the targets told them.
    package func metadata(
        of metric: String? = nil
    ) async throws(PrometheusError) -> [String: [ServerMetadata]] {
        var form = FormText()
        if let metric { form.add("metric", metric) }
        return try await data("/metadata", form, method: .get) { (scanner, _) throws(AnswerFault) in
            var metadata: [String: [ServerMetadata]] = [:]
            try scanner.object { (scanner, name) throws(AnswerFault) in
                try scanner.array { (scanner) throws(AnswerFault) in
                    metadata[name, default: []].append(try ServerMetadata(&scanner))
                }
            }
            return metadata
        }
    }

    /// What the server is, and which release of it.
    package func buildInformation() async throws(PrometheusError) -> BuildInformation {
        try await data("/status/buildinfo", FormText(), method: .get) { (scanner, _) throws(AnswerFault) in
            try BuildInformation(&scanner)
        }
    }

    private static func form(_ selectors: [String], _ from: Int64?, _ through: Int64?) -> FormText {
        var form = FormText()
        for selector in selectors { form.add("match[]", selector) }
        if let from { form.add("start", seconds(from)) }
        if let through { form.add("end", seconds(through)) }
        return form
    }
}

/// What a target says of a metric.
package struct ServerMetadata: Sendable, Hashable {
    /// `counter`, `gauge`, ….
    package private(set) var type = ""
    package private(set) var help = ""
    package private(set) var unit = ""

    init(_ scanner: inout JSONScanner) throws(AnswerFault) {
        var read: (type: String, help: String, unit: String) = ("", "", "")
        try scanner.object { (scanner, name) throws(AnswerFault) in
            switch name {
            case "type": read.type = try scanner.string()
            case "help": read.help = try scanner.string()
            case "unit": read.unit = try scanner.string()
            default: try scanner.skipValue()
            }
        }
        (type, help, unit) = read
    }
}

/// What a server says of itself.
package struct BuildInformation: Sendable, Hashable {
    /// `prometheus`, `Mimir`, `Thanos`; empty where the server does not say.
    package private(set) var application = ""
    package private(set) var version = ""

    init(_ scanner: inout JSONScanner) throws(AnswerFault) {
        var read: (application: String, version: String) = ("", "")
        try scanner.object { (scanner, name) throws(AnswerFault) in
            switch name {
            case "application": read.application = try scanner.string()
            case "version": read.version = try scanner.string()
            default: try scanner.skipValue()
            }
        }
        (application, version) = read
    }
}
