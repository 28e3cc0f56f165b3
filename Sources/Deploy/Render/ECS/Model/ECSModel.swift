internal import Diagnostics
internal import Profile
internal import Values

/// What follows from a profile for Amazon ECS on Fargate: the decisions that the templates only lay out.
///
/// Amazon ECS API Reference: RegisterTaskDefinition and CreateService.
struct ECSModel {
    let server: ServerModel
    /// Whether a CloudFormation template is made: what the profile does not name becomes a parameter or a resource of
    /// it.
    let isStack: Bool
    /// Whether clients come through the gateway: the load balancer is in front of that then.
    var isFronted = false

    var resolved: ResolvedProfile { server.resolved }
    var profile: Profile { server.profile }
    var options: ECSOptions { profile.ecs ?? ECSOptions() }
    var name: String { server.name }
    /// Family, service and log group go by the environment too: one account holds several.
    var family: String { server.instance }

    /// What the templates see as `aws`.
    func context() throws(InvalidInput) -> Value {
        let size = try size()
        let preparation = try preparation()
        var context: Value = [
            "family": .string(family), "mark": .string(RenderedFile.mark(for: name)),
            "isStack": .bool(isStack),
            "cpu": size.cpu, "memory": size.memory, "region": try region(), "logGroup": logGroup,
            "image": Value(.string(profile.imageReference), at: resolved.location("image")),
            "user": .string("\(profile.runtime.user):\(profile.runtime.user)"),
            "stopTimeout": stopTimeout, "ports": .array(ports), "env": .array(environment),
            "secrets": .array(try secrets()), "healthCheck": healthCheck, "tags": .array(tags),
            "prepare": preparation?.context ?? .null, "volumes": .array(try volumes(preparation)),
            "mounts": .array(mounts(preparation)),
        ]
        let command = try server.command() ?? []
        let more: [(String, Value)] = [
            ("entryPoint", command.first.map { [.string($0)] } ?? .null),
            ("command", command.count > 1 ? .array(command.dropFirst().map(Value.string)) : .null),
            ("executionRole", try executionRole()), ("taskRole", try taskRole()),
            ("cluster", cluster), ("network", network), ("loadBalancer", loadBalancer),
            ("capacity", capacity), ("deployment", deployment), ("serviceConnect", serviceConnect),
            ("scaling", scaling), ("desiredCount", .int(profile.scaling.least)),
        ]
        for (key, value) in more { context = context.setting(key, value) }
        return context
    }

    /// What the profile said, at its place.
    func value(_ content: Value, at path: String) -> Value {
        Value(content.content, at: resolved.location(path))
    }

    /// The tags of everything; ECS takes 50 at most.
    private var tags: [Value] {
        var tags = [
            ("application", name), ("managed-by", RenderedFile.mark(for: name)), ("version", profile.version),
        ]
        if let environment = resolved.environment { tags.append(("environment", environment)) }
        if let team = profile.owner?.team { tags.append(("owner", team)) }
        return tags.sorted { $0.0 < $1.0 }.map { ["key": .string($0.0), "value": .string($0.1)] }
    }

    func region() throws(InvalidInput) -> Value {
        if let region = options.region { return value(.string(region), at: "ecs.region") }
        if isStack { return ["Ref": "AWS::Region"] }
        throw InvalidInput(
            .error(
                "ecs.region is missing: the log driver must be told where the log group is",
                at: resolved.location("ecs"),
                hint: "ecs: {region: eu-central-1}"
            )
        )
    }

    /// The log group is made by the template when the profile names none.
    private var logGroup: Value {
        if let group = options.logGroup { return .string(group) }
        return isStack ? ["Ref": "LogGroup"] : .string("/ecs/\(family)")
    }

    private func executionRole() throws(InvalidInput) -> Value {
        if let role = options.executionRole { return value(.string(role), at: "ecs.executionRole") }
        if isStack { return ["Fn::GetAtt": ["ExecutionRole", "Arn"]] }
        throw InvalidInput(
            .error(
                "ecs.executionRole is missing: ECS pulls the image, reads secrets and writes the log with it",
                at: resolved.location("ecs"),
                hint: "executionRole: arn:aws:iam::ACCOUNT:role/NAME, or let --cloudformation make the role"
            )
        )
    }

    private func taskRole() throws(InvalidInput) -> Value {
        if let role = options.taskRole { return value(.string(role), at: "ecs.taskRole") }
        if isStack { return ["Fn::GetAtt": ["TaskRole", "Arn"]] }
        let need: (path: String, what: String)? =
            options.exec
            ? ("ecs.exec", "ECS Exec opens its channel")
            : !persistentVolumes.isEmpty ? ("ecs.fileSystems", "EFS checks who mounts it") : nil
        guard let need else { return .null }
        throw InvalidInput(
            .error(
                "ecs.taskRole is missing: \(need.what) with the task's own role",
                at: resolved.location(need.path),
                hint: "taskRole: arn:aws:iam::ACCOUNT:role/NAME, or let --cloudformation make the role"
            )
        )
    }
}
