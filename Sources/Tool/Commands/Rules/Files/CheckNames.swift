internal import Arguments
internal import Rules

/// Which checks are meant: all, none, or those with one of the names.
enum CheckNames: ArgumentValue {
    case all, none
    case named([String])

    static var expectation: String {
        "all, none, or names of checks, as 'mcpctl rules check --list' shows them"
    }

    var argumentText: String? {
        switch self {
        case .all: "all"
        case .none: "none"
        case .named(let names): names.joined(separator: ",")
        }
    }

    init?(argument: String) {
        switch argument {
        case "all": self = .all
        case "none": self = .none
        default:
            let names = argument.split(separator: ",", omittingEmptySubsequences: false).map(Self.modern)
            guard names.allSatisfy({ name in RuleChecker.all.contains { Self.is($0.id, name) } }) else {
                return nil
            }
            self = .named(names)
        }
    }

    func takes(_ id: String) -> Bool {
        switch self {
        case .all: true
        case .none: false
        case .named(let names): names.contains { Self.is(id, $0) }
        }
    }

    private static func `is`(_ id: String, _ name: String) -> Bool { id == name || id.hasPrefix(name + "/") }

    /// promtool's word for a check of ours.
    private static func modern(_ name: Substring) -> String {
        name == "duplicate-rules" ? "rule/duplicate" : String(name)
    }
}
