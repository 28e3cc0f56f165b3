internal import Diagnostics
internal import JSONTemplate
internal import Values

/// A case of the JSON-e specification: a template with its context, and what must come of it.
struct Case {
    let section: String
    let document: Value

    /// The moment of the specification's cases: 2017-01-19T16:27:20.974Z.
    private static let now = Timestamp(milliseconds: 1_484_843_240_974)

    /// The cases of a file, each with the section it stands in.
    static func all(in documents: [Value]) -> [Case] {
        var cases: [Case] = []
        var section = ""
        for document in documents {
            if let name = document["section"]?.string {
                section = name
            } else if document["template"] != nil {
                cases.append(Case(section: section, document: document))
            }
        }
        return cases
    }

    private enum Outcome {
        case value(Value)
        case error(TemplateError)

        var text: String {
            switch self {
            case .value(let value): value.json(.compact)
            case .error(let error): "error \(error)"
            }
        }
    }

    /// What went wrong, ready to print; `nil` when the case passes.
    func failure() -> String? {
        let outcome = outcome()
        guard !isExpected(outcome) else { return nil }
        let title = document["title"]?.string ?? "(no title)"
        let place = document.location.map { "\($0): " } ?? ""
        return """
            \(place)[\(section)] \(title)
                expected \(expectation)
                got      \(outcome.text)
            """
    }

    private func outcome() -> Outcome {
        do throws(TemplateError) {
            let template = JSONTemplate(document["template"] ?? .null)
            // A context that is no object cannot be given to a template here at all.
            guard let context = (document["context"] ?? .object(Object())).object else {
                throw TemplateError("context must be an object", category: .template)
            }
            return .value(try template.render(context, now: Self.now) ?? .null)
        } catch {
            return .error(error)
        }
    }

    private func isExpected(_ outcome: Outcome) -> Bool {
        let mustFail = document["error"] ?? document["panic"]
        switch outcome {
        case .value(let value): return mustFail == nil && value == document["result"]
        case .error(let error):
            guard let mustFail else { return false }
            return mustFail.string.map { $0 == error.description } ?? (mustFail.bool == true)
        }
    }

    private var expectation: String {
        if let result = document["result"] { return result.json(.compact) }
        guard let text = document["error"]?.string else { return "an error" }
        return "error \(text)"
    }
}
