import Diagnostics
import Render
import Testing
import Values

/// What a profile asks for that ECS cannot do, and what it must say first.
@Suite struct `Profiles for ECS` {
    private static let data = "volumes: {data: {path: /data, kind: persistent}}\n"
    private static let custom = Rendering.least.replacing("preset: mcp-typescript\n", with: "")

    @Test(arguments: [
        // The size.
        (
            Rendering.ecs + "  cpu: 512\n  memory: 512\n", "11:11",
            "Fargate has no task of 512 CPU units and 512 MiB", "the nearest are 512 with 1024"
        ),
        (
            Rendering.ecs + "  cpu: 300\n  memory: 512\n", "11:11",
            "Fargate has no task of 300 CPU units and 512 MiB", "the nearest are 512 with 1024"
        ),
        (
            Rendering.ecs + "  cpu: 32768\n  memory: 61441\n", "11:11",
            "Fargate has no task of 32768 CPU units and 61441 MiB",
            "the nearest are 32768 with 61440, 32768 with 122880"
        ),
        (
            Rendering.ecs + "resources: {cpu: 64, memory: 512Gi}\n", "10:12",
            "Fargate has no task of 65536 CPU units and 524288 MiB",
            "the largest is 32768 CPU units with 249856 MiB"
        ),
        // Who acts and where.
        (
            "ecs: {executionRole: 'arn:aws:iam::123456789012:role/e'}\n", "6:6", "ecs.region is missing",
            "ecs: {region: eu-central-1}"
        ),
        (
            "ecs: {region: eu-central-1}\n", "6:6", "ecs.executionRole is missing",
            "let --cloudformation make the role"
        ),
        (
            Rendering.ecs + "  taskRole: arn:aws:iam::123456789012:role/weather-execution\n", "10:13",
            "uses one role twice", "a role of its own"
        ),
        // Secrets.
        (
            Rendering.ecs + "secrets:\n  API_KEY: weather-keys/api-key\n", "11:3",
            "secrets.API_KEY does not say where AWS keeps it", "write under it aws:"
        ),
        (
            Rendering.ecs
                + "secrets:\n  API_KEY: {aws: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:weather'}\n",
            "11:18", "API_KEY is no full ARN", "describe-secret"
        ),
        (
            Rendering.ecs
                + "secrets:\n  API_KEY: {aws: 'arn:aws:ssm:us-east-1:123456789012:parameter/weather'}\n",
            "11:18", "is in us-east-1, and the task runs in eu-central-1", "replicate"
        ),
        // Times.
        (
            Rendering.ecs + "health: {period: 3s, timeout: 2s}\n", "10:18",
            "interval of its health check must be from 5 to 300 on ECS, not 3", "the nearest is 5"
        ),
        (
            Rendering.ecs + "health: {startup: 10m}\n", "10:19",
            "startPeriod of its health check must be from 0 to 300 on ECS, not 600", "the nearest is 300"
        ),
        (
            Rendering.ecs + "server: {drain: 5m}\n", "10:17", "server.drain of 5m is cut short",
            "1m55s is the longest"
        ),
        // State.
        (
            Rendering.ecs + data, "10:17",
            "ecs.fileSystems does not say where the persistent volume 'data' is kept", "fileSystemId"
        ),
        (
            Rendering.ecs + "  fileSystems: {data: {fileSystemId: fs-0a1b2c3d}}\n" + data, "10:16",
            "ecs.taskRole is missing: EFS", "--cloudformation"
        ),
        (
            Rendering.ecs + "  fileSystems: {dat: {fileSystemId: fs-0a1b2c3d}}\n", "10:22",
            "ecs.fileSystems.dat would be ignored", ""
        ),
        (
            Rendering.ecs
                + "  fileSystems: {data: {fileSystemId: fs-0a1b2c3d, accessPoint: fsap-0a1b2c3d, rootDirectory: /x}}\n",
            "10:94", "would be refused", "remove it"
        ),
        (
            Rendering.ecs + "server: {sessions: memory}\n", "10:20",
            "nothing on ECS keeps a client on its task", "source_ip"
        ),
        // Files.
        (
            Rendering.ecs + "configFiles: {/etc/weather.json: x}\n", "10:34",
            "/etc/weather.json cannot be written: ECS mounts whole folders", "/etc/weather"
        ),
        (
            Rendering.ecs + "configFiles: {/sys/kernel/x: x}\n", "10:30", "/sys/kernel/x cannot be written",
            "a folder of its own"
        ),
        // The network.
        (
            "ecs: {region: eu-central-1, executionRole: 'arn:aws:iam::123456789012:role/e'}\n", "6:6",
            "no service is rendered", "subnets"
        ),
        (Rendering.ecs + "  assignPublicIP: true\n", "10:19", "public addresses", "private subnets"),
        (
            Rendering.ecs + "  exec: true\n  taskRole: arn:aws:iam::123456789012:role/weather\n", "10:9",
            "makes the root writable", "exec: false"
        ),
        (
            Rendering.ecs + "  securityGroups: [vpc-1]\n", "10:20",
            "ecs.securityGroups must hold ids such as sg-", ""
        ),
        (
            Rendering.ecs + "  logRetentionDays: 100\n", "10:21", "ecs.logRetentionDays cannot be 100",
            "the nearest is 90"
        ),
    ])
    func `a mistake is told at its line, with a way out`(
        more: String,
        place: String,
        message: String,
        hint: String
    ) throws {
        let said = try Rendering.said(about: Rendering.least + more)
        let told = try #require(
            said.first { $0.message.contains(message) },
            "said: \(said.map(\.message))"
        )
        #expect(told.location.map { "\($0.line):\($0.column)" } == place)
        #expect(hint.isEmpty || told.hint?.contains(hint) == true, "the hint is: \(told.hint ?? "none")")
    }

    @Test func `an image without an interpreter is prepared by another one, or says what it must declare`()
        throws
    {
        let file = "configFiles: {/etc/weather/units.json: x}\n"
        let said = try Rendering.said(about: Self.custom + Rendering.ecs + file)
        #expect(said.contains { $0.severity == .error && $0.hint?.contains("ecs.initImage") == true })
        let bare = try Rendering.said(about: Self.custom + Rendering.ecs)
        #expect(bare.contains { $0.hint?.contains("VOLUME [\"/tmp\"]") == true })
        let image = "public.ecr.aws/docker/library/busybox:1.37.0"
        let rendering = try Rendering(Self.custom + Rendering.ecs + "  initImage: \(image)\n" + file)
        #expect(try rendering.container("prepare")?["image"] == .string(image))
        #expect(try rendering.container("prepare")?["entryPoint"] == ["sh"])
    }

    @Test(arguments: [("5s", 7), ("59s", 60), ("60s", 60)])
    func `ECS waits longer for health than the question does, as far as it can`(asked: String, waited: Int)
        throws
    {
        let rendering = try Rendering(
            Rendering.least + Rendering.ecs + "health: {period: 2m, timeout: \(asked)}\n"
        )
        #expect(try rendering.container("weather")?.at("healthCheck", "timeout") == .int(waited))
    }

    @Test(arguments: [
        ("{cpu: 250m, memory: 512Mi}", "256", "512"), ("{cpu: 500m, memory: 512Mi}", "512", "1024"),
        ("{cpu: 1, memory: 1Gi}", "1024", "2048"), ("{cpu: 100m, memory: 3Gi}", "512", "3072"),
        ("{cpu: 257m, memory: 512Mi}", "512", "1024"), ("{cpu: 8, memory: 17Gi}", "8192", "20480"),
        ("{cpu: 32, memory: 200Gi}", "32768", "249856"),
    ])
    func `limits become the smallest size that they fit into`(resources: String, cpu: String, memory: String)
        throws
    {
        let rendering = try Rendering(Rendering.least + Rendering.ecs + "resources: \(resources)\n")
        let task = try rendering.document("task-definition.json")
        #expect(task["cpu"] == .string(cpu) && task["memory"] == .string(memory))
        let isExact = cpu == "256" && memory == "512" && resources.contains("250m")
        #expect(rendering.plan.warnings.contains { $0.message.contains("certain sizes") } == true || isExact)
    }

    @Test func `a patch changes the API's input, or a resource of the template`() throws {
        let patches = """
            patches:
              - {target: {in: ecs, kind: Service}, merge: {desiredCount: 7}}
              - {target: {in: ecs, kind: 'AWS::ECS::Service', name: Service}, merge: {Properties: {DesiredCount: 9}}}

            """
        let text =
            Rendering.least + Rendering.ecs + "scaling: {replicas: 2, min: null, max: null}\n" + patches
        #expect(try Rendering(text).document("service.json")["desiredCount"] == 7)
        let template = try Rendering(text, cloudFormation: true).document("template.yaml")
        #expect(template.at("Resources", "Service", "Properties", "DesiredCount") == 9)
        let wrong = text.replacing("kind: Service", with: "kind: Sevice")
        #expect(try Rendering.said(about: wrong).contains { $0.message.contains("meets no object") })
    }

    @Test func `servers behind one host get an nginx that finds them by name`() throws {
        let set = """
            apiVersion: mcpctl.dev/v1
            name: tools
            version: 1.0.0
            gateway: {host: tools.example.com}
            \(Rendering.ecs)  namespace: mcp
              targetGroup: arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/tools/73e2d6bc24d8a067
            servers:
              weather: {preset: mcp-typescript, image: 'ghcr.io/acme/weather:1.0.0'}
              maps: {preset: mcp-typescript, image: 'ghcr.io/acme/maps:1.0.0'}

            """
        let first = try Rendering(set)
        let paths = first.plan.files.map(\.path)
        #expect(paths.contains("gateway/nginx.conf") && !paths.contains("gateway/task-definition.json"))
        #expect(first.plan.warnings.contains { $0.hint?.contains("gatewayImage") == true })
        let nginx = try #require(first.plan.files.first { $0.path == "gateway/nginx.conf" }?.text)
        #expect(nginx.contains("server weather:3000") && nginx.contains("server maps:3000"))
        let second = try Rendering(
            set.replacing("  namespace:", with: "  gatewayImage: ghcr.io/acme/gateway:1.0.0\n  namespace:")
        )
        let service = try second.document("gateway/service.json")
        #expect(service["loadBalancers"]?.array?.first?["containerPort"] == 8080)
        #expect(try second.document("weather/service.json")["loadBalancers"] == nil)
        #expect(try second.document("weather/service.json")["serviceConnectConfiguration"] != nil)
        let homeless = set.replacing("  namespace: mcp\n", with: "")
        #expect(
            try Rendering.said(about: homeless).contains { $0.message.contains("ecs.namespace is missing") }
        )
    }
}
