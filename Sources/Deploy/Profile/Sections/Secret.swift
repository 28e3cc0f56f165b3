package import Values

/// Where a secret comes from and how the server gets it.
package struct Secret: Section {
    package static let summary = "Where a secret comes from, and how the server gets it."

    package var env: String?
    package var path: String?
    package var pathEnv: String?
    package var kubernetes: KubernetesSecret?
    package var external: ExternalSecret?
    package var aws: String?
    package var file: String?
    package var value: SecretLiteral?
    package var allowLiteral = false

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.env,
            "env",
            .environmentName,
            "The variable the server reads it from; its own name when left out."
        ),
        Field(\.path, "path", .mountPath, "The file the server reads it from: better than a variable."),
        Field(\.pathEnv, "pathEnv", .environmentName, "The variable that tells the server the file's path."),
        Field(\.kubernetes, "kubernetes", "A key of a Kubernetes Secret that is there already."),
        Field(\.external, "external", "A key of a secret manager, through the External Secrets operator."),
        Field(\.aws, "aws", .secretARN, "An AWS Secrets Manager or SSM parameter ARN, for ECS."),
        Field(\.file, "file", .nonEmpty, "A local file that is not in git, for Compose."),
        Field(
            \.value,
            "value",
            "The secret itself: only with allowLiteral, never for production, never rendered."
        ),
        Field(\.allowLiteral, "allowLiteral", "Says that a literal here is meant."),
    ]

    package static let shorthand: Shorthand<Self>? = Shorthand(
        form: "SECRET/KEY (a Kubernetes Secret)",
        schema: [
            "type": "string", "pattern": .string(TextRule.dnsName.pattern.dropLast() + "/[-._A-Za-z0-9]+$"),
        ],
        advice: { _ in
            "the secret itself never belongs here: put it into a Kubernetes Secret and name that, as weather-keys/api-key"
        }
    ) { value in
        let parts =
            value.string?.split(separator: "/", omittingEmptySubsequences: false).map(String.init) ?? []
        guard parts.count == 2, TextRule.dnsName.accepts(parts[0]), TextRule.dataKey.accepts(parts[1]) else {
            return nil
        }
        var secret = Secret()
        secret.kubernetes = KubernetesSecret()
        secret.kubernetes?.name = parts[0]
        secret.kubernetes?.key = parts[1]
        return secret
    }

    /// The variable that holds the secret, or tells the path of its file; `nil` when the path is known without one.
    package func variable(named name: String) -> String? { path == nil ? env ?? name : pathEnv }

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if value != nil, !allowLiteral {
            decoding.error(
                "\(decoding.subject) holds a literal value",
                at: source.object?.member("value")?.keyLocation,
                hint: "refer to a Kubernetes Secret, a secret manager, an ARN or a file instead; "
                    + "for a throw-away value say allowLiteral: true beside it"
            )
        }
        if kubernetes != nil, external != nil {
            decoding.error(
                "\(decoding.subject) has two sources in Kubernetes",
                at: source["external"]?.location,
                hint: "keep 'kubernetes' (a Secret that is there) or 'external' (one that an operator makes)"
            )
        }
        if path != nil, env != nil {
            decoding.error(
                "\(decoding.subject) would be delivered twice",
                at: source["env"]?.location,
                hint: "keep 'path'; 'pathEnv' names a variable that tells the path"
            )
        }
        if pathEnv != nil, path == nil {
            decoding.error("\(decoding.subject).pathEnv needs path", at: source["pathEnv"]?.location)
        }
    }
}

/// A secret written into the profile: it can be held, but not printed.
package struct SecretLiteral: ProfileValue, CustomStringConvertible, CustomReflectable {
    package let text: String

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        guard let text = value.string, !text.isEmpty else {
            decoding.mismatch("a text that is not empty", value)
            return nil
        }
        return SecretLiteral(text: text)
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value { ["type": "string", "minLength": 1] }

    /// Stands for the value wherever a profile is shown.
    package static let placeholder = "(hidden)"
    package func encoded(absent: Value?) -> Value? { .string(Self.placeholder) }
    package var description: String { Self.placeholder }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// A key of a Kubernetes Secret.
package struct KubernetesSecret: Section {
    package static let summary = "A key of a Kubernetes Secret that is there already."

    package var name = ""
    package var key = ""

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.name, "name", .dnsName, "The Secret.", required: true),
        Field(\.key, "key", .dataKey, "Its key.", required: true),
    ]
}

/// A key of a secret manager that the External Secrets operator copies into the cluster.
package struct ExternalSecret: Section {
    package static let summary =
        "A key of a secret manager, copied into the cluster by the External Secrets operator."

    package enum StoreKind: String, Choice {
        case clusterSecretStore = "ClusterSecretStore"
        case secretStore = "SecretStore"
    }

    package var store = ""
    package var storeKind = StoreKind.clusterSecretStore
    package var key = ""
    package var property: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.store, "store", .dnsName, "The secret store's name.", required: true),
        Field(\.storeKind, "storeKind", "Whether the store belongs to the cluster or the namespace."),
        Field(\.key, "key", .nonEmpty, "The secret's name or path in the store.", required: true),
        Field(\.property, "property", .nonEmpty, "The property within it."),
    ]
}

extension TextRule {
    package static let secretARN = TextRule(
        expectation: "the full ARN of a Secrets Manager secret or SSM parameter",
        pattern:
            "^arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+|ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+)$",
        hint: "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf"
    ) { text in
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(
            String.init
        )
        guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), !parts[3].isEmpty,
            parts[4].utf8.count == 12, parts[4].utf8.allSatisfy(\.isASCIIDigit)
        else { return false }
        return switch parts[2] {
        case "secretsmanager": parts[5].hasPrefix("secret:") && parts[5].count > 7
        case "ssm": parts[5].hasPrefix("parameter/") && parts[5].count > 10
        default: false
        }
    }
}
