internal import Diagnostics
internal import Profile
internal import Values

/// One CloudFormation template of a task definition, a service, and everything the profile names no other for.
struct CloudFormationStack {
    let model: ECSModel
    let renderer: TemplateRenderer
    /// The inputs of the API, after the profile's own changes.
    let documents: [RenderedDocument]

    func template() throws(InvalidInput) -> Value {
        var more = Object()
        more["stack"] = context
        guard
            let template = try renderer.document("ecs/cloudformation.yaml", adding: more),
            let resources = template["Resources"]?.object
        else {
            throw InvalidInput(.error("the template 'ecs/cloudformation.yaml' has no Resources"))
        }
        let objects = resources.map { member in
            RenderedDocument(
                file: "template.yaml",
                kind: member.value.text("Type") ?? "",
                name: member.key,
                value: member.value
            )
        }
        var patched = Object()
        for object in try RenderPatches(model.resolved, for: .ecs, where: { $0.hasPrefix("AWS::") }).applied(
            to: objects
        ) {
            patched[object.name] = object.value
        }
        return template.setting("Resources", .object(patched))
    }

    /// What the template sees as `stack`.
    private var context: Value {
        let options = model.options
        let references = model.profile.secrets.compactMap { $0.element.aws.flatMap(SecretReference.init) }
        func resources(_ service: SecretReference.Service) -> Value {
            .array(
                Set(references.filter { $0.service == service }.map(\.resource)).sorted().map(Value.string)
            )
        }
        return [
            "task": input("TaskDefinition"), "service": service, "scaling": scaling,
            "makesExecutionRole": .bool(options.executionRole == nil),
            "makesTaskRole": .bool(options.taskRole == nil), "makesLogGroup": .bool(options.logGroup == nil),
            "makesSecurityGroup": .bool(options.securityGroups.isEmpty),
            "makesTargetGroup": .bool(model.makesTargetGroup),
            "asksForSubnets": .bool(options.subnets.isEmpty),
            "asksForCluster": .bool(options.cluster == nil),
            "logGroupName": .string("/ecs/\(model.family)"),
            "secrets": resources(.secretsManager), "parameters": resources(.parameterStore),
            "repository": repository, "fileSystems": fileSystems, "egress": .array(egress),
            "health": targetHealth,
            "deregistrationDelay": .string(
                String(min(3600, model.profile.server.drain.wholeSeconds))
            ),
        ]
    }

    private func input(_ kind: String) -> Value {
        documents.first { $0.kind == kind }.map { CloudFormationNames.properties(of: $0.value) } ?? .null
    }

    /// The service, whose number of tasks is left to the scaling policy where there is one.
    private var service: Value {
        var object = input("Service").object ?? Object()
        object["TaskDefinition"] = ["Ref": "TaskDefinition"]
        if model.profile.scaling.isAutomatic { object["DesiredCount"] = nil }
        return .object(object)
    }

    private var scaling: Value {
        guard let input = documents.first(where: { $0.kind == "Scaling" })?.value else { return .null }
        var target = input["registerScalableTarget"]?.object ?? Object()
        // The resource has no tags.
        target["Tags"] = nil
        return ["target": .object(target), "policy": input["putScalingPolicy"] ?? .null]
    }

    /// The ARN of the image's repository, when it is one of ECR's: what the execution role may pull.
    private var repository: Value {
        let parts = model.profile.image.repository.split(separator: "/", maxSplits: 1).map(String.init)
        let host = parts[0].split(separator: ".").map(String.init)
        guard parts.count == 2, host.count >= 5, host[1] == "dkr", host[2] == "ecr" else { return .null }
        return ["Fn::Sub": .string("arn:${AWS::Partition}:ecr:\(host[3]):\(host[0]):repository/\(parts[1])")]
    }

    private var fileSystems: Value {
        .array(
            model.persistentVolumes.compactMap { entry in
                guard let fileSystem = model.options.fileSystems[entry.name] else { return nil }
                return [
                    "arn": [
                        "Fn::Sub": .string(
                            "arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:file-system/"
                                + fileSystem.fileSystemID
                        )
                    ],
                    "accessPoint": fileSystem.accessPoint.map { id in
                        [
                            "Fn::Sub": .string(
                                "arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:access-point/"
                                    + id
                            )
                        ]
                    } ?? .null,
                ]
            }
        )
    }

    /// Whom the tasks may call: the profile's upstreams, and AWS's own endpoints for image, log and secrets.
    ///
    /// Names are looked up at the VPC's resolver, which security groups do not filter.
    private var egress: [Value] {
        var rules: [(cidr: String, port: Int, what: String)] = [
            ("0.0.0.0/0", 443, "HTTPS: image, log, secrets and upstreams")
        ]
        for rule in model.profile.network.egress {
            guard let cidr = rule.cidr else { continue }
            for port in rule.ports where !rules.contains(where: { $0.cidr == cidr && $0.port == port }) {
                rules.append((cidr, port, "An upstream of \(model.name)"))
            }
        }
        if let redis = model.profile.cache.redis, !rules.contains(where: { $0.port == redis.port }) {
            rules.append(("0.0.0.0/0", redis.port, "Redis, whose name may resolve anywhere"))
        }
        if !model.persistentVolumes.isEmpty { rules.append(("0.0.0.0/0", 2049, "NFS to the file system")) }
        return rules.map { ["cidr": .string($0.cidr), "port": .int($0.port), "what": .string($0.what)] }
    }

    /// What the load balancer asks.
    ///
    /// Without a path for health any answer of the MCP endpoint shows that it listens.
    private var targetHealth: Value {
        let health = model.profile.health
        let path = health.readiness ?? health.path ?? model.profile.server.bridge?.healthPath
        return [
            "path": .string(path ?? model.profile.server.path),
            "codes": path == nil ? "200-499" : "200",
            "port": health.kind == .http && health.port != nil
                ? .string(String(health.port ?? 0)) : "traffic-port",
            "interval": .int(min(300, max(5, health.period.wholeSeconds))),
            "timeout": .int(min(120, max(2, health.timeout.wholeSeconds))),
        ]
    }
}
