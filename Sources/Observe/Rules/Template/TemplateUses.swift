/// What a template asks for: the labels it names, and whether it looks at the value or asks PromQL.
package struct TemplateUses: Sendable {
    /// A label that is named, and bytes before its name in the text of the template.
    package struct Label: Sendable, Hashable {
        package let name: String
        package let offset: Int
    }

    package private(set) var labels: [Label] = []
    package private(set) var externalLabels: [Label] = []
    /// Names after `.` and `$labels` that the data of an alert does not have.
    package private(set) var unknownFields: [Label] = []
    /// Whether it comes out differently for another value.
    package private(set) var value = false
    /// Whether it asks PromQL.
    package private(set) var query = false
    /// Queries that stand in it as text.
    package private(set) var queries: [Label] = []
    /// Whether it looks at all labels, so that nobody knows which.
    package private(set) var allLabels = false
    /// Whether it asks for the time.
    package private(set) var time = false

    private var preludeLength = 0

    init() {}

    init(of root: [TemplateNode], _ definitions: [String: [TemplateNode]], preludeLength: Int) {
        self.preludeLength = preludeLength
        // The declarations of the prelude are not the author's.
        visit(
            root.drop { node in
                if case .action(let pipe) = node { pipe.offset < preludeLength } else { false }
            }.map { $0 },
            dotIsData: true
        )
        for (_, nodes) in definitions { visit(nodes, dotIsData: false) }
        if !definitions.isEmpty { (allLabels, value) = (true, true) }
    }

    private mutating func visit(_ nodes: [TemplateNode], dotIsData: Bool) {
        for node in nodes {
            switch node {
            case .text, .breakLoop, .continueLoop: break
            case .action(let pipe): visit(pipe, dotIsData)
            case .branch(let branch):
                visit(branch.pipe, dotIsData)
                visit(branch.list, dotIsData: dotIsData && branch.kind == .condition)
                visit(branch.otherwise, dotIsData: dotIsData)
            case .template(_, let pipe, _):
                if let pipe { visit(pipe, dotIsData) }
            }
        }
    }

    private mutating func visit(_ pipe: TemplatePipe, _ dotIsData: Bool) {
        for command in pipe.commands {
            if case .function(let name)? = command.arguments.first?.kind {
                note(call: name, command.arguments.dropFirst())
                if name == "index", note(indexed: command.arguments, dotIsData) { continue }
            }
            for operand in command.arguments { visit(operand, dotIsData) }
        }
    }

    private mutating func note(call name: String, _ arguments: ArraySlice<TemplateOperand>) {
        if name == "now" { time = true }
        guard name == "query" else { return }
        query = true
        if let first = arguments.first, case .string(let text, _) = first.kind {
            queries.append(label(text, first.offset))
        }
    }

    /// `index $labels "name"` names one label; tells whether it is that.
    private mutating func note(indexed arguments: [TemplateOperand], _ dotIsData: Bool) -> Bool {
        guard arguments.count == 3, case .string(let key, _) = arguments[2].kind else { return false }
        let named = label(key, arguments[2].offset)
        switch arguments[1].kind {
        case .variable("$labels", []): labels.append(named)
        case .field(["Labels"]) where dotIsData: labels.append(named)
        case .variable("$externalLabels", []): externalLabels.append(named)
        case .field(["ExternalLabels"]) where dotIsData: externalLabels.append(named)
        case .dot, .null, .bool, .constant, .string, .field, .variable, .function, .pipe, .chain: return false
        }
        return true
    }

    private mutating func visit(_ operand: TemplateOperand, _ dotIsData: Bool) {
        switch operand.kind {
        case .dot: if dotIsData { (allLabels, value) = (true, true) }
        case .null, .bool, .constant, .string, .function: break
        case .field(let names): if dotIsData { note(names[...], operand.offset) }
        case .variable(let name, let fields):
            switch name {
            case "$": fields.isEmpty ? (allLabels, value) = (true, true) : note(fields[...], operand.offset)
            case "$labels": note((["Labels"] + fields)[...], operand.offset)
            case "$externalLabels": note((["ExternalLabels"] + fields)[...], operand.offset)
            case "$value": value = true
            default: break
            }
        case .pipe(let pipe): visit(pipe, dotIsData)
        case .chain(let operand, _): visit(operand, dotIsData)
        }
    }

    private mutating func note(_ names: ArraySlice<String>, _ offset: Int) {
        let second = names.dropFirst().first
        switch names.first {
        case "Labels":
            if let second { labels.append(label(second, offset)) } else { allLabels = true }
        case "ExternalLabels":
            if let second { externalLabels.append(label(second, offset)) }
        case "Value": value = true
        case "ExternalURL": break
        case let name?: unknownFields.append(label(name, offset))
        case nil: break
        }
    }

    private func label(_ name: String, _ offset: Int) -> Label {
        Label(name: name, offset: max(0, offset - preludeLength))
    }
}
