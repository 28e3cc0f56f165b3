internal import GoText

/// How Prometheus prints label sets.
extension Labels: CustomStringConvertible {
    /// As a metric: `up{job="api"}`, `{"my.metric", "a.b"="c"}` where a name is not of the classic kind.
    package var description: String {
        var parts = pairs.filter { $0.name != MetricName.label }.map(Self.text)
        guard let name else { return "{\(parts.joined(separator: ", "))}" }
        if Self.isClassicMetricName(name) {
            return parts.isEmpty ? name : "\(name){\(parts.joined(separator: ", "))}"
        }
        parts.insert(GoText.quoted(name), at: 0)
        return "{\(parts.joined(separator: ", "))}"
    }

    /// As a set: `{__name__="up", job="api"}`, which is how messages show it.
    package var bracedText: String { "{\(pairs.map(Self.text).joined(separator: ", "))}" }

    private static func text(name: String, value: String) -> String {
        "\(isClassicLabelName(name) ? name : GoText.quoted(name))=\(GoText.quoted(value))"
    }

    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`: a metric name that needs no quotes.
    package static func isClassicMetricName(_ name: String) -> Bool {
        isName(name) { $0 == UInt8(ascii: ":") }
    }

    /// `[a-zA-Z_][a-zA-Z0-9_]*`: a label name that needs no quotes.
    package static func isClassicLabelName(_ name: String) -> Bool { isName(name) { _ in false } }

    private static func isName(_ name: String, or isOther: (UInt8) -> Bool) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= first) else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: isOther(byte)
            }
        }
    }
}
