package import Arguments

/// The tool: every verb it has, in the order help shows them.
package let program = Program(
    "mcpctl",
    "Take MCP servers to production, and keep them there",
    version: Version.number,
    released: Version.released,
    shared: SharedOptions.self,
    examples: [
        Example("Write the profile of a project", "mcpctl init"),
        Example("Check a profile", "mcpctl profile validate"),
        Example("Write Kubernetes manifests", "mcpctl render k8s -o k8s/"),
        Example("See what the tool knows about a system", "mcpctl presets show qsys"),
    ],
    topics: Topics.all,
    [
        CommandNode(InitializeProject.self),
        CommandNode(
            "profile",
            "Check and show project profiles",
            [
                CommandNode(ValidateProfile.self), CommandNode(ShowProfile.self),
                CommandNode(PrintSchema.self), CommandNode(PrintReference.self),
            ]
        ),
        CommandNode(
            "render",
            "Turn a profile into deployment files",
            [
                CommandNode(RenderDocker.self), CommandNode(RenderKubernetes.self),
                CommandNode(RenderCompose.self), CommandNode(RenderECS.self),
                CommandNode(RenderPrometheus.self), CommandNode(RenderAll.self),
            ]
        ),
        CommandNode(LintFiles.self),
        CommandNode(ShowStatus.self),
        CommandNode(ProbeServer.self),
        CommandNode(RunDemo.self),
        CommandNode(ListAlerts.self),
        CommandNode(BenchServer.self),
        CommandNode(RunQuery.self),
        CommandNode(
            "rules",
            "Check, test and try alerting and recording rules",
            aliases: ["rule"],
            [
                CommandNode(CheckRules.self), CommandNode(TestRules.self), CommandNode(ListRules.self),
                CommandNode(EvaluateRules.self), CommandNode(BacktestRules.self),
                CommandNode(FormatRules.self),
            ]
        ),
        CommandNode(
            "history",
            "Look at, take out and bring in the samples kept on this machine",
            [
                CommandNode(ShowHistory.self), CommandNode(ExportHistory.self),
                CommandNode(ImportHistory.self),
            ]
        ),
        CommandNode(
            "presets",
            "Show what is known about MCP systems",
            aliases: ["preset"],
            [CommandNode(ListPresets.self), CommandNode(ShowPreset.self)]
        ),
        CommandNode(
            "templates",
            "Show and copy the templates that are rendered",
            aliases: ["template"],
            [CommandNode(ListTemplates.self), CommandNode(EjectTemplates.self)]
        ),
        CommandNode(PrintVersion.self).under("This tool"),
    ]
)

/// Which release this is.
enum Version {
    static let number = "0.1.0"
    static let released = "November 21, 2026"
}
