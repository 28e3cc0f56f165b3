package import Values

/// What only Amazon ECS needs to know.
package struct ECSOptions: Section {
    package static let summary = "What only Amazon ECS on Fargate needs to know."

    package enum Architecture: String, Choice {
        case x86 = "X86_64"
        case arm = "ARM64"
    }

    package var region: String?
    package var cpu: Int?
    package var memory: Int?
    package var ephemeralStorage: Int?
    package var architecture = Architecture.x86
    package var platformVersion = "LATEST"
    package var executionRole: String?
    package var taskRole: String?
    package var logGroup: String?
    package var logRetentionDays = 365
    package var cluster: String?
    package var subnets: [String] = []
    package var securityGroups: [String] = []
    package var assignPublicIP = false
    package var targetGroup: String?
    package var namespace: String?
    package var fileSystems = Named<ECSFileSystem>()
    package var spot = false
    package var exec = false
    package var initImage: String?
    package var gatewayImage: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.region, "region", .region, "The AWS region."),
        Field(\.cpu, "cpu", in: 256...32768, "The task's CPU units; made from resources when left out."),
        Field(
            \.memory,
            "memory",
            in: 512...249_856,
            "The task's memory in MiB; made from resources when left out."
        ),
        Field(
            \.ephemeralStorage,
            "ephemeralStorage",
            in: 21...200,
            "The task's disk in GiB for image layers and scratch volumes; 20 when left out."
        ),
        Field(\.architecture, "architecture", "What the image is built for."),
        Field(\.platformVersion, "platformVersion", .nonEmpty, "The Fargate platform: LATEST or 1.4.0."),
        Field(
            \.executionRole,
            "executionRole",
            .roleARN,
            "The ARN of the role that pulls the image, reads secrets and writes the log."
        ),
        Field(\.taskRole, "taskRole", .roleARN, "The ARN of the role the server acts as."),
        Field(
            \.logGroup,
            "logGroup",
            .logGroup,
            "The CloudWatch log group that is there; /ecs/NAME when left out."
        ),
        Field(
            \.logRetentionDays,
            "logRetentionDays",
            in: 1...3653,
            "How long a log group of the CloudFormation template keeps its events."
        ),
        Field(\.cluster, "cluster", .nonEmpty, "The ECS cluster; 'default' when left out."),
        Field(\.subnets, "subnets", "The ids of the subnets that tasks run in; private ones."),
        Field(\.securityGroups, "securityGroups", "The ids of the tasks' security groups."),
        Field(
            \.assignPublicIP,
            "assignPublicIP",
            "Whether tasks get public addresses: only without NAT and VPC endpoints."
        ),
        Field(
            \.targetGroup,
            "targetGroup",
            .targetGroupARN,
            "The ARN of the load balancer's target group, of target type ip."
        ),
        Field(
            \.namespace,
            "namespace",
            .nonEmpty,
            "The Cloud Map namespace of Service Connect, where other services find the server by its name."
        ),
        Field(
            \.fileSystems,
            "fileSystems",
            keys: .dnsLabel,
            "The EFS file systems of persistent volumes, by the volume's name."
        ),
        Field(\.spot, "spot", "Whether all but the first task run on Fargate Spot."),
        Field(
            \.exec,
            "exec",
            "Whether ECS Exec may open a shell in the tasks: their root is writable then."
        ),
        Field(
            \.initImage,
            "initImage",
            .nonEmpty,
            "An image with a POSIX shell that writes files and prepares volumes, for images without node or python."
        ),
        Field(
            \.gatewayImage,
            "gatewayImage",
            .nonEmpty,
            "The image built from the rendered gateway/Dockerfile, with tag or digest."
        ),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        for (key, ids, prefix) in [
            ("subnets", subnets, "subnet-"), ("securityGroups", securityGroups, "sg-"),
        ] {
            for (index, id) in ids.enumerated() where !id.hasPrefix(prefix) || id.count == prefix.count {
                decoding.error(
                    "ecs.\(key) must hold ids such as \(prefix)0a1b2c3d4e5f67890, not \"\(id)\"",
                    at: source[key]?.array?[index].location
                )
            }
        }
        // CloudWatch Logs API, PutRetentionPolicy: retentionInDays takes these and no others.
        let retentions = [
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
            3288, 3653,
        ]
        if !retentions.contains(logRetentionDays) {
            let nearest = retentions.min { abs($0 - logRetentionDays) < abs($1 - logRetentionDays) } ?? 365
            decoding.error(
                "ecs.logRetentionDays cannot be \(logRetentionDays): CloudWatch knows certain lengths only",
                at: source["logRetentionDays"]?.location,
                hint: "the nearest is \(nearest)"
            )
        }
    }
}

/// Where a persistent volume is kept on ECS.
package struct ECSFileSystem: Section {
    package static let summary = "An EFS file system, best through an access point of the server's own."

    package var fileSystemID = ""
    package var accessPoint: String?
    package var rootDirectory: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.fileSystemID, "fileSystemId", .fileSystemID, "Its id, such as fs-0a1b2c3d.", required: true),
        Field(
            \.accessPoint,
            "accessPoint",
            .accessPointID,
            "The access point, which fixes folder, user and group."
        ),
        Field(\.rootDirectory, "rootDirectory", .mountPath, "The folder in it; not with an access point."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        // ECS API, EFSVolumeConfiguration: rootDirectory must be left out or '/' beside an access point.
        guard accessPoint != nil, rootDirectory != nil else { return }
        decoding.error(
            "\(decoding.subject).rootDirectory would be refused: the access point has one of its own",
            at: source["rootDirectory"]?.location,
            hint: "remove it"
        )
    }
}

extension TextRule {
    static let region = TextRule(
        expectation: "an AWS region such as eu-central-1",
        pattern: "^[a-z]{2,}(-[a-z]+)+-[0-9]+$"
    ) { text in
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count >= 3 && parts.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isLowercase) }
            && parts.last.map { !$0.isEmpty && $0.utf8.allSatisfy(\.isASCIIDigit) } == true
    }

    static let roleARN = TextRule(
        expectation: "the ARN of an IAM role",
        pattern: "^arn:aws[a-z-]*:iam::[0-9]{12}:role/\\S+$",
        hint: "arn:aws:iam::ACCOUNT:role/NAME"
    ) { text in
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return parts.count == 6 && parts[0] == "arn" && parts[1].hasPrefix("aws") && parts[2] == "iam"
            && parts[3].isEmpty && parts[4].utf8.count == 12 && parts[4].utf8.allSatisfy(\.isASCIIDigit)
            && parts[5].hasPrefix("role/") && parts[5].count > 5
    }

    /// CloudWatch Logs API, CreateLogGroup: 1 to 512 characters.
    static let logGroup = TextRule(
        expectation: "the name of a log group (letters, digits, '_', '-', '/', '.' and '#')",
        pattern: "^[.\\-_/#A-Za-z0-9]+$",
        maximumLength: 512
    ) { text in
        !text.isEmpty
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "._-/#".utf8.contains($0) }
    }

    static let targetGroupARN = TextRule(
        expectation: "the ARN of a target group",
        pattern: "^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:targetgroup/\\S+$",
        hint: "arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID"
    ) { text in
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return parts.count == 6 && parts[0] == "arn" && parts[2] == "elasticloadbalancing"
            && !parts[3].isEmpty && parts[5].hasPrefix("targetgroup/") && parts[5].count > 12
    }

    static let fileSystemID = hexadecimal("fs-", "the id of an EFS file system, such as fs-0a1b2c3d")
    static let accessPointID = hexadecimal("fsap-", "the id of an EFS access point, such as fsap-0a1b2c3d")

    private static func hexadecimal(_ prefix: String, _ expectation: String) -> TextRule {
        TextRule(expectation: expectation, pattern: "^\(prefix)[0-9a-f]{8,40}$") { text in
            let digits = text.utf8.dropFirst(prefix.utf8.count)
            return text.hasPrefix(prefix) && (8...40).contains(digits.count)
                && digits.allSatisfy {
                    $0.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
                }
        }
    }
}
