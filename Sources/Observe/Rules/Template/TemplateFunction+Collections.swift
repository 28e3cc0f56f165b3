/// What reaches into texts, lists and maps.
extension TemplateFunction {
    static let collections: [TemplateFunction] = [
        TemplateFunction("len", [.any]) { call throws(Failure) in .int(Int64(try length(of: call[0]))) },
        TemplateFunction("index", [.any], rest: .any) { call throws(Failure) in
            var value = call[0]
            for key in call.arguments.dropFirst() { value = try element(of: value, at: key) }
            return value
        },
        TemplateFunction("slice", [.any], rest: .any) { call throws(Failure) in try slice(call) },
        TemplateFunction("args", [], rest: .any) { call in
            var values: [String: TemplateValue] = [:]
            for (index, value) in call.arguments.enumerated() { values["arg\(index)"] = value }
            return .arguments(values)
        },
    ]

    private static func length(of value: TemplateValue) throws(Failure) -> Int {
        switch value {
        case .string(let text): return text.utf8.count
        case .labels(let values): return values.count
        case .arguments(let values): return values.count
        case .samples(let values): return values.count
        case .missing, .null: throw Failure(reason: "len of nil pointer")
        case .bool, .int, .float, .sample, .time, .duration, .data:
            throw Failure(reason: "len of type \(value.typeName)")
        }
    }

    private static func element(
        of value: TemplateValue,
        at key: TemplateValue
    ) throws(Failure) -> TemplateValue {
        switch (value, key) {
        case (.labels(let values), .string(let name)): return .string(values[name] ?? "")
        case (.arguments(let values), .string(let name)): return values[name] ?? .missing
        case (.labels, _), (.arguments, _):
            throw Failure(reason: "value has type \(key.typeName); should be string")
        case (.samples(let samples), .int(let index)):
            guard samples.indices.contains(Int(clamping: index)) else {
                throw Failure(reason: "index out of range: \(index)")
            }
            return .sample(samples[Int(index)])
        case (.string(let text), .int(let index)):
            let bytes = Array(text.utf8)
            guard bytes.indices.contains(Int(clamping: index)) else {
                throw Failure(reason: "index out of range: \(index)")
            }
            return .int(Int64(bytes[Int(index)]))
        case (.samples, _), (.string, _):
            throw Failure(reason: "cannot index slice/array with type \(key.typeName)")
        case (.missing, _), (.null, _): throw Failure(reason: "index of untyped nil")
        case (.bool, _), (.int, _), (.float, _), (.sample, _), (.time, _), (.duration, _), (.data, _):
            throw Failure(reason: "can't index item of type \(value.typeName)")
        }
    }

    private static func slice(_ call: Call) throws(Failure) -> TemplateValue {
        let count = try length(of: call[0])
        var bounds: [Int] = []
        for argument in call.arguments.dropFirst() {
            guard case .int(let index) = argument else {
                throw Failure(reason: "cannot index slice/array with type \(argument.typeName)")
            }
            guard (0...Int64(count)).contains(index) else {
                throw Failure(reason: "index out of range: \(index)")
            }
            bounds.append(Int(index))
        }
        guard bounds.count <= 2 else { throw Failure(reason: "too many slice indexes: \(bounds.count)") }
        let start = bounds.first ?? 0
        let end = bounds.count > 1 ? bounds[1] : count
        guard start <= end else { throw Failure(reason: "invalid slice index: \(start) > \(end)") }
        switch call[0] {
        case .string(let text):
            return .string(String(decoding: Array(text.utf8)[start..<end], as: UTF8.self))
        case .samples(let samples): return .samples(Array(samples[start..<end]))
        case .missing, .null, .bool, .int, .float, .labels, .arguments, .sample, .time, .duration, .data:
            throw Failure(reason: "can't slice item of type \(call[0].typeName)")
        }
    }
}
