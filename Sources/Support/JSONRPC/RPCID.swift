package import Values

/// What ties an answer to its request (JSON-RPC 2.0, section 4).
package enum RPCID: Sendable, Hashable {
    case string(String)
    /// The specification advises against fractions, and does not forbid them.
    case number(Number)
    /// In answers to messages whose id could not be read; an advice against using it in requests stands.
    case null

    package static func int(_ value: Int) -> RPCID { .number(Number(value)) }

    /// Nothing where the value is of a type that is no id: a boolean, a list or an object.
    package init?(_ value: Value) {
        switch value.content {
        case .string(let text): self = .string(text)
        case .number(let number) where number.isFinite: self = .number(number)
        case .null: self = .null
        case .number, .bool, .array, .object: return nil
        }
    }

    package var value: Value {
        switch self {
        case .string(let text): .string(text)
        case .number(let number): .number(number)
        case .null: .null
        }
    }
}

extension RPCID: CustomStringConvertible {
    /// As it stands in a message: `1`, `"a"`, `null`.
    package var description: String { value.json(.compact) }
}
