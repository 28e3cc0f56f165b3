/// A function that templates can call: its name, what it takes, and what it does.
struct TemplateFunction: Sendable {
    enum Parameter: Sendable {
        case any
        case string
        case samples
        case sample
    }

    /// What a function found wrong with its arguments.
    struct Failure: Error {
        let reason: String
    }

    struct Call {
        let arguments: [TemplateValue]
        let environment: TemplateEnvironment

        subscript(_ index: Int) -> TemplateValue { arguments[index] }

        /// A parameter that was declared to be a string.
        func string(_ index: Int) -> String {
            if case .string(let text) = arguments[index] { text } else { "" }
        }
    }

    typealias Body = @Sendable (Call) throws(Failure) -> TemplateValue

    let name: String
    let parameters: [Parameter]
    /// What any number of further arguments have to be.
    let rest: Parameter?
    let body: Body

    init(_ name: String, _ parameters: [Parameter], rest: Parameter? = nil, _ body: @escaping Body) {
        self.name = name
        self.parameters = parameters
        self.rest = rest
        self.body = body
    }

    static func named(_ name: String) -> TemplateFunction? { table[name] }

    /// Functions of Go and of Prometheus' console templates that are left out.
    static let unsupported: Set<String> = ["call", "js", "tmpl"]

    private static let table: [String: TemplateFunction] = Dictionary(
        uniqueKeysWithValues: (logic + comparisons + collections + texts + numbers + times + answers + links)
            .map { ($0.name, $0) }
    )
}

/// What a template may ask of the world around it.
package struct TemplateEnvironment: Sendable {
    /// Answers a PromQL query at the time of the evaluation; the error is its message.
    package typealias Query = @Sendable (String) throws(TemplateQueryError) -> [TemplateSample]

    /// Milliseconds since the epoch.
    package var now: Int64
    /// Where Prometheus itself is reached.
    package var externalURL: String
    package var query: Query

    package init(now: Int64, externalURL: String = "", query: @escaping Query) {
        self.now = now
        self.externalURL = externalURL
        self.query = query
    }
}

/// Why a query of a template has no answer.
package struct TemplateQueryError: Error, Sendable {
    package let message: String

    package init(_ message: String) { self.message = message }
}
