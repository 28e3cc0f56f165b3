internal import Diagnostics
package import Values

/// Something that knows the servers of an environment.
package struct DiscoverySource: Section {
    package static let summary =
        "Something that knows the servers of an environment: one of file, dns, kubernetes, docker, prometheus."

    package var file: String?
    package var dns: DNSLookup?
    package var kubernetes: ClusterLookup?
    package var docker: EngineLookup?
    package var prometheus: PrometheusLookup?
    package var endpoint: EndpointOptions?
    package var server: String?
    package var labels = Named<String>()
    package var access: Access?

    package init() {}

    private static let kinds = ["file", "dns", "kubernetes", "docker", "prometheus"]

    package static let fields: [Field<Self>] = [
        Field(
            \.file,
            "file",
            .nonEmpty,
            "Files that list targets as Prometheus's file_sd does, JSON or YAML; '*' may stand in the file's name. "
                + "Read again when they change."
        ),
        Field(\.dns, "dns", DNSLookup.summary),
        Field(\.kubernetes, "kubernetes", ClusterLookup.summary),
        Field(\.docker, "docker", EngineLookup.summary),
        Field(\.prometheus, "prometheus", PrometheusLookup.summary),
        Field(\.endpoint, "endpoint", EndpointOptions.summary),
        Field(
            \.server,
            "server",
            .serverName,
            "Which server of the profile they are, where the profile lists several and their names do not tell."
        ),
        Field(\.labels, "labels", keys: .metricLabel, "Labels of their series."),
        Field(\.access, "access", "What differs from the environment's access, key by key; tls as a whole."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        let given = Self.kinds.filter { source[$0]?.isNull == false }
        guard given.count == 1 else {
            let words = Self.kinds.joined(separator: ", ")
            decoding.error(
                given.isEmpty
                    ? "\(decoding.subject) must have one of \(words)"
                    : "\(decoding.subject) has \(given.joined(separator: " and ")): a source is one of them",
                at: given.dropFirst().first.flatMap { source.object?.member($0)?.keyLocation }
                    ?? source.location,
                hint: given.isEmpty
                    ? "file: targets/*.json, say" : "begin a new '- ' for each"
            )
            return
        }
        if case .name(let name)? = endpoint?.port, kubernetes == nil {
            decoding.error(
                "\(decoding.subject).endpoint.port must be a number: only Kubernetes gives ports names, such as '\(name)'",
                at: source["endpoint"]?["port"]?.location
            )
        }
    }
}

/// How the MCP endpoint follows from the address that a source tells.
package struct EndpointOptions: Section {
    package static let summary =
        "How the MCP endpoint follows from the address that a source tells; health, metrics and admin follow from it "
        + "as the profile says."

    package enum Scheme: String, Choice { case http, https }

    package var scheme: Scheme?
    package var port: PortReference?
    package var path: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.scheme, "scheme", "How it is spoken to; http when neither this nor the source says."),
        Field(
            \.port,
            "port",
            "The port of the MCP endpoint, by number or, in Kubernetes, by name; the source's own when left out."
        ),
        Field(\.path, "path", .urlPath, "The path of the MCP endpoint; server.path when left out."),
    ]
}

/// A port by its number or by the name it has in a cluster.
package enum PortReference: ProfileValue, Hashable {
    case number(Int)
    case name(String)

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        if let number = value.int, 1...65535 ~= number { return .number(number) }
        // RFC 6335 section 5.1, as Kubernetes has it.
        if let name = value.string, (1...15).contains(name.utf8.count), name.contains(where: \.isLetter),
            Substring(name).isDNSLabel
        {
            return .name(name)
        }
        decoding.mismatch(
            "a number from 1 to 65535 or the name of a port",
            value,
            hint: value.string.flatMap(Int.init).map { "a number has no quotes: \($0)" }
        )
        return nil
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        [
            "anyOf": [
                ["type": "integer", "minimum": 1, "maximum": 65535],
                ["type": "string", "pattern": "^(?=.*[a-z])[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "maxLength": 15],
            ]
        ]
    }

    package func encoded(absent: Value?) -> Value? {
        switch self {
        case .number(let number): .int(number)
        case .name(let name): .string(name)
        }
    }
}
