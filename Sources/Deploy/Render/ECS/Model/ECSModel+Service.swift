internal import Diagnostics
internal import Profile
internal import Values

extension ECSModel {
    var cluster: Value {
        if let cluster = options.cluster { return .string(cluster) }
        return isStack ? ["Ref": "Cluster"] : "default"
    }

    /// Where tasks run; null when nobody says, which a task definition can do without.
    var network: Value {
        guard isStack || !options.subnets.isEmpty else { return .null }
        let groups: Value =
            options.securityGroups.isEmpty && isStack
            ? [["Fn::GetAtt": ["SecurityGroup", "GroupId"]]]
            : .array(options.securityGroups.map(Value.string))
        return [
            "subnets": options.subnets.isEmpty
                ? ["Ref": "Subnets"] : value(.array(options.subnets.map(Value.string)), at: "ecs.subnets"),
            "securityGroups": groups,
            "assignPublicIP": value(
                .string(options.assignPublicIP ? "ENABLED" : "DISABLED"),
                at: "ecs.assignPublicIP"
            ),
        ]
    }

    /// Whether the stack makes the target group and the listener's rule: the profile says under which name clients come.
    var makesTargetGroup: Bool { isStack && options.targetGroup == nil && !isFronted && hasOwnHost }

    /// Whether requests for a host go to this server as they are: a listener's rule does that without a gateway.
    var hasOwnHost: Bool {
        guard let gateway = profile.gateway else { return false }
        return gateway.prefix == nil && gateway.routes.isEmpty && gateway.rateLimit == nil
            && gateway.auth == nil
    }

    /// The target group; a new task is not asked by it before it had time to start.
    var loadBalancer: Value {
        guard !isFronted, options.targetGroup != nil || makesTargetGroup else { return .null }
        return [
            "targetGroup": options.targetGroup.map(Value.string) ?? ["Ref": "TargetGroup"],
            "port": .int(profile.server.port),
            "graceSeconds": .int(profile.health.startup.wholeSeconds),
        ]
    }

    /// Fargate, or Spot for all but the first task.
    var capacity: Value {
        guard options.spot else { return .null }
        return [
            ["capacityProvider": "FARGATE", "base": 1, "weight": 1],
            ["capacityProvider": "FARGATE_SPOT", "weight": 3],
        ]
    }

    /// Whether an old task must be gone before a new one may write.
    private var writesAlone: Bool { persistentVolumes.contains { !$0.element.shared } }

    /// New tasks before old ones go, except where two would write to one file system.
    ///
    /// Amazon ECS API Reference, CreateService: availabilityZoneRebalancing needs a maximumPercent of more than 100.
    var deployment: Value {
        [
            "minimumHealthyPercent": writesAlone ? 0 : 100, "maximumPercent": writesAlone ? 100 : 200,
            "rebalancing": writesAlone ? "DISABLED" : "ENABLED",
        ]
    }

    /// How other services of the namespace find the server: `http://NAME:PORT`.
    ///
    /// Amazon ECS API Reference, ServiceConnectService: the proxy ends an HTTP request after 15 s unless it is told
    /// otherwise, and streams last longer; 0 means without end.
    var serviceConnect: Value {
        guard let namespace = options.namespace else { return .null }
        return [
            "namespace": .string(namespace), "port": .int(profile.server.port), "name": .string(name),
        ]
    }

    var scaling: Value {
        guard profile.scaling.isAutomatic else { return .null }
        let resource: Value =
            isStack
            ? [
                "Fn::Join": [
                    "/", ["service", cluster, ["Fn::GetAtt": ["Service", "Name"]]],
                ]
            ] : .string("service/\(options.cluster.map(Self.clusterName) ?? "default")/\(family)")
        return [
            "resource": resource, "min": .int(profile.scaling.least), "max": .int(profile.scaling.most),
            "target": .int(profile.scaling.targetCPU),
        ]
    }

    /// The name at the end of a cluster's ARN.
    private static func clusterName(_ cluster: String) -> String {
        cluster.split(separator: "/").last.map(String.init) ?? cluster
    }

    /// What the service cannot do that the profile asks for.
    var serviceWarnings: [Diagnostic] {
        var findings: [Diagnostic] = []
        if profile.server.keepsSessions, profile.scaling.most > 1 {
            findings.append(
                .warning(
                    "nothing on ECS keeps a client on its task: a load balancer does it by cookies, which MCP clients do not "
                        + "keep, and Service Connect not at all; requests reach tasks that do not know their session",
                    at: resolved.location("server.sessions"),
                    hint:
                        "scaling: 1, sessions in a store (shared) or none; or a Network Load Balancer whose target group "
                        + "has stickiness.type source_ip"
                )
            )
        }
        if !isStack, options.subnets.isEmpty {
            findings.append(
                .warning(
                    "no service is rendered: a task on Fargate needs subnets",
                    at: resolved.location("ecs"),
                    hint:
                        "ecs: {subnets: [subnet-…], securityGroups: [sg-…]}, or --cloudformation, which asks for them"
                )
            )
        }
        if options.exec {
            findings.append(
                .warning(
                    "ecs.exec makes the root writable: the agent behind ECS Exec writes to it",
                    at: resolved.location("ecs.exec"),
                    hint: "exec: false for production"
                )
            )
        }
        return findings
    }
}
