/// What asks PromQL, and what takes the answers apart.
extension TemplateFunction {
    static let answers: [TemplateFunction] = [
        TemplateFunction("query", [.string]) { call throws(Failure) in
            do throws(TemplateQueryError) {
                return .samples(try call.environment.query(call.string(0)))
            } catch {
                throw Failure(reason: error.message)
            }
        },
        TemplateFunction("first", [.samples]) { call throws(Failure) in
            guard case .samples(let samples) = call[0], let first = samples.first else {
                throw Failure(reason: "first() called on vector with no elements")
            }
            return .sample(first)
        },
        TemplateFunction("label", [.string, .sample]) { call in
            guard case .sample(let sample) = call[1] else { return .string("") }
            return .string(sample.labels[call.string(0)] ?? "")
        },
        TemplateFunction("value", [.sample]) { call in
            guard case .sample(let sample) = call[0] else { return .missing }
            return .float(sample.value)
        },
        TemplateFunction("strvalue", [.sample]) { call in
            guard case .sample(let sample) = call[0] else { return .string("") }
            return .string(sample.labels["__value__"] ?? "")
        },
        TemplateFunction("sortByLabel", [.string, .samples]) { call in
            guard case .samples(let samples) = call[1] else { return .samples([]) }
            let name = call.string(0)
            let sorted = samples.enumerated().sorted { left, right in
                let (first, second) = (left.element.labels[name] ?? "", right.element.labels[name] ?? "")
                if first.utf8.elementsEqual(second.utf8) { return left.offset < right.offset }
                return first.utf8.lexicographicallyPrecedes(second.utf8)
            }
            return .samples(sorted.map(\.element))
        },
    ]

    static let links: [TemplateFunction] = [
        TemplateFunction("tableLink", [.string]) { .string(link(to: $0.string(0), tab: 1)) },
        TemplateFunction("graphLink", [.string]) { .string(link(to: $0.string(0), tab: 0)) },
        TemplateFunction("externalURL", []) { .string($0.environment.externalURL) },
        TemplateFunction("pathPrefix", []) { .string(path(of: $0.environment.externalURL)) },
    ]

    private static func link(to expression: String, tab: Int) -> String {
        "/graph?g0.expr=\(queryEscaped(expression))&g0.tab=\(tab)"
    }

    private static func path(of address: String) -> String {
        guard let scheme = address.firstRange(of: "://") else { return address }
        let rest = address[scheme.upperBound...]
        return String(rest.drop { $0 != "/" }.prefix { $0 != "?" && $0 != "#" })
    }
}
