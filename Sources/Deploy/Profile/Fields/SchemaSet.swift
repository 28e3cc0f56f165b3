package import Values

/// The definitions a JSON Schema refers to, gathered while it is built.
package struct SchemaSet {
    package private(set) var definitions = Object()
    /// Overlays need no key and may remove any with `null`.
    package private(set) var isPartial = false

    package init() {}

    /// Registers a definition once and returns the reference to it.
    package mutating func define(_ name: String, _ build: (inout SchemaSet) -> Value) -> Value {
        // A reference is part of a URL: `Share<CPUQuantity>` becomes `ShareCPUQuantity`.
        let plain = name.filter { $0.isLetter || $0.isNumber }
        let name = isPartial ? "\(plain)Overlay" : plain
        if definitions[name] == nil {
            definitions[name] = .bool(true)
            definitions[name] = build(&self)
        }
        return ["$ref": .string("#/$defs/\(name)")]
    }

    /// Builds what an overlay accepts.
    package mutating func partially(_ build: (inout SchemaSet) -> Value) -> Value {
        let before = isPartial
        isPartial = true
        defer { isPartial = before }
        return build(&self)
    }
}
