internal import Values

/// Turns an input of ECS's API into the properties of the CloudFormation resource, which differ in their spelling.
///
/// AWS CloudFormation Template Reference, AWS::ECS::TaskDefinition and AWS::ECS::Service.
enum CloudFormationNames {
    /// Names that are not just capitalized.
    private static let special = [
        "efsVolumeConfiguration": "EFSVolumeConfiguration", "fileSystemId": "FilesystemId", "iam": "IAM",
        "enableECSManagedTags": "EnableECSManagedTags",
    ]
    /// Mappings whose keys are data.
    private static let data: Set<String> = ["options", "dockerLabels", "driverOpts", "labels"]

    static func properties(of input: Value) -> Value {
        switch input.content {
        case .null, .bool, .number, .string: return input
        case .array(let items): return Value(.array(items.map(properties)), at: input.location)
        case .object(let object):
            if isFunction(object) { return input }
            var result = Object()
            for member in object {
                let value = data.contains(member.key) ? member.value : properties(of: member.value)
                result.set(name(member.key), to: value, keyLocation: member.keyLocation)
            }
            return Value(.object(result), at: input.location)
        }
    }

    private static func name(_ key: String) -> String {
        special[key] ?? key.prefix(1).uppercased() + key.dropFirst()
    }

    /// Whether it is an intrinsic function, such as `{Ref: Cluster}`.
    private static func isFunction(_ object: Object) -> Bool {
        object.keys.count == 1 && object.keys.allSatisfy { $0 == "Ref" || $0.hasPrefix("Fn::") }
    }
}
