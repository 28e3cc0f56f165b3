package import Values

/// Every key of a profile as a Markdown document, made from the JSON Schema.
package struct ProfileReference {
    private let definitions: Object

    package init(schema: Value) { definitions = schema["$defs"]?.object ?? Object() }

    package var markdown: String {
        let sections = definitions.filter { !$0.key.hasSuffix("Overlay") }
        return """
            # The profile

            Every key of `mcpctl.yaml`, as `mcpctl profile schema` describes it for editors. Defaults are what holds when
            neither the profile nor its preset says anything; `mcpctl profile show --origin` tells what holds for a profile,
            and why.


            """ + sections.map { section($0.key, $0.value) }.joined(separator: "\n")
    }

    private func section(_ name: String, _ definition: Value) -> String {
        let required = Set((definition["required"]?.array ?? []).compactMap(\.string))
        let rows = (definition["properties"]?.object ?? Object()).map { member in
            let mark = required.contains(member.key) ? " (required)" : ""
            let value =
                member.value["default"].map { ", by default `\($0.string ?? $0.json(.compact))`" } ?? ""
            let meaning = member.value["description"]?.string ?? ""
            return
                "| `\(member.key)`\(mark) | \(Self.cell(kind(member.value) + value)) | \(Self.cell(meaning)) |\n"
        }
        return """
            ## \(Self.title(name))

            \(definition["description"]?.string ?? "")

            | Key | Value | Meaning |
            |---|---|---|
            \(rows.joined())
            """
    }

    /// What a value may be, in words.
    private func kind(_ schema: Value) -> String {
        if let reference = schema["$ref"]?.string {
            let name = String(reference.split(separator: "/").last ?? "")
            // An overlay has the keys of what it is laid over.
            let target = name.hasSuffix("Overlay") ? String(name.dropLast("Overlay".count)) : name
            return "[\(Self.title(target))](#\(Self.anchor(target)))"
        }
        if let choices = schema["enum"]?.array {
            return choices.map { "`\($0.string ?? $0.json(.compact))`" }.joined(separator: ", ")
        }
        if let constant = schema["const"] { return "`\(constant.string ?? constant.json(.compact))`" }
        if let forms = schema["anyOf"]?.array ?? schema["oneOf"]?.array {
            var words: [String] = []
            for form in forms.map(kind) where !words.contains(form) { words.append(form) }
            return words.joined(separator: " or ")
        }
        if let types = schema["type"]?.array { return types.compactMap(\.string).joined(separator: " or ") }
        switch schema["type"]?.string {
        case "array": return "list of " + (schema["items"].map(kind) ?? "anything")
        case "object":
            return schema["additionalProperties"].flatMap {
                $0.bool == nil ? "mapping of names to " + kind($0) : nil
            }
                ?? "mapping"
        case "string": return "text"
        case "integer": return range(schema) ?? "whole number"
        case let type?: return type
        case nil: return "anything"
        }
    }

    private func range(_ schema: Value) -> String? {
        guard let least = schema["minimum"]?.int else { return nil }
        return schema["maximum"]?.int.map { "\(least) to \($0)" } ?? "\(least) or more"
    }

    /// `KubernetesOptions` as `Kubernetes options`, `ECSOptions` as `ECS options`.
    private static func title(_ name: String) -> String {
        let letters = Array(name)
        var words = ""
        for (index, letter) in letters.enumerated() {
            let next = index + 1 < letters.count ? letters[index + 1] : "A"
            guard index > 0, letter.isUppercase, letters[index - 1].isLowercase || next.isLowercase else {
                words.append(letter)
                continue
            }
            words += " " + (next.isLowercase ? letter.lowercased() : String(letter))
        }
        return words
    }

    private static func anchor(_ name: String) -> String {
        title(name).lowercased().replacing(" ", with: "-")
    }

    /// A text that ends no cell of a table.
    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
