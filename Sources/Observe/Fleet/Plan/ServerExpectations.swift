package import Profile
package import Values

/// What is expected of a server, and what is known of how it tells: from its profile and its preset.
package struct ServerExpectations: Sendable {
    /// Tools that must be listed.
    package var tools: [String] = []
    /// The MCP tool that reports health, for servers without an HTTP endpoint.
    package var healthTool: String?
    /// The name that the server gives itself; nothing takes the first name seen.
    package var identity: String?
    /// A call that must succeed.
    package var canary: CanaryCall?
    /// How long one answer may take; the fleet's own when left out.
    package var timeout: Duration?
    /// Its metrics by the part they play, of its preset and of `metrics.names`: what is missing is recognised.
    package var metricNames = Named<MetricName>()
    /// What an answer without a known content type is read as.
    package var fallbackFormat: ExpositionFormat?

    package init() {}

    package init(_ profile: ResolvedProfile) {
        tools = profile.profile.health.expectedTools
        healthTool = profile.profile.health.kind == .tool ? profile.profile.health.tool : nil
        metricNames = profile.preset.telemetry
        for entry in profile.profile.metrics.names {
            metricNames.entries.removeAll { $0.name == entry.name }
            metricNames.entries.append(entry)
        }
        canary = profile.profile.health.canary.map { canary in
            let arguments = canary.arguments.entries.reduce(into: Object()) { $0[$1.name] = $1.element.value }
            return CanaryCall(tool: canary.tool, arguments: arguments, deadline: canary.timeout)
        }
        timeout = profile.profile.health.timeout
        fallbackFormat = profile.profile.metrics.fallbackProtocol
    }
}

/// A call of a tool that shows whether a server does its work; it must be one that changes nothing.
package struct CanaryCall: Sendable {
    package var tool: String
    package var arguments: Object
    /// How long it may take; the fleet's timeout when left out.
    package var deadline: Duration?

    package init(tool: String, arguments: Object = Object(), deadline: Duration? = nil) {
        (self.tool, self.arguments, self.deadline) = (tool, arguments, deadline)
    }
}
