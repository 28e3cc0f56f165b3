/// What only Amazon ECS needs to know.
package struct ECSOptions: Section {
    package static let summary = "What only Amazon ECS needs to know."

    package var region: String?
    package var cpu: Int?
    package var memory: Int?
    package var executionRole: String?
    package var taskRole: String?
    package var logGroup: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.region, "region", .nonEmpty, "The AWS region."),
        Field(\.cpu, "cpu", in: 256...32768, "The task's CPU units."),
        Field(\.memory, "memory", in: 512...249_856, "The task's memory in MiB."),
        Field(
            \.executionRole,
            "executionRole",
            .nonEmpty,
            "The ARN of the role that pulls the image and reads secrets."
        ),
        Field(\.taskRole, "taskRole", .nonEmpty, "The ARN of the role the server acts as."),
        Field(\.logGroup, "logGroup", .nonEmpty, "The CloudWatch log group."),
    ]
}
