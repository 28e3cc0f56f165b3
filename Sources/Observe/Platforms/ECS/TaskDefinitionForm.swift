internal import Values

/// One form for a task definition that was rendered and one that AWS describes.
enum TaskDefinitionForm {
    /// What AWS adds by itself (`TaskDefinition` of the ECS API reference).
    private static let added = [
        "taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt",
        "registeredBy", "deregisteredAt", "deleteRequestedAt",
    ]

    /// Defaults of `ContainerDefinition`, `PortMapping` and `HealthCheck` in the same reference.
    private static let containerDefaults: Value = ["cpu": 0, "essential": true]
    private static let portDefaults: Value = ["protocol": "tcp"]
    private static let healthDefaults: Value = ["interval": 30, "timeout": 5, "retries": 3]

    static func comparable(_ definition: Value) -> Value {
        guard var object = definition.object else { return definition }
        for key in added { object[key] = nil }
        object["enableFaultInjection"] = object["enableFaultInjection"]?.bool == true ? true : nil
        let isAWSVPC = object["networkMode"]?.string == "awsvpc"
        if let containers = object["containerDefinitions"]?.array {
            object["containerDefinitions"] = .array(
                sorted(containers.map { container($0, isAWSVPC: isAWSVPC) }, by: "name")
            )
        }
        for key in ["cpu", "memory"] {
            // The task's own are texts, though numbers are taken.
            if let number = object[key]?.number { object[key] = .string(number.text) }
        }
        for (list, key) in [("volumes", "name"), ("tags", "key")] {
            if let items = object[list]?.array { object[list] = .array(sorted(items, by: key)) }
        }
        if let names = object["requiresCompatibilities"]?.array {
            object["requiresCompatibilities"] = .array(names.sorted { ($0.string ?? "") < ($1.string ?? "") })
        }
        return pruned(.object(object)) ?? .object(Object())
    }

    private static func container(_ value: Value, isAWSVPC: Bool) -> Value {
        guard var object = without(containerDefaults, in: value).object else { return value }
        for (list, key) in [("environment", "name"), ("secrets", "name"), ("mountPoints", "containerPath")] {
            if let items = object[list]?.array { object[list] = .array(sorted(items, by: key)) }
        }
        if let mounts = object["mountPoints"]?.array {
            object["mountPoints"] = .array(mounts.map { without(["readOnly": false], in: $0) })
        }
        if let ports = object["portMappings"]?.array {
            let plain = ports.map { port -> Value in
                var mapping = without(portDefaults, in: port).object ?? Object()
                // In this mode AWS sets it to the container's.
                if isAWSVPC, mapping["hostPort"] == mapping["containerPort"] { mapping["hostPort"] = nil }
                return .object(mapping)
            }
            object["portMappings"] = .array(
                plain.sorted { ($0["containerPort"]?.int ?? 0) < ($1["containerPort"]?.int ?? 0) }
            )
        }
        if let check = object["healthCheck"] { object["healthCheck"] = without(healthDefaults, in: check) }
        return .object(object)
    }

    private static func without(_ defaults: Value, in value: Value) -> Value {
        guard var object = value.object else { return value }
        for member in defaults.object ?? Object() where object[member.key] == member.value {
            object[member.key] = nil
        }
        return .object(object)
    }

    private static func sorted(_ items: [Value], by key: String) -> [Value] {
        items.sorted { ($0[key]?.string ?? "") < ($1[key]?.string ?? "") }
    }

    /// The same tree without empty lists, empty mappings and nulls: AWS writes some of them, and drops others.
    static func pruned(_ value: Value) -> Value? {
        switch value.content {
        case .null: return nil
        case .bool, .number, .string: return Value(value.content)
        case .array(let items):
            let kept = items.compactMap(pruned)
            return kept.isEmpty ? nil : .array(kept)
        case .object(let object):
            var kept = Object()
            for member in object { kept[member.key] = pruned(member.value) }
            return kept.isEmpty ? nil : .object(kept)
        }
    }
}

/// One form for a service: only what was rendered is compared, since AWS fills in the rest.
enum ServiceForm {
    /// The task definition is compared by itself, the cluster was asked; a client token is for one request.
    private static let aside = [
        "taskDefinition", "cluster", "clientToken", "tags", "propagateTags", "enableECSManagedTags",
    ]

    static func rendered(_ service: Value) -> Value {
        var object = service.object ?? Object()
        for key in aside { object[key] = nil }
        return TaskDefinitionForm.pruned(.object(object)) ?? .object(Object())
    }

    static func live(_ service: Value, like rendered: Value) -> Value {
        TaskDefinitionForm.pruned(part(of: service, like: rendered)) ?? .object(Object())
    }

    /// The members that the other tree has as well.
    private static func part(of value: Value, like other: Value) -> Value {
        if let object = value.object, let wanted = other.object {
            var kept = Object()
            for member in wanted {
                kept[member.key] = object[member.key].map { part(of: $0, like: member.value) }
            }
            return .object(kept)
        }
        if let items = value.array, let wanted = other.array {
            if items.allSatisfy({ $0.string != nil }) {
                // Subnets and security groups have no order.
                let isSame = Set(items.compactMap(\.string)) == Set(wanted.compactMap(\.string))
                return isSame ? other : value
            }
            guard items.count == wanted.count else { return value }
            return .array(zip(items, wanted).map { part(of: $0, like: $1) })
        }
        return value
    }
}
