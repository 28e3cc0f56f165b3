internal import Arguments
internal import Render

/// The verb `mcpctl render ecs`.
struct RenderECS: Command {
    static let name = ECSTarget.name
    static let summary = "Write a task definition and a service for Amazon ECS"
    static let discussion = """
        Prints the task definition, or writes task-definition.json, service.json and, when load decides how many tasks \
        run, scaling.json into a folder: the inputs of RegisterTaskDefinition, CreateService and Application Auto \
        Scaling. With --cloudformation it is one template of all of them, which asks for what the profile does not say.

        The profile's ecs section names region, roles and network; its secrets name their ARNs (aws). A secret's value \
        is never written: ECS fetches it when a task starts.
        """
    static let examples = [
        Example(
            "Register the task definition of this folder",
            "mcpctl render ecs | aws ecs register-task-definition --cli-input-json file:///dev/stdin"
        ),
        Example("Write files for production", "mcpctl render ecs --env production -o ecs/"),
        Example("Write a CloudFormation template", "mcpctl render ecs --cloudformation -o ecs/"),
        Example("Fail in CI when they are out of date", "mcpctl render ecs -o ecs/ --check"),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .flag(
                \.isCloudFormation,
                "--cloudformation",
                help: "Write one CloudFormation template instead of the APIs' inputs"
            )
        ] + RenderOptions.parameters.lifted(into: \.options)

    var isCloudFormation = false
    var options = RenderOptions()

    func run() async throws -> ExitStatus {
        try await options.run { ECSTarget(templates: $0, cloudFormation: isCloudFormation) }
    }
}
