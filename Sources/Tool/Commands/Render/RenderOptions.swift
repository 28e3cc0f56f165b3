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

    /// Renders every profile with one target, and delivers what comes of it; what is wrong with all of them is told
    /// at once.
    ///
    /// `instead` may take the plans itself, and answers `nil` when it does not.
    func run<Target: RenderTarget>(
        _ target: (TemplateSet) throws -> Target,
        instead: ([NamedPlan], Console) async throws -> ExitStatus? = { _, _ in nil }
    ) async throws -> ExitStatus {
        let templates = try place.templates.set()
        let target = try target(templates)
        let plans = try await plans(of: target, ProfileResolver(templates: templates))
        // Notes are for those who ask: `profile validate` tells them.
        shared.console.tell(plans.flatMap(\.plan.warnings).filter { $0.severity != .note })
        if let status = try await instead(plans, shared.console) { return status }
        return try await output.deliver(plans, to: shared.console)
    }

    /// One profile shares the cores among its targets, many among themselves.
    private func plans(of target: some RenderTarget, _ resolver: ProfileResolver) async throws -> [NamedPlan]
    {
        if profiles.count == 1, let path = profiles.first {
            async let prepared: Void = target.prepare()
            let project = try project(of: ProfileFile.read(path), resolver)
            await prepared
            let plan = try await target.planOnAllCores(project)
            return [NamedPlan(project: project, profile: path, plan: plan)]
        }
        let results = await profiles.concurrentMap { path in
            Result {
                let project = try project(of: ProfileFile.read(path), resolver)
                return NamedPlan(project: project, profile: path, plan: try target.plan(project))
            }
        }
        var plans: [NamedPlan] = []
        var invalid: [Diagnostic] = []
        for result in results {
            do {
                plans.append(try result.get())
            } catch let error as InvalidInput {
                invalid += error.diagnostics
            }
        }
        guard invalid.isEmpty else { throw InvalidInput(invalid) }
        return plans
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
