internal import Diagnostics
internal import Profile
internal import Values

extension DetectedProfile {
    /// Takes a variable with its value: as a secret by name, as a setting that the profile has a key for, or as it is.
    ///
    /// `value` is `nil` where the source only names it. Answers the profile's key it went to.
    @discardableResult
    mutating func addVariable(
        _ name: String,
        _ value: Value?,
        _ strength: Fact.Strength,
        _ source: String,
        at location: SourceLocation?
    ) -> String {
        let text = value?.text
        guard TextRule.environmentName.problem(with: name) == nil else {
            warn(
                "not carried over: the variable '\(shortened(name))' \(TextRule.environmentName.problem(with: name) ?? "")",
                at: location
            )
            return "env"
        }
        if VariableName.holdsSecret(name, text: text) {
            if let text, !VariableName.isReference(text), !text.isEmpty {
                report(
                    Diagnostic.warning(
                        "\(name) holds what looks like a secret, written in clear",
                        at: location,
                        hint: "take it out of the file and out of its history, and change it: "
                            + "the profile only refers to a secret of that name"
                    ).withoutExcerpt()
                )
            }
            nameSecret(name, source, at: location)
            return "secrets.\(name)"
        }
        guard let text, let value, !VariableName.isReference(text) else {
            if let location { nameVariable(name, at: location) }
            return "env"
        }
        if VariableName.logLevels.contains(name), let level = VariableName.level(text) {
            add("logging.level", .string(level), strength, source, at: location)
        }
        if VariableName.ports.contains(name), let port = Int(text), 1024...65535 ~= port {
            add("server.port", .int(port), .declared, source, at: location)
        }
        add(["env", name], value.string == nil ? value : .string(text), strength, source, at: location)
        return "env.\(name)"
    }
}

/// What a variable is for, by its name.
enum VariableName {
    static let ports: Set<String> = ["PORT", "SERVER_PORT", "MCP_PORT", "HTTP_PORT", "MCP_SERVER_PORT"]
    static let logLevels: Set<String> = ["LOG_LEVEL", "MCP_LOG_LEVEL", "LOGLEVEL"]

    /// Addresses that usually have a password in them.
    private static let addresses = [
        "DATABASE_URL", "DATABASE_URI", "DB_URL", "DB_URI", "POSTGRES_URL", "POSTGRESQL_URL", "MYSQL_URL",
        "MONGO_URL", "MONGO_URI", "MONGODB_URI", "MONGODB_URL", "REDIS_URL", "AMQP_URL", "RABBITMQ_URL",
        "CONNECTION_STRING", "WEBHOOK_URL", "_DSN",
    ]

    static func holdsSecret(_ name: String, text: String?) -> Bool {
        if let text, !isReference(text) {
            if SecretLook.isSuspicious(name: name, text: text) || SecretLook.isTelling(text: text) {
                return true
            }
            // `TOKEN_EXPIRATION: 3600` and `REDIS_URL: redis://cache:6379` protect nothing.
            if !text.isEmpty { return false }
        }
        if addresses.contains(where: { name.hasSuffix($0) }) { return true }
        return SecretLook.isSuspicious(name: name, text: "any text at all")
    }

    /// Whether a text only says where the value comes from: `${API_KEY}`.
    static func isReference(_ text: String) -> Bool {
        text.hasPrefix("$") || text.hasPrefix("<") && text.hasSuffix(">") || text.hasPrefix("{{")
    }

    static func level(_ text: String) -> String? {
        switch text.lowercased() {
        case "debug", "trace": "debug"
        case "info": "info"
        case "warn", "warning": "warn"
        case "error", "critical", "fatal": "error"
        default: nil
        }
    }
}
