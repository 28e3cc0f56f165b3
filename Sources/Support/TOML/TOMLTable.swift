internal import Diagnostics
internal import Values

/// A table while its file is being read.
///
/// What may still be added to it depends on how it came to be (TOML 1.0.0, "Table", "Inline Table").
final class TOMLTable {
    enum Origin: Equatable {
        /// Named on the way to another table: `a` of `[a.b]`. A header may still define it.
        case implied
        /// Defined by its own `[header]`.
        case header
        /// Made by a dotted key under the header of that number: only keys under the same header may add to it.
        case dotted(under: Int)
        /// Written as `{…}`: nothing may be added.
        case inline
    }

    enum Content {
        case value(Value)
        case table(TOMLTable)
        /// `[[name]]`: the last one is being written.
        case tables(TOMLTables)
    }

    struct Entry {
        let key: String
        let keyLocation: SourceLocation
        var content: Content
    }

    var origin: Origin
    let location: SourceLocation
    private var entries: [Entry] = []
    /// Keys by their bytes: TOML knows no equivalence of characters.
    private var positions: [[UInt8]: Int] = [:]

    init(_ origin: Origin, at location: SourceLocation) {
        self.origin = origin
        self.location = location
    }

    subscript(key: String) -> Entry? { positions[Array(key.utf8)].map { entries[$0] } }

    func set(_ key: String, _ content: Content, at keyLocation: SourceLocation) {
        if let position = positions[Array(key.utf8)] {
            entries[position].content = content
        } else {
            positions[Array(key.utf8)] = entries.count
            entries.append(Entry(key: key, keyLocation: keyLocation, content: content))
        }
    }

    var value: Value {
        var object = Object()
        for entry in entries {
            let value: Value =
                switch entry.content {
                case .value(let value): value
                case .table(let table): table.value
                case .tables(let list):
                    Value(.array(list.tables.map(\.value)), at: list.tables.first?.location)
                }
            object.set(entry.key, to: value, keyLocation: entry.keyLocation)
        }
        return Value(.object(object), at: location)
    }
}

/// An array of tables; one object, so that adding to it copies nothing.
final class TOMLTables {
    var tables: [TOMLTable]

    init(_ first: TOMLTable) { tables = [first] }
}
