package import Values

/// What a project says about its MCP server, in `mcpctl.yaml`: everything the tool does starts from it.
package struct Profile: Section {
    package static let summary = "A project profile: one MCP server, from its image to its environments."
    package static let apiVersion = "mcpctl.dev/v1"

    package var apiVersion = APIVersion.v1
    package var name = ""
    package var preset = "custom"
    package var version = ""
    package var description: String?
    package var owner: Owner?
    package var image = Image()
    package var runtime = Runtime()
    package var server = Server()
    package var health = Health()
    package var metrics = Metrics()
    package var admin = Admin()
    package var logging = Logging()
    package var rateLimit: RateLimit?
    package var retries: Retries?
    package var circuitBreakers = Named<CircuitBreaker>()
    package var cache = Cache()
    package var auth = Auth()
    package var env = Named<EnvironmentText>()
    package var secrets = Named<Secret>()
    package var configFiles = Named<ConfigFile>()
    package var volumes = Named<Volume>()
    package var resources = Resources()
    package var scaling = Scaling()
    package var network = Network()
    package var gateway: Gateway?
    package var observability = Observability()
    package var kubernetes = KubernetesOptions()
    package var compose: ComposeOptions?
    package var ecs: ECSOptions?
    package var checklist: ChecklistOptions?
    package var patches: [PatchRule] = []
    package var environments = Named<Environment>()
    package var servers = Named<ServerTree>()

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.apiVersion, "apiVersion", "The format of this file: mcpctl.dev/v1.", required: true),
        Field(
            \.name,
            "name",
            .serverName,
            "The server's name: it names everything that is rendered.",
            required: true
        ),
        Field(
            \.preset,
            "preset",
            .nonEmpty,
            "The system the server is built with; 'mcpctl presets list' shows them."
        ),
        Field(\.version, "version", .version, "The version of the server that is deployed.", required: true),
        Field(\.description, "description", .nonEmpty, "What the server is for."),
        Field(\.owner, "owner", "Who answers for it."),
        Field(\.image, "image", Image.summary, required: true),
        Field(\.runtime, "runtime", Runtime.summary),
        Field(\.server, "server", Server.summary),
        Field(\.health, "health", Health.summary),
        Field(\.metrics, "metrics", Metrics.summary),
        Field(\.admin, "admin", Admin.summary),
        Field(\.logging, "logging", Logging.summary),
        Field(\.rateLimit, "rateLimit", RateLimit.summary),
        Field(\.retries, "retries", Retries.summary),
        Field(
            \.circuitBreakers,
            "circuitBreakers",
            keys: .nonEmpty,
            "Circuit breakers by name, one for each upstream."
        ),
        Field(\.cache, "cache", Cache.summary),
        Field(\.auth, "auth", Auth.summary),
        Field(\.env, "env", keys: .environmentName, "Environment variables; never secrets."),
        Field(
            \.secrets,
            "secrets",
            keys: .environmentName,
            "Secrets by the name the server knows them by: references."
        ),
        Field(
            \.configFiles,
            "configFiles",
            keys: .mountPath,
            "Configuration files by their path in the container."
        ),
        Field(\.volumes, "volumes", keys: .dnsLabel, "Writable folders by name."),
        Field(\.resources, "resources", Resources.summary),
        Field(\.scaling, "scaling", Scaling.summary),
        Field(\.network, "network", Network.summary),
        Field(\.gateway, "gateway", Gateway.summary),
        Field(\.observability, "observability", Observability.summary),
        Field(\.kubernetes, "kubernetes", KubernetesOptions.summary),
        Field(\.compose, "compose", ComposeOptions.summary),
        Field(\.ecs, "ecs", ECSOptions.summary),
        Field(\.checklist, "checklist", ChecklistOptions.summary),
        Field(
            \.patches,
            "patches",
            "Changes to rendered objects, for fields that no key of the profile reaches."
        ),
        Field(\.environments, "environments", keys: .dnsLabel, "The places the server runs at."),
        Field(
            \.servers,
            "servers",
            keys: .serverName,
            "Several servers in one profile, behind one gateway: what each says over the keys above."
        ),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        // A profile with servers is taken apart before: what is left was said where no list is.
        guard let member = source.object?.member("servers") else { return }
        decoding.error(
            "'servers' would be ignored: the profile itself lists none",
            at: member.keyLocation,
            hint: "list the servers in the profile; environments and settings change those"
        )
    }
}

/// The format of a profile.
package enum APIVersion: String, Choice {
    case v1 = "mcpctl.dev/v1"
}

/// Who answers for a server.
package struct Owner: Section {
    package static let summary = "Who answers for the server."

    package var team: String?
    package var email: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.team, "team", .labelValue, "The team; becomes the label 'owner'."),
        Field(\.email, "email", .email, "Where to write; becomes the annotation 'email'."),
    ]
}

/// The value of an environment variable: numbers and booleans are taken as they are written.
package struct EnvironmentText: ProfileValue {
    package var text: String

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        switch value.content {
        case .string(let text):
            if text.unicodeScalars.contains("\0") {
                decoding.error("\(decoding.subject) holds a NUL", at: value.location)
            }
            return EnvironmentText(text: text)
        case .number(let number): return EnvironmentText(text: number.text)
        case .bool(let flag): return EnvironmentText(text: String(flag))
        case .null, .array, .object:
            decoding.mismatch("a text", value)
            return nil
        }
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        ["type": ["string", "number", "boolean"]]
    }
    package func encoded(absent: Value?) -> Value? { .string(text) }
}
