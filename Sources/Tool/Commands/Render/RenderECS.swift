internal import Arguments
internal import Platforms
internal import Profile
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

        --live compares with the task definition that the service runs, and with the service, and prints what would \
        change, without secrets. It exits with 0 when nothing would, 3 when something would, 1 when AWS refuses to \
        tell, and 4 when it cannot be reached.
        """
    static let examples = [
        Example(
            "Register the task definition of this folder",
            "mcpctl render ecs | aws ecs register-task-definition --cli-input-json file:///dev/stdin"
        ),
        Example("Write files for production", "mcpctl render ecs --env production -o ecs/"),
        Example("Write a CloudFormation template", "mcpctl render ecs --cloudformation -o ecs/"),
        Example("See what would change in what runs", "mcpctl render ecs --env production --live"),
        Example("Fail in CI when they are out of date", "mcpctl render ecs -o ecs/ --check"),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .flag(
                \.isCloudFormation,
                "--cloudformation",
                help: "Write one CloudFormation template instead of the APIs' inputs"
            ).conflicting(with: "--live")
        ] + RenderOptions.parameters.lifted(into: \.options)
        + LiveSettings.parameters.lifted(into: \.live).under("What runs")

    var isCloudFormation = false
    var options = RenderOptions()
    var live = LiveSettings()

    func run() async throws -> ExitStatus {
        try await options.run({ ECSTarget(templates: $0, cloudFormation: isCloudFormation) }) {
            plans,
            console in
            guard live.isLive else { return nil }
            return try await live.compare(plans, console: console, grouped: .byFolder) { plan in
                let ecs = plan.project.servers.first?.resolved.profile.ecs
                return .ecs(region: ecs?.region, cluster: ecs?.cluster)
            }
        }
    }
}
