internal import GoText
internal import HTTP

/// The alerts that a server's own rules have.
extension PrometheusClient {
    /// Pending and firing alerts of all rules ("Rules" of Prometheus' HTTP API).
    package func alerts() async throws(PrometheusError) -> [ServerAlert] {
        var form = FormText()
        form.add("type", "alert")
        return try await data("/rules", form, method: .get) { (scanner, _) throws(AnswerFault) in
            var alerts: [ServerAlert] = []
            try scanner.object { (scanner, name) throws(AnswerFault) in
                guard name == "groups" else { return try scanner.skipValue() }
                guard !scanner.skipNull() else { return }
                try scanner.array { (scanner) throws(AnswerFault) in
                    alerts += try ServerAlert.alerts(ofGroup: &scanner)
                }
            }
            return alerts
        }
    }
}

/// One alert as a server knows it.
package struct ServerAlert: Sendable {
    package internal(set) var name = ""
    /// `pending` or `firing`.
    package internal(set) var state = ""
    package internal(set) var labels: [(name: String, value: String)] = []
    package internal(set) var annotations: [(name: String, value: String)] = []
    package internal(set) var value = Double.nan
    /// Milliseconds since the epoch.
    package internal(set) var activeAt: Int64?
    package internal(set) var group = ""
    package internal(set) var file = ""
    package internal(set) var query = ""
    /// Milliseconds for which the condition has to hold.
    package internal(set) var hold: Int64 = 0

    fileprivate static func alerts(ofGroup scanner: inout JSONScanner) throws(AnswerFault) -> [ServerAlert] {
        var (group, file) = ("", "")
        var alerts: [ServerAlert] = []
        try scanner.object { (scanner, name) throws(AnswerFault) in
            switch name {
            case "name": group = try scanner.string()
            case "file": file = try scanner.string()
            case "rules":
                guard !scanner.skipNull() else { return }
                try scanner.array { (scanner) throws(AnswerFault) in
                    alerts += try Self.alerts(ofRule: &scanner)
                }
            default: try scanner.skipValue()
            }
        }
        for index in alerts.indices { (alerts[index].group, alerts[index].file) = (group, file) }
        return alerts
    }

    private static func alerts(ofRule scanner: inout JSONScanner) throws(AnswerFault) -> [ServerAlert] {
        var (rule, query, hold) = ("", "", 0.0)
        var alerts: [ServerAlert] = []
        try scanner.object { (scanner, name) throws(AnswerFault) in
            switch name {
            case "name": rule = try scanner.string()
            case "query": query = try scanner.string()
            case "duration":
                hold = try scanner.number {
                    GoText.parseNumber(String(decoding: $0, as: UTF8.self), syntax: .exposition)
                }
            case "alerts":
                guard !scanner.skipNull() else { return }
                try scanner.array { (scanner) throws(AnswerFault) in alerts.append(try ServerAlert(&scanner))
                }
            default: try scanner.skipValue()
            }
        }
        // No rule waits for longer than a century.
        let milliseconds = Int64((min(max(hold, 0), 3e9) * 1000).rounded())
        for index in alerts.indices {
            (alerts[index].name, alerts[index].query, alerts[index].hold) = (rule, query, milliseconds)
        }
        return alerts
    }

    private init(_ scanner: inout JSONScanner) throws(AnswerFault) {
        var read = ServerAlert()
        try scanner.object { (scanner, name) throws(AnswerFault) in
            switch name {
            case "state": read.state = try scanner.string()
            case "labels": read.labels = try Self.texts(&scanner)
            case "annotations": read.annotations = try Self.texts(&scanner)
            case "activeAt": read.activeAt = CivilTime.milliseconds(ofRFC3339: try scanner.string())
            case "value":
                read.value = GoText.parseNumber(try scanner.string(), syntax: .exposition) ?? .nan
            default: try scanner.skipValue()
            }
        }
        self = read
    }

    private init() {}

    private static func texts(_ scanner: inout JSONScanner) throws(AnswerFault) -> [(
        name: String, value: String
    )] {
        guard !scanner.skipNull() else { return [] }
        var texts: [(name: String, value: String)] = []
        try scanner.object { (scanner, name) throws(AnswerFault) in texts.append((name, try scanner.string()))
        }
        return texts.sorted { $0.name < $1.name }
    }
}
