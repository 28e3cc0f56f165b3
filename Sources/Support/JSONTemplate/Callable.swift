/// A function as a value: it can be bound, passed around and called, but not be a result.
enum Callable: Sendable {
    case builtin(Builtin)
    case custom(String, JSONTemplate.Function)

    var name: String {
        switch self {
        case .builtin(let builtin): builtin.rawValue
        case .custom(let name, _): name
        }
    }

    /// Whether both are the same function.
    func isSame(as other: Callable) -> Bool {
        switch (self, other) {
        case (.builtin(let left), .builtin(let right)): left == right
        case (.custom(let left, _), .custom(let right, _)): left == right
        case (.builtin, _), (.custom, _): false
        }
    }
}
