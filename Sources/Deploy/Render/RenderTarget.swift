package import Diagnostics
package import Templates

/// A kind of deployment files: `mcpctl render NAME`.
///
/// A new target is one type that answers this, and one verb.
package protocol RenderTarget: Sendable {
    /// The verb's name, as in `compose`.
    static var name: String { get }
    /// Where `render all` puts its files.
    static var folder: String { get }

    init(templates: TemplateSet)

    /// Reads ahead what every plan needs, which may be done while the profile is still being read.
    func prepare()

    /// Why `render all` leaves it out, as a note; `nil` when the profile says enough for it.
    func reasonToLeaveOut(_ project: Project) -> Diagnostic?

    /// Everything that would be written, checked; throws when a deploy of it could not work.
    func plan(_ project: Project) throws(InvalidInput) -> RenderPlan

    /// The same, with parts that are independent made side by side.
    func planOnAllCores(_ project: Project) async throws(InvalidInput) -> RenderPlan
}

extension RenderTarget {
    package func prepare() {}

    package func reasonToLeaveOut(_ project: Project) -> Diagnostic? { nil }

    package func planOnAllCores(_ project: Project) async throws(InvalidInput) -> RenderPlan {
        try plan(project)
    }

    /// The plans of all servers in one: each in a folder of its name when the profile lists several.
    func plan(
        eachOf project: Project,
        _ plan: (Project.Server) throws(InvalidInput) -> RenderPlan
    ) throws(InvalidInput) -> RenderPlan {
        var whole = RenderPlan()
        var invalid: [Diagnostic] = []
        for server in project.servers {
            do throws(InvalidInput) {
                let part = try plan(server)
                whole.add(project.isSet ? part.inFolder(server.name) : part)
            } catch {
                // What the servers share is wrong once.
                invalid += error.diagnostics.filter { !invalid.contains($0) }
            }
        }
        guard invalid.isEmpty else { throw InvalidInput(invalid) }
        return whole
    }
}
