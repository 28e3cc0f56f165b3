import Diagnostics
import Render
import TestSupport
import Testing
import Values
import YAML

@Suite struct `Systems on ECS` {
    static let systems = ["kailash", "mcp-factory", "mcp-sandbox", "mcp-typescript", "qsys"]

    @Test(arguments: systems, [nil, "staging", "production"])
    func `every system renders in every environment, the same each time`(
        _ system: String,
        _ environment: String?
    ) throws {
        let text = try Rendering.text("manifests/\(system)/mcpctl.yaml")
        for cloudFormation in [false, true] {
            let rendering = try Rendering(text, environment: environment, cloudFormation: cloudFormation)
            #expect(
                try Rendering(text, environment: environment, cloudFormation: cloudFormation).plan.files
                    == rendering.plan.files
            )
            #expect(rendering.plan.files.allSatisfy { $0.text.contains(RenderedFile.markStart) })
        }
    }

    @Test(arguments: systems)
    func `our own checks find nothing in them`(_ system: String) throws {
        let rendering = try Rendering(try Rendering.text("manifests/\(system)/mcpctl.yaml"))
        var files = DeploymentFiles()
        for (path, text) in rendering.texts {
            #expect(files.add(try YAML.document(in: SourceFile(name: path, text: text))))
        }
        #expect(files.findings.isEmpty)
    }

    @Test func `a task definition has all that a server needs`() throws {
        let rendering = try Rendering(Rendering.whole)
        try expectSnapshot(
            rendering.texts.sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value)" }.joined(),
            named: "whole"
        )
    }

    @Test func `a template makes what the profile does not name`() throws {
        let more = """
            secrets:
              API_KEY: {aws: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:weather-AbCdEf:key::'}
              TOKEN: {aws: 'arn:aws:ssm:eu-central-1:123456789012:parameter/weather/token'}
            volumes: {data: {path: /data, kind: persistent, shared: true}}
            gateway: {host: weather.example.com}
            ecs: {fileSystems: {data: {fileSystemId: fs-0a1b2c3d, accessPoint: fsap-0a1b2c3d}}}

            """
        let image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com"
        let text = Rendering.least.replacing("ghcr.io", with: image) + more
        let rendering = try Rendering(text, cloudFormation: true)
        try expectSnapshot(rendering.plan.files[0].text, named: "template")
    }
}
