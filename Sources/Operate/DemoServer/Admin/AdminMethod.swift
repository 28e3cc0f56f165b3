internal import JSONRPC
internal import Values

/// What somebody may do on an admin channel.
enum AdminRole: String, Sendable { case read, admin }

/// One method of the admin channel.
struct AdminMethod: Sendable {
    /// A parameter, by name.
    struct Parameter: Sendable {
        var name: String
        /// As JSON Schema calls it.
        var type: String
        var isRequired = false
    }

    enum Action: Sendable {
        case read(@Sendable (DemoServer, Object) throws(RPCError) -> Value)
        /// What would be, or what was done.
        case change(
            isDestructive: Bool,
            @Sendable (DemoServer, AdminChange) throws(RPCError) -> AdminChange.Outcome
        )
    }

    var name: String
    var summary: String
    var parameters: [Parameter] = []
    var action: Action

    var isMutating: Bool { if case .change = action { true } else { false } }
    var isDestructive: Bool { if case .change(true, _) = action { true } else { false } }
    var role: AdminRole { isMutating ? .admin : .read }

    /// All of them, family by family.
    static let all: [AdminMethod] =
        serverMethods + sessionMethods + cacheMethods + breakerMethods + limitMethods + toolMethods
        + auditMethods

    static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

/// A change that was asked for.
struct AdminChange: Sendable {
    var params: Object
    /// Only looks at what would be.
    var isDryRun: Bool
    /// Milliseconds since the epoch.
    var now: Int64

    struct Outcome: Sendable {
        var before: Value
        /// As it is, or as it would be.
        var after: Value
        /// Fields of the result beside the envelope's.
        var extra = Object()
    }
}

extension RPCError {
    /// Codes are HTTP's, outside the band that the protocol has closed; `data.type` carries the word.
    static func admin(_ code: Int, _ type: String, _ message: String) -> RPCError {
        RPCError(code, message, data: ["type": .string(type)])
    }

    static func notFound(_ what: String, _ name: String) -> RPCError {
        .admin(404, "not_found", "there is no \(what) '\(name)'")
    }
}
