internal import GoText

/// Numbers for people.
extension TemplateFunction {
    static let numbers: [TemplateFunction] = [
        TemplateFunction("humanize", [.any]) { call throws(Failure) in
            let value = try number(call[0])
            guard value != 0, value.isFinite else { return .string(GoText.general(value, precision: 4)) }
            let units = value.magnitude >= 1 ? scaledDown(value, by: 1000, largeUnits) : scaledUp(value)
            return .string(GoText.general(units.value, precision: 4) + units.prefix)
        },
        TemplateFunction("humanize1024", [.any]) { call throws(Failure) in
            let value = try number(call[0])
            guard value.magnitude > 1, value.isFinite else {
                return .string(GoText.general(value, precision: 4))
            }
            let units = scaledDown(value, by: 1024, binaryUnits)
            return .string(GoText.general(units.value, precision: 4) + units.prefix)
        },
        TemplateFunction("humanizePercentage", [.any]) { call throws(Failure) in
            .string(GoText.general(try number(call[0]) * 100, precision: 4) + "%")
        },
        TemplateFunction("humanizeDuration", [.any]) { call throws(Failure) in
            .string(humanizedDuration(try number(call[0])))
        },
    ]

    private static let largeUnits = ["k", "M", "G", "T", "P", "E", "Z", "Y"]
    private static let binaryUnits = ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"]
    private static let smallUnits = ["m", "u", "n", "p", "f", "a", "z", "y"]

    /// What Prometheus takes for a number: numbers, texts that are some, and spans of time in seconds.
    static func number(_ value: TemplateValue) throws(Failure) -> Double {
        switch value {
        case .float(let value): return value
        case .int(let value): return Double(value)
        case .duration(let nanoseconds): return Double(nanoseconds) / 1e9
        case .string(let text):
            guard let number = GoText.parseNumber(text) else {
                throw Failure(reason: "strconv.ParseFloat: parsing \(GoText.quoted(text)): invalid syntax")
            }
            return number
        case .missing, .null, .bool, .labels, .arguments, .samples, .sample, .time, .data:
            throw Failure(reason: "can't convert \(value.typeName) to float")
        }
    }

    private static func scaledDown(
        _ value: Double,
        by step: Double,
        _ units: [String]
    ) -> (value: Double, prefix: String) {
        var (value, prefix) = (value, "")
        for unit in units where value.magnitude >= step { (value, prefix) = (value / step, unit) }
        return (value, prefix)
    }

    private static func scaledUp(_ value: Double) -> (value: Double, prefix: String) {
        var (value, prefix) = (value, "")
        for unit in smallUnits where value.magnitude < 1 { (value, prefix) = (value * 1000, unit) }
        return (value, prefix)
    }

    private static func humanizedDuration(_ value: Double) -> String {
        guard value.isFinite else { return GoText.general(value, precision: 4) }
        guard value != 0 else { return "0s" }
        guard value.magnitude >= 1 else {
            let units = scaledUp(value)
            return "\(GoText.general(units.value, precision: 4))\(units.prefix)s"
        }
        let sign = value < 0 ? "-" : ""
        guard value.magnitude < 9.2e18 else {
            return "\(sign)\(GoText.general(value.magnitude, precision: 4))s"
        }
        let whole = Int64(value.magnitude)
        let (seconds, minutes, hours, days) = (whole % 60, whole / 60 % 60, whole / 3600 % 24, whole / 86_400)
        if days != 0 { return "\(sign)\(days)d \(hours)h \(minutes)m \(seconds)s" }
        if hours != 0 { return "\(sign)\(hours)h \(minutes)m \(seconds)s" }
        if minutes != 0 { return "\(sign)\(minutes)m \(seconds)s" }
        return "\(sign)\(GoText.general(value.magnitude, precision: 4))s"
    }
}
