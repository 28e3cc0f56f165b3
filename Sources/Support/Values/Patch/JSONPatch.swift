package import Diagnostics

/// Changes to a tree, made all or not at all (RFC 6902).
package struct JSONPatch: Sendable {
    package struct Operation: Sendable {
        package enum Action: Sendable {
            case add(Value)
            case remove
            case replace(Value)
            case move(from: JSONPointer)
            case copy(from: JSONPointer)
            case test(Value)
        }

        package let action: Action
        package let path: JSONPointer
        /// Where the operation was written.
        package let location: SourceLocation?
    }

    package let operations: [Operation]

    package init(_ operations: [Operation]) { self.operations = operations }

    /// Reads a list of operations and reports every mistake in it.
    ///
    /// Members an operation does not use are ignored, as the RFC asks (appendix A.11).
    package init(_ value: Value) throws(InvalidInput) {
        guard let items = value.array else {
            throw InvalidInput(
                .error("a JSON Patch is a list of operations, not \(value.kind)", at: value.location)
            )
        }
        var problems: [Diagnostic] = []
        operations = items.compactMap { item in
            do throws(InvalidInput) {
                return try Operation(item)
            } catch {
                problems += error.diagnostics
                return nil
            }
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
    }
}

extension JSONPatch.Operation {
    private static let names = ["add", "remove", "replace", "move", "copy", "test"]

    fileprivate init(_ item: Value) throws(InvalidInput) {
        guard let object = item.object else {
            throw InvalidInput(
                .error(
                    "an operation is a mapping such as {op: remove, path: /a}, not \(item.kind)",
                    at: item.location
                )
            )
        }
        var problems: [Diagnostic] = []

        func text(_ key: String) -> (text: String, location: SourceLocation?)? {
            guard let value = object[key] else {
                problems.append(.error("the operation has no `\(key)`", at: item.location))
                return nil
            }
            guard let text = value.string else {
                problems.append(.error("`\(key)` is a string, not \(value.kind)", at: value.location))
                return nil
            }
            return (text, value.location)
        }

        func pointer(_ key: String) -> JSONPointer {
            guard let (text, location) = text(key) else { return JSONPointer() }
            do throws(InvalidInput) {
                return try JSONPointer(parsing: text, at: location)
            } catch {
                problems += error.diagnostics
                return JSONPointer()
            }
        }

        func value() -> Value {
            if let value = object["value"] { return value }
            problems.append(.error("the operation has no `value`", at: item.location))
            return .null
        }

        let name = text("op")
        let path = pointer("path")
        var action = Action.remove
        switch name?.text {
        case "add": action = .add(value())
        case "remove": action = .remove
        case "replace": action = .replace(value())
        case "move": action = .move(from: pointer("from"))
        case "copy": action = .copy(from: pointer("from"))
        case "test": action = .test(value())
        case nil: break
        case let unknown?:
            let suggestion = nearest(to: unknown, in: Self.names).map { "did you mean `\($0)`?" }
            problems.append(
                .error(
                    "there is no operation `\(shortened(unknown))`",
                    at: name?.location,
                    hint: suggestion ?? "the operations are \(Self.names.joined(separator: ", "))"
                )
            )
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
        self.init(action: action, path: path, location: item.location)
    }
}
