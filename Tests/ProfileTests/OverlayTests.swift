import Diagnostics
import Profile
import Testing
import Values

@Suite struct `An overlay` {
    private func production(_ base: String, _ overlay: String) throws -> Profile {
        try resolved(least + base + "\nenvironments: {prod: {overlay: {\(overlay)}}}", at: "prod").profile
    }

    @Test func `changes one part of a short form`() throws {
        let image = try production("", "image: {tag: \"2\"}").image
        #expect(image.repository == "ghcr.io/acme/weather")
        #expect(image.tag == "2")
        let sessions = try production("server: {sessions: shared}", "server: {sessions: {idleTimeout: 1h}}")
            .server
        #expect(sessions.sessions.store == .shared)
        #expect(sessions.sessions.idleTimeout == .seconds(3600))
        let cpu = try production("resources: {cpu: 500m}", "resources: {cpu: {limit: 1}}").resources.cpu
        #expect(cpu.request == CPUQuantity(millicores: 500))
        #expect(cpu.limit == CPUQuantity(millicores: 1000))
        let secret = try production("secrets: {KEY: a/b}", "secrets: {KEY: {path: /run/key}}").secrets["KEY"]
        #expect(secret?.kubernetes?.name == "a")
        #expect(secret?.path == "/run/key")
    }

    @Test func `that names a tag leaves the old tag's digest behind`() throws {
        let digest = "sha256:" + String(repeating: "a", count: 64)
        let text =
            least.replacing("weather:1.4.0", with: "weather:1.4.0@\(digest)")
            + "environments: {prod: {overlay: {image: {tag: \"2\"}}}}"
        let image = try resolved(text, at: "prod").profile.image
        #expect(image.digest == nil)
        #expect(image.tag == "2")
    }

    @Test func `removes with null what the profile says`() throws {
        #expect(try production("owner: {team: a}", "owner: null").owner == nil)
        #expect(try production("env: {A: b, C: d}", "env: {A: null}").env.names == ["C"])
    }

    @Test func `keeps the nulls of a file's own tree`() throws {
        let files = try production("", "configFiles: {/a.json: {json: {x: null, y: [null]}}}").configFiles
        #expect(files["/a.json"]?.json?.value.json(.compact) == #"{"x":null,"y":[null]}"#)
    }

    @Test func `is where its values come from`() throws {
        let profile = try resolved(
            least + "environments:\n  prod:\n    overlay:\n      server: {port: 4000}",
            at: "prod"
        )
        #expect(profile.location("server.port")?.line == 8)
        #expect(profile.location("image")?.line == 4)
    }

    @Test func `of an unknown environment is told with the nearest`() {
        do throws(InvalidInput) {
            _ = try resolved(least + "environments: {production: {}}", at: "prodution")
            Issue.record("accepted")
        } catch {
            #expect(error.diagnostics.first?.message == "the profile has no environment 'prodution'")
            #expect(error.diagnostics.first?.hint == "did you mean 'production'?")
        }
    }
}
