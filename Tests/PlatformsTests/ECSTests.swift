import Diagnostics
import FoundationEssentials
import HTTP
import Platforms
import TestSupport
import Testing
import Values

@Suite struct `Comparing with Amazon ECS` {
    private let server: PythonServer
    private let client = HTTPClient()
    private let definition: Value
    private func service(in subnets: [Value]) -> Value {
        [
            "serviceName": "weather", "cluster": "prod", "desiredCount": 2, "launchType": "FARGATE",
            "taskDefinition": "weather",
            "networkConfiguration": [
                "awsvpcConfiguration": [
                    "subnets": .array(subnets), "securityGroups": [], "assignPublicIp": "DISABLED",
                ]
            ],
        ]
    }

    /// Those of the account's default network.
    private func subnets() async throws -> [Value] {
        var request = HTTPRequest(
            .post,
            server.place + "/",
            body: Array("Action=DescribeSubnets&Version=2016-11-15".utf8)
        )
        request.signature = AWSSignature(
            keyID: "AKIDEXAMPLE",
            secretKey: "s3cr3t",
            sessionToken: nil,
            region: "eu-west-1",
            service: "ec2"
        )
        request.deadline = .seconds(30)
        let text = String(decoding: try await client.send(request).body, as: UTF8.self)
        return text.matches(of: #/<subnetId>([^<]+)/#).map { .string(String($0.1)) }
    }

    init() throws {
        let environment = ProcessInfo.processInfo.environment
        let cache = environment["XDG_CACHE_HOME"] ?? "\(environment["HOME"] ?? "")/.cache"
        // `scripts/setup --test` makes it.
        server = try PythonServer(script("moto_peer.py"), python: "\(cache)/mcpctl/peers/moto/bin/python")
        definition = try #require(
            try documents(
                """
                family: weather
                networkMode: awsvpc
                requiresCompatibilities: [FARGATE]
                cpu: "256"
                memory: "512"
                containerDefinitions:
                  - name: weather
                    image: ghcr.io/acme/weather:1.4.0
                    essential: true
                    environment: [{name: NODE_ENV, value: production}, {name: LOG_LEVEL, value: info}]
                    secrets: [{name: API_KEY, valueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/key"}]
                    portMappings: [{containerPort: 3000, protocol: tcp}]
                    healthCheck: {command: [CMD, node, health.mjs], interval: 30, timeout: 5, retries: 3}
                """
            ).first
        )
    }

    private var options: LiveOptions {
        LiveOptions(environment: [
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "s3cr3t",
            "AWS_SESSION_TOKEN": "t0k3n",
            "AWS_ENDPOINT_URL_ECS": server.place,
        ])
    }

    private func call(_ action: String, _ body: Value) async throws {
        var request = HTTPRequest(.post, server.place + "/", body: Array(body.json(.compact).utf8))
        request.headers["Content-Type"] = "application/x-amz-json-1.1"
        request.headers["X-Amz-Target"] = "AmazonEC2ContainerServiceV20141113.\(action)"
        request.signature = AWSSignature(
            keyID: "AKIDEXAMPLE",
            secretKey: "s3cr3t",
            sessionToken: nil,
            region: "eu-west-1",
            service: "ecs"
        )
        request.deadline = .seconds(30)
        let response = try await client.send(request)
        try #require(response.isSuccess, "\(String(decoding: response.body, as: UTF8.self))")
    }

    private func live() async throws -> ECSLive { try await ECSLive(region: "eu-west-1", options: options) }

    private func changed(_ old: String, _ new: String) throws -> Value {
        try JSON.value(in: SourceFile(name: "", text: definition.json(.compact).replacing(old, with: new)))
    }

    @Test func `a definition that AWS completed is the same; a change in it shows`() async throws {
        let live = try await live()
        #expect(
            await live.compare(taskDefinition: definition).changes.map(\.line) == [
                "create task definition weather"
            ]
        )
        try await call("RegisterTaskDefinition", definition)
        let same = await live.compare(taskDefinition: definition)
        #expect(same.changes.map(\.line) == ["same task definition weather"], "\(same.changes)")
        let comparison = await live.compare(taskDefinition: try changed("1.4.0", "1.5.0"))
        #expect(comparison.changes.map(\.line) == ["update task definition weather"])
        #expect(comparison.changes[0].before?.contains("weather:1.4.0") == true)
        #expect(comparison.changes[0].after?.contains("weather:1.5.0") == true)
        for noise in ["Arn:", "revision:", "compatibilities:", "status:", "essential:", "mountPoints:"] {
            #expect(comparison.changes[0].before?.contains(noise) == false, "\(noise)")
        }
        let leaky = await live.compare(
            taskDefinition: try changed(
                #""value":"info""#,
                #""value":"info"},{"name":"DB_PASSWORD","value":"hunter2!""#
            )
        )
        #expect(leaky.changes[0].after?.contains("(hidden)") == true)
        #expect(leaky.changes[0].after?.contains("hunter2!") == false)
    }

    @Test func `a service is compared, with the revision it really runs`() async throws {
        let live = try await live()
        let subnets = try await subnets()
        try #require(subnets.count > 1)
        let service = service(in: subnets)
        try await call("CreateCluster", ["clusterName": "prod"])
        try await call("RegisterTaskDefinition", definition)
        let missing = await live.compare(taskDefinition: definition, service: service)
        #expect(
            missing.changes.map(\.line) == ["same task definition weather", "create service prod/weather"]
        )
        try await call("CreateService", service)
        let same = await live.compare(taskDefinition: definition, service: service)
        #expect(
            same.changes.map(\.line) == ["same task definition weather:1", "same service prod/weather"],
            "\(same.changes)"
        )
        // Registered, and not running yet: not the same.
        let newer = try changed("1.4.0", "1.5.0")
        try await call("RegisterTaskDefinition", newer)
        let comparison = await live.compare(taskDefinition: newer, service: service)
        #expect(
            comparison.changes.map(\.line) == [
                "update task definition weather:1", "same service prod/weather",
            ]
        )
        #expect(
            comparison.warnings.first?.message
                == "service weather: it runs weather:1, and weather:2 is registered"
        )
        let turned = self.service(in: subnets.reversed())
        #expect(
            await live.compare(taskDefinition: newer, service: turned).changes.last?.line.hasPrefix("same")
                == true
        )
        for change: Value in [
            ["desiredCount": 5],
            ["networkConfiguration": ["awsvpcConfiguration": ["subnets": .array([subnets[0]])]]],
        ] {
            let more = await live.compare(taskDefinition: newer, service: service.merged(with: change))
            #expect(more.changes.last?.line == "update service prod/weather")
        }
        let elsewhere = await live.compare(taskDefinition: newer, service: service, cluster: "other")
        #expect(
            elsewhere.changes.last?.problem?.diagnostic.message.contains("ClusterNotFoundException") == true
        )
    }

    @Test func `credentials come from the environment, files, programs and containers`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            [default]
            region = eu-west-1
            [profile work]
            region = eu-central-1
            s3 =
              region = nonsense
            [profile printed]
            region=eu-west-1
            credential_process = echo '{"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "B"}'
            [profile role]
            role_arn = arn:aws:iam::123456789012:role/x
            """,
            to: ".aws/config"
        )
        try folder.write(
            "[work]\naws_access_key_id = AKID\naws_secret_access_key = s3cr3t\n# comment = x\n",
            to: ".aws/credentials"
        )
        var environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "AWS_ENDPOINT_URL": server.place]
        for profile in ["work", "printed"] {
            environment["AWS_PROFILE"] = profile
            let live = try await ECSLive(region: nil, options: LiveOptions(environment: environment))
            #expect(
                await live.compare(taskDefinition: definition).changes[0].line.hasPrefix("create"),
                "\(profile)"
            )
        }
        for (profile, words) in [
            ("role", "has role_arn, which is not spoken here"), ("none", "which is in none of"),
        ] {
            environment["AWS_PROFILE"] = profile
            let options = LiveOptions(environment: environment)
            let error = await #expect(throws: InvalidInput.self) {
                try await ECSLive(region: "eu-west-1", options: options)
            }
            #expect(error?.diagnostics.first?.message.contains(words) == true)
            #expect(error?.diagnostics.first?.hint != nil)
        }
        environment["AWS_PROFILE"] = nil
        let options = LiveOptions(environment: environment)
        let error = await #expect(throws: InvalidInput.self) {
            try await ECSLive(region: nil, options: options)
        }
        #expect(error?.diagnostics.first?.message.hasPrefix("there are no AWS credentials") == true)
    }

    @Test func `an endpoint that is not there is unreachable`() async throws {
        var options = options
        options.environment["AWS_ENDPOINT_URL_ECS"] = "http://127.0.0.1:1"
        let live = try await ECSLive(region: "eu-west-1", options: options)
        let comparison = await live.compare(taskDefinition: definition, service: service(in: []))
        #expect(comparison.changes.allSatisfy { $0.problem?.isUnreachable == true })
        let nowhere = LiveOptions(environment: ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"])
        let error = await #expect(throws: InvalidInput.self) {
            try await ECSLive(region: nil, options: nowhere)
        }
        #expect(error?.diagnostics.first?.message == "no AWS region is known")
    }
}
