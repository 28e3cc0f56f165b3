internal import Arguments
internal import Diagnostics
internal import FileSystem
internal import Profile
internal import Render
internal import Templates
internal import Values

/// What every verb of `mcpctl render` can be told: which profiles, what to change in them, where the files go.
struct RenderOptions: OptionGroup {
    var profiles = ["mcpctl.yaml"]
    var place = ProfileOptions()
    var settings: [Setting] = []
    var image = ImageOptions()
    var output = RenderOutput()
    var shared = SharedOptions()

    static let parameters: [Parameter<Self>] =
        [
            .option(
                \.profiles,
                "-p",
                "--profile",
                value: "FILE",
                help: "A project profile; - is standard input. Several are written to folders of their names",
                environment: "MCPCTL_PROFILE",
                completion: .file("yaml", "yml", "json")
            )
        ] + ProfileOptions.place.lifted(into: \.place)
        + [
            .option(
                \.settings,
                "--set",
                value: "KEY=VALUE",
                help: "Say one value over the profile: a dotted key and a YAML value, as scaling.replicas=3"
            )
        ] + ImageOptions.parameters.lifted(into: \.image) + RenderOutput.parameters.lifted(into: \.output)
        + SharedOptions.parameters.lifted(into: \.shared)

    /// Renders every profile with one target, and delivers what comes of it.
    func run(_ target: (TemplateSet) throws -> some RenderTarget) throws -> ExitStatus {
        let templates = try place.templates.set()
        let target = try target(templates)
        var plans: [NamedPlan] = []
        try eachProject(templates) { path, project in
            let plan = try target.plan(project)
            plans.append(NamedPlan(project, profile: path, plan: plan))
        }
        // Notes are for those who ask: `profile validate` tells them.
        shared.console.tell(plans.flatMap(\.plan.warnings).filter { $0.severity != .note })
        return try output.deliver(plans, to: shared.console)
    }

    /// Reads and resolves every profile; what is wrong with all of them is told at once.
    private func eachProject(_ templates: TemplateSet, _ body: (String, Project) throws -> Void) throws {
        let resolver = ProfileResolver(templates: templates)
        var invalid: [Diagnostic] = []
        for path in profiles {
            do {
                let file = try ProfileFile.read(path)
                try body(path, project(of: file, resolver))
            } catch let error as InvalidInput {
                invalid += error.diagnostics
            }
        }
        guard invalid.isEmpty else { throw InvalidInput(invalid) }
    }

    private func project(of file: ProfileFile, _ resolver: ProfileResolver) throws -> Project {
        let isSet = file.tree["servers"]?.isNull == false
        let settings = settings.map(\.tree) + (try image.setting(isSet: isSet).map { [$0] } ?? [])
        let servers = try resolver.servers(of: file.tree, environment: place.environment, settings: settings)
        return Project(
            name: file.tree["name"]?.string ?? "",
            servers: try servers.map { Project.Server($0, localFiles: try file.localFiles(of: $0)) },
            isSet: isSet
        )
    }
}
