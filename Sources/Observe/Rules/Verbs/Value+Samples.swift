internal import GoText
internal import SampleStore
internal import Values

extension Value {
    /// A sample's value; JSON has no number for infinities and NaN, so they are texts as in Prometheus' API.
    static func sample(_ value: Double) -> Value {
        value.isFinite ? .number(Number(value)) : .string(GoText.number(value))
    }
}

extension Labels {
    var json: Value {
        var object = Object()
        for (name, value) in pairs { object[name] = .string(value) }
        return .object(object)
    }
}
