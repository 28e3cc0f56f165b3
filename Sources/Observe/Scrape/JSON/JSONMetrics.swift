package import Values

/// Turns the numbers of a JSON tree into exposition text, so that a JSON endpoint is scraped like any other.
///
/// The keys on the way to a number make the name, joined by `_`: `{"server": {"uptime": 3}}` is `server_uptime 3`.
/// A list of known collections turns keys into labels instead: `{"tools": {"echo": {"calls": 2}}}` is
/// `tools_calls{tool="echo"} 2`. Of an array of objects each is told apart by its `name` or `id`, else by its place.
/// What prom-client prints (`[{"name": …, "values": [{"labels": …, "value": …}]}]`) keeps its names and labels.
package struct JSONMetrics: Sendable {
    /// What all names begin with, without the `_` behind it; may be empty.
    package var prefix: String
    /// The label for the keys under a key: `tool` for those under `tools`.
    ///
    /// It holds where everything under the key is an object; else the keys are part of names as elsewhere.
    package var collections: [String: String]

    package static let commonCollections = [
        "tools": "tool", "resources": "resource", "prompts": "prompt", "servers": "server",
        "gateways": "gateway",
        "agents": "agent", "caches": "cache", "sessions": "session", "breakers": "breaker",
        "circuit_breakers": "breaker", "clients": "client", "methods": "method",
    ]

    package init(prefix: String = "", collections: [String: String] = commonCollections) {
        (self.prefix, self.collections) = (prefix, collections)
    }

    /// The tree as a body in the text format 1.0.0.
    package func body(_ tree: Value) -> [UInt8] {
        var text = MetricText()
        if let families = tree.array, !families.isEmpty, families.allSatisfy(PromClientFamily.isOne) {
            for family in families { PromClientFamily(family)?.write(to: &text) }
        } else {
            write(tree, Place(name: Self.word(prefix)), to: &text)
        }
        return text.bytes
    }

    /// Where in the tree: the name so far, and the labels.
    private struct Place {
        var name: String
        var labels: [(String, String)] = []
        var key = ""

        func under(_ key: String) -> Place {
            var place = self
            let word = JSONMetrics.word(key)
            if !word.isEmpty { place.name += name.isEmpty ? word : "_\(word)" }
            place.key = key
            return place
        }

        /// The same name with one label more; a label that is there already gets another name.
        func labelled(_ label: String, _ value: String) -> Place {
            var place = self
            var name = label
            while labels.contains(where: { $0.0 == name }) { name = "inner_\(name)" }
            place.labels.append((name, value))
            place.key = ""
            return place
        }
    }

    private func write(_ value: Value, _ place: Place, to text: inout MetricText) {
        switch value.content {
        case .null: break
        case .bool(let value): text.sample(place.name, place.labels, value ? 1 : 0)
        case .number(let number): text.sample(place.name, place.labels, number.double)
        case .string(let string):
            if let number = Self.number(string) { text.sample(place.name, place.labels, number) }
        case .array(let elements): write(elements, place, to: &text)
        case .object(let object):
            if let label = collections[place.key], !object.isEmpty,
                object.members.allSatisfy({ $0.value.object != nil })
            {
                for member in object { write(member.value, place.labelled(label, member.key), to: &text) }
            } else {
                for member in object {
                    // A collection inside the group of the same name does not say it twice.
                    let isRepeated = member.key == place.key && collections[member.key] != nil
                    write(member.value, isRepeated ? place : place.under(member.key), to: &text)
                }
            }
        }
    }

    private func write(_ elements: [Value], _ place: Place, to text: inout MetricText) {
        let label = collections[place.key]
        for (index, element) in elements.enumerated() {
            let name = ["name", "id"].lazy.compactMap { element[$0]?.string }.first
            if let name {
                write(element, place.labelled(label ?? "name", name), to: &text)
            } else {
                write(element, place.labelled("index", String(index)), to: &text)
            }
        }
    }

    /// A number that a server printed into a text: `0.12`, and `50.0%` as the ratio it is.
    private static func number(_ text: String) -> Double? {
        guard let first = text.utf8.first,
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= first || first == UInt8(ascii: "-")
        else { return nil }
        if text.hasSuffix("%") { return Double(text.dropLast()).map { $0 / 100 } }
        return Double(text)
    }

    /// The part of a name that a key makes: whatever is no letter or digit becomes one `_`.
    static func word(_ key: String) -> String {
        var word = ""
        for scalar in key.unicodeScalars {
            let isPlain =
                ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
            if isPlain {
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty, word.last != "_" {
                word.append("_")
            }
        }
        while word.last == "_" { word.removeLast() }
        return word
    }
}
