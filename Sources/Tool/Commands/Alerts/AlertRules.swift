internal import Diagnostics
internal import Discovery
internal import Profile
internal import Render
internal import Rules
internal import Templates

/// Which rules are evaluated: those that are named, those of the profile, or those that come with the tool.
struct AlertRules {
    let files: [RuleFile]
    /// What of the rules is doubtful.
    let warnings: [Diagnostic]

    /// Rules that the user named, as they are.
    init(_ files: [RuleFile]) {
        self.files = files
        warnings = files.flatMap(\.warnings)
    }

    /// What `render prometheus` writes for the profile; the pack for any server where it says nothing of metrics; and
    /// what follows from the looks of the tool itself.
    init(of profiles: [ResolvedProfile], templates: TemplateSet) throws(InvalidInput) {
        var texts: [SourceFile] = []
        let watched = profiles.filter(\.profile.metrics.enabled)
        if watched.isEmpty {
            texts = try ShippedRules(templates: templates).files.map(Self.source)
        } else {
            let name = watched.count == 1 ? watched[0].profile.name : "servers"
            let project = Project(name: name, servers: watched.map { Project.Server($0) })
            let plan = try PrometheusTarget(templates: templates).plan(project)
            texts = plan.files.filter { $0.path.hasPrefix("rules/") }.map(Self.source)
        }
        if let own = templates.file("prometheus/watch.yaml") { texts.append(own) }
        var files: [RuleFile] = []
        for text in texts { files.append(try RuleFileReader.read(text)) }
        self.init(files)
    }

    private static func source(_ file: RenderedFile) -> SourceFile {
        SourceFile(name: file.path, text: file.text)
    }
}
