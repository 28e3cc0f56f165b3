internal import Diagnostics

extension JSONPointer {
    /// Why a pointer names nothing in a tree.
    struct Miss {
        let message: String
        let hint: String?
    }

    /// The deepest thing that exists on the way, and what it has instead; `nil` when the pointer names something.
    func miss(in root: Value) -> Miss? {
        for depth in tokens.indices {
            let parent = JSONPointer(Array(tokens[..<depth]))
            guard let value = parent.value(in: root) else { return nil }
            guard parent.appending(tokens[depth]).value(in: root) == nil else { continue }
            return Self.miss(of: tokens[depth], in: value, at: parent)
        }
        return nil
    }

    /// The pointer as a sentence names it.
    var spoken: String { tokens.isEmpty ? "the document" : "`\(shortened(description))`" }

    private static func miss(of token: String, in value: Value, at parent: JSONPointer) -> Miss {
        switch value.content {
        case .object(let object):
            let message = "\(parent.spoken) has no key `\(shortened(token))`"
            if let suggestion = nearest(to: token, in: object.keys) {
                return Miss(message: message, hint: "did you mean `\(parent.appending(suggestion))`?")
            }
            guard !object.isEmpty else { return Miss(message: message, hint: "it is empty") }
            let keys = object.keys.prefix(10).map { "`\(shortened($0))`" }.joined(separator: ", ")
            return Miss(message: message, hint: "it has \(keys)\(object.count > 10 ? ", …" : "")")
        case .array(let values):
            if token == "-" {
                return Miss(
                    message:
                        "`-` stands for the place after the last item of \(parent.spoken), where nothing is",
                    hint: "only `add` can use it, as the last part of a path"
                )
            }
            guard index(token) != nil else {
                return Miss(
                    message: "\(parent.spoken) is a list, and `\(shortened(token))` is no index",
                    hint: "indices are numbers from 0, without leading zeros"
                )
            }
            let content =
                values.isEmpty
                ? "is an empty list" : "has no item \(shortened(token)): its last one is \(values.count - 1)"
            return Miss(message: "\(parent.spoken) \(content)", hint: nil)
        case .null, .bool, .number, .string:
            return Miss(message: "\(parent.spoken) is \(value.kind), with nothing inside", hint: nil)
        }
    }
}
