import Testing

/// One thing broken in rendered inputs that are fine, and the first thing that is said of it.
struct Broken: Sendable, CustomTestStringConvertible {
    enum Document: String, Sendable {
        case task = "task-definition.json"
        case service = "service.json"
        case scaling = "scaling.json"
    }

    let testDescription: String
    let document: Document
    let old: String
    let new: String
    let finding: String

    init(_ what: String, in document: Document, _ old: String, _ new: String, finds finding: String) {
        testDescription = what
        self.document = document
        self.old = old
        self.new = new
        self.finding = finding
    }
}
