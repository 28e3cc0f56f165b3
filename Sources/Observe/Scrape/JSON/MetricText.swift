/// Writes lines in the text format 1.0.0, with every name in quotes so that any name goes.
struct MetricText {
    private(set) var bytes: [UInt8] = []

    mutating func help(_ name: String, _ text: String) {
        append("# HELP \(Self.quoted(name)) \(Self.escaped(text, quotes: false))\n")
    }

    mutating func type(_ name: String, _ type: String) { append("# TYPE \(Self.quoted(name)) \(type)\n") }

    /// A number without a name tells nothing and is left out.
    mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Double) {
        guard !name.isEmpty else { return }
        let inner = labels.map { ",\(Self.quoted($0.0))=\(Self.quoted($0.1))" }.joined()
        let number = value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Inf" : "+Inf") : "\(value)"
        append("{\(Self.quoted(name))\(inner)} \(number)\n")
    }

    private mutating func append(_ line: String) { bytes.append(contentsOf: line.utf8) }

    private static func quoted(_ text: String) -> String { "\"\(escaped(text, quotes: true))\"" }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
