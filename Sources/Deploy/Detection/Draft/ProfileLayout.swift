internal import Diagnostics
internal import Values

/// The text of a drafted profile, and which fact stands on which line.
struct ProfileLayout {
    private var writer = CommentedText()
    private var lines: [Int: [Int]] = [:]
    private let facts: [Fact]
    private let folder: ProjectFolder
    /// What is said above a section.
    private let remarks: [String: [String]]

    var text: String { writer.text }

    init(_ facts: [Fact], preset: PresetChoice, remarks: [String: [String]], folder: ProjectFolder) {
        self.facts = facts
        self.folder = folder
        self.remarks = remarks
        writer.comment("Written by 'mcpctl init' from what was found; each comment says where.")
        writer.comment("'mcpctl profile validate' checks it, 'mcpctl profile schema' lists every key.")
        let tree = DraftTree(facts)
        for (position, child) in tree.root.children.enumerated() {
            let isSection = child.node.fact == nil
            if isSection, position > 0 { writer.blankLine() }
            write(child.key, child.node, depth: 0, path: [child.key])
        }
    }

    /// The facts on a line; for one that has none, those of the section it opens.
    func facts(at location: SourceLocation?) -> [Int] { location.flatMap { lines[$0.line] } ?? [] }

    private mutating func write(_ key: String, _ node: DraftTree.Node, depth: Int, path: [String]) {
        let above = remarks[path.joined(separator: ".")] ?? []
        if let index = node.fact {
            for remark in above { writer.comment(remark, depth: depth) }
            let first = writer.lineCount + 1
            writer.pair(key, facts[index].value, comment: comment(on: facts[index]), depth: depth)
            note(first, [index])
            return
        }
        let before = writer.lineCount + 1
        writer.open(key, comments: above, depth: depth)
        note(before, node.facts)
        for index in node.elements {
            let first = writer.lineCount + 1
            writer.element(facts[index].value, comment: comment(on: facts[index]), depth: depth)
            note(first, [index])
        }
        for child in node.children {
            write(child.key, child.node, depth: depth + 1, path: path + [child.key])
        }
    }

    private mutating func note(_ first: Int, _ indices: [Int]) {
        for line in first..<max(first + 1, writer.lineCount + 1) { lines[line] = indices }
    }

    private func comment(on fact: Fact) -> String? {
        let source = fact.source.isEmpty ? "" : " \(fact.source)"
        var words = fact.location.map { "from \(folder.place($0))\(source)" } ?? fact.source
        if let remark = fact.remark { words += "; \(remark)" }
        return words.isEmpty ? nil : words
    }
}
