internal import Diagnostics
internal import Values

/// The tags of the core schema; there are no others here.
enum Tag {
    private static let core = "tag:yaml.org,2002:"
    /// The tag `!`: whatever the node is without the schema (YAML 1.2.2, section 6.9.1).
    static let none = "!"
    static let mapping = core + "map"
    static let sequence = core + "seq"

    /// What a scalar means with that tag, or with none.
    static func content(
        of scalar: Event.Scalar,
        tagged tag: String?,
        at location: SourceLocation
    ) throws(Diagnostic) -> Value.Content {
        guard let tag else {
            guard scalar.isPlain else { return .string(scalar.text) }
            if CoreSchema.isOverlongRadix(scalar.text) {
                throw .error(
                    "this number has more than \(CoreSchema.maximumRadixDigits) digits",
                    at: location,
                    hint: "if it is meant as text, put it in quotes"
                )
            }
            return CoreSchema.content(of: scalar.text)
        }
        let text = scalar.text
        guard tag != none else { return .string(text) }
        switch tag.hasPrefix(core) ? tag.dropFirst(core.count) : "" {
        case "str": return .string(text)
        case "int":
            guard let number = CoreSchema.integer(text) else {
                throw mismatch(text, "!!int", "an integer", location)
            }
            return .number(number)
        case "float":
            guard let number = CoreSchema.number(text) else {
                throw mismatch(text, "!!float", "a number", location)
            }
            return .number(number)
        case "bool":
            guard let value = CoreSchema.bool(text) else {
                throw mismatch(text, "!!bool", "`true` or `false`", location)
            }
            return .bool(value)
        case "null":
            guard CoreSchema.isNull(text) else {
                throw mismatch(text, "!!null", "`null` or nothing", location)
            }
            return .null
        default: throw refusal(of: tag, on: "a scalar", at: location)
        }
    }

    static func refusal(of tag: String, on kind: String, at location: SourceLocation) -> Diagnostic {
        let written = shortened(tag.hasPrefix(core) ? "!!\(tag.dropFirst(core.count))" : tag)
        switch written {
        case "!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq":
            return .error("the tag `\(written)` does not fit \(kind)", at: location)
        case "!!binary":
            return .error(
                "the tag `!!binary` is not supported: there are no binary values here",
                at: location,
                hint: "leave the tag out to keep the Base64 text as a string"
            )
        default:
            return .error(
                "the tag `\(written)` is not supported",
                at: location,
                hint: "only !!str, !!int, !!float, !!bool, !!null, !!map and !!seq are"
            )
        }
    }

    private static func mismatch(
        _ text: String,
        _ tag: String,
        _ expected: String,
        _ location: SourceLocation
    ) -> Diagnostic {
        .error("`\(tag)` needs \(expected), not `\(shortened(text))`", at: location)
    }
}
