internal import Diagnostics
internal import Values

extension Diagnostic {
    /// A message for programs.
    var value: Value {
        [
            "severity": .string(severity.rawValue), "message": .string(message),
            "hint": hint.map(Value.string) ?? .null,
            "file": location.map { .string($0.file.name) } ?? .null,
            "line": location.map { .int($0.line) } ?? .null,
            "column": location.map { .int($0.column) } ?? .null,
        ]
    }
}
