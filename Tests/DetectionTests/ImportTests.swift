import Detection
import Diagnostics
import DockerfileSyntax
import FileSystem
import Foundation
import Profile
import Templates
import TestSupport
import Testing
import Values
import YAML

/// One import and everything that is known after it.
struct Import {
    let files: [SourceFile]
    let detected: DetectedProfile
    let draft: ProfileDraft
    let profile: Value

    init(_ files: [SourceFile], service: String? = nil) throws {
        self.files = files
        let folder = ProjectFolder(name: "project")
        detected = try Detection.detect(in: folder, from: files, service: service)
        draft = try ProfileDraft(detected, in: folder, choices: DraftChoices(), templates: .embedded)
        profile =
            try ProfileResolver(templates: .embedded).resolve(draft.tree).profile.encoded(absent: nil)
            ?? .null
    }

    /// Fails for every leaf of the sources of which nobody knows what became of it.
    func expectNothingLost() throws {
        for file in files {
            for (name, location) in try Self.leaves(of: file) {
                guard let outcome = detected.ledger[location] else {
                    Issue.record("\(location): \(name) is lost")
                    continue
                }
                switch outcome {
                case .mapped(let key): expectMapped(name, key, location)
                case .replaced(let reason): #expect(!reason.isEmpty)
                case .told: expectTold(name, location)
                }
            }
        }
    }

    private static func leaves(of file: SourceFile) throws -> [(String, Diagnostics.SourceLocation)] {
        if let first = file.text.split(separator: "\n").first(where: { !$0.hasPrefix("#") && !$0.isEmpty }),
            first.hasPrefix("FROM")
        {
            return DockerfileText.read(file).dockerfile.instructions.map { ($0.keyword, $0.location) }
        }
        let documents = file.text.hasPrefix("{") ? [try JSON.value(in: file)] : try YAML.documents(in: file)
        return documents.flatMap { $0.leaves() }.compactMap { leaf in
            leaf.location.map { (leaf.path.joined(separator: "."), $0) }
        }
    }

    /// The key is in the profile, comes from the preset, or its place in the source is told of.
    private func expectMapped(_ name: String, _ key: String, _ location: Diagnostics.SourceLocation) {
        let keys = key.split(separator: ".").map(String.init)
        var value: Value? = profile
        for key in keys.prefix(keys[0] == "configFiles" ? 1 : 2) { value = value?[key] }
        let isTold = draft.diagnostics.contains {
            $0.location?.file.name == location.file.name && $0.location?.line == location.line
        }
        let isShort = ["scaling", "server", "image"].contains(keys[0])
        #expect(
            value != nil || isTold || isShort && profile[keys[0]] != nil,
            "\(location): \(name) is said to be \(key), which is not there"
        )
    }

    /// A warning points at the leaf or at something above it: the nearest told place before it is in the same file.
    private func expectTold(_ name: String, _ location: Diagnostics.SourceLocation) {
        #expect(
            draft.diagnostics.contains { diagnostic in
                guard diagnostic.severity == .warning, let place = diagnostic.location else { return false }
                return place.file === location.file && place <= location
                    && diagnostic.message.contains("not carried over")
            },
            "\(location): nobody tells of \(name)"
        )
    }
}

@Suite struct `An import` {
    private static let everything = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: tides
          namespace: sea
          labels: {app: tides, squad: north}
          annotations: {example.com/note: kept}
        spec:
          replicas: 2
          revisionHistoryLimit: 4
          strategy: {type: RollingUpdate}
          selector: {matchLabels: {app: tides}}
          template:
            metadata:
              labels: {app: tides}
              annotations: {prometheus.io/scrape: "true", prometheus.io/port: "9100", example.com/pod: kept}
            spec:
              serviceAccountName: tides
              terminationGracePeriodSeconds: 120
              nodeSelector: {disk: fast}
              tolerations: [{key: sea, operator: Exists}]
              priorityClassName: high
              hostAliases: [{ip: 10.0.0.1, hostnames: [moon]}]
              hostNetwork: true
              imagePullSecrets: [{name: pull}]
              securityContext: {runAsUser: 12345, fsGroup: 1}
              initContainers: [{name: wait, image: "busybox:1"}]
              containers:
                - name: tides
                  image: ghcr.io/acme/tides:1.2.3
                  command: [node]
                  args: [dist/index.js]
                  ports: [{containerPort: 4000, name: http}, {containerPort: 9100, name: metrics}]
                  env:
                    - {name: TABLE, value: "7"}
                    - {name: NODE_NAME, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
                    - {name: API_KEY, valueFrom: {secretKeyRef: {name: keys, key: api}}}
                    - {name: UNIT, valueFrom: {configMapKeyRef: {name: config, key: unit}}}
                  envFrom: [{configMapRef: {name: gone}}]
                  resources: {requests: {cpu: 100m, memory: 1Gi}, limits: {cpu: "1", memory: 1Gi, ephemeral-storage: 2Gi}}
                  readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 7, timeoutSeconds: 2, failureThreshold: 9}
                  livenessProbe: {httpGet: {path: /live, port: http}}
                  lifecycle: {preStop: {exec: {command: [sleep, "5"]}}}
                  volumeMounts:
                    - {name: config, mountPath: /etc/tides}
                    - {name: data, mountPath: /data}
                    - {name: keys, mountPath: /run/keys}
                    - {name: host, mountPath: /host}
              volumes:
                - {name: config, configMap: {name: config, items: [{key: tides.json, path: tides.json}]}}
                - {name: data, persistentVolumeClaim: {claimName: data}}
                - {name: keys, secret: {secretName: keys, items: [{key: cert, path: cert}]}}
                - {name: host, hostPath: {path: /}}
                - {name: unused, emptyDir: {}}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: config, namespace: sea}
        data: {unit: metre, tides.json: '{"a": 1}'}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteMany], storageClassName: fast, resources: {requests: {storage: 3Gi}}, volumeMode: Filesystem}
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: tides}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: tides}
          minReplicas: 2
          maxReplicas: 6
          metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]
          behavior: {scaleDown: {stabilizationWindowSeconds: 60}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: tides}
        spec: {type: LoadBalancer, selector: {app: tides}, ports: [{port: 8080, targetPort: 4000, name: http}], sessionAffinity: ClientIP}
        ---
        apiVersion: example.com/v1
        kind: Moon
        metadata: {name: moon}
        spec: {phase: full}

        """

    @Test func `of everything a manifest can have loses nothing without a word`() throws {
        let result = try Import([SourceFile(name: "all.yaml", text: Self.everything)])
        try result.expectNothingLost()
        let profile = result.profile
        let expected: [(String, Value)] = [
            ("name", "tides"), ("version", "1.2.3"), ("image.repository", "ghcr.io/acme/tides"),
            ("kubernetes.namespace", "sea"), ("server.port", 4000),
            ("server.drain", "105s"), ("server.sessions.store", "memory"),
            ("runtime.command", ["node", "dist/index.js"]), ("runtime.user", 12345),
            ("metrics.port", 9100), ("health.path", "/ready"), ("health.liveness", "/live"),
            ("health.period", "7s"), ("health.timeout", "2s"),
            ("env.TABLE", "7"), ("env.UNIT", "metre"), ("secrets.API_KEY.kubernetes.key", "api"),
            ("secrets.CERT.path", "/run/keys/cert"),
            ("volumes.data.size", "3Gi"), ("volumes.data.shared", true),
            ("volumes.data.storageClass", "fast"), ("resources.cpu.request", "100m"),
            ("resources.ephemeralStorage.limit", "2Gi"), ("scaling.min", 2), ("scaling.max", 6),
            ("scaling.targetCPU", 60), ("kubernetes.labels.squad", "north"),
            ("kubernetes.nodeSelector.disk", "fast"), ("kubernetes.priorityClass", "high"),
            ("image.pullSecrets", ["pull"]),
        ]
        for (path, value) in expected {
            let found = path.split(separator: ".").reduce(Optional(profile)) { $0?[String($1)] }
            let isSame = found == value || path == "server.drain" && found == "1m45s"
            #expect(isSame, "\(path) is \(found?.json(.compact) ?? "not there")")
        }
        let patches = profile["patches"]?.json(.compact) ?? ""
        for part in ["hostAliases", "revisionHistoryLimit", "spec.nodeName", "behavior", "example.com/note"] {
            #expect(patches.contains(part), "\(part) is in no patch")
        }
        let told = result.draft.diagnostics.map(\.message)
        for part in [
            "hostNetwork", "init container 'wait'", "service account", "the volume 'host'",
            "type LoadBalancer", "port 8080", "Moon",
        ] {
            #expect(
                told.contains { $0.contains("not carried over") && $0.contains(part) },
                "nobody tells of \(part)"
            )
        }
    }

    /// Puts something else in the place of a random node.
    private static func damaged(_ value: Value, _ generator: inout SeededGenerator) -> Value {
        if generator.chance(25) {
            return generator.pick([
                .null, 0, "", "x", [], ["a": [1, "b"]], [[]], true, .string("\u{1}\n- :"), "9090", 70_000,
            ])
        }
        switch value.content {
        case .object(let object):
            var changed = Object()
            for member in object { changed[member.key] = damaged(member.value, &generator) }
            return .object(changed)
        case .array(let items): return .array(items.map { damaged($0, &generator) })
        case .null, .bool, .number, .string: return value
        }
    }

    @Test(arguments: 0..<60)
    func `of damaged manifests still makes a valid profile and accounts for every leaf`(_ seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let good = try YAML.documents(in: SourceFile(name: "all.yaml", text: Self.everything))
        let text = YAML.text(of: good.map { Self.damaged($0, &generator) })
        let file = SourceFile(name: "damaged.yaml", text: text)
        guard let documents = try? YAML.documents(in: file),
            documents.contains(where: { $0["kind"]?.string != nil && $0["apiVersion"]?.string != nil })
        else { return }
        let result = try Import([file])
        for document in documents where !document.isNull {
            for leaf in document.leaves() {
                guard let place = leaf.location else { continue }
                #expect(result.detected.ledger[place] != nil, "\(place): \(leaf.path) is lost in\n\(text)")
            }
        }
    }

    @Test func `of a task definition as the AWS command prints it is the same as of the file`() throws {
        let task =
            #"{"family": "tides", "executionRoleArn": "arn:aws:iam::123456789012:role/x", "cpu": "1 vCPU", "memory": "2 GB", "containerDefinitions": [{"name": "tides", "image": "ghcr.io/acme/tides:1.2.3", "portMappings": [{"containerPort": 4000, "hostPort": 4000, "protocol": "tcp"}], "stopTimeout": 30, "user": "12345", "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost:4000/up || exit 1"], "interval": 20, "timeout": 5, "retries": 3}, "ulimits": [{"name": "nofile", "softLimit": 1}], "mountPoints": []}], "volumes": []}"#
        let plain = try Import([SourceFile(name: "task.json", text: task)])
        let printed = try Import([
            SourceFile(name: "task.json", text: #"{"taskDefinition": \#(task), "tags": []}"#)
        ])
        try plain.expectNothingLost()
        try printed.expectNothingLost()
        #expect(plain.draft.text == printed.draft.text)
        #expect(plain.profile["ecs"]?["cpu"] == 1024 && plain.profile["ecs"]?["memory"] == 2048)
        #expect(plain.profile["server"]?["port"] == 4000 && plain.profile["health"]?["path"] == "/up")
        #expect(
            plain.draft.diagnostics.contains {
                $0.message == "not carried over: task definition containerDefinitions.0.ulimits"
            }
        )
    }

    private static let compose = """
        services:
          db: {image: "postgres:17"}
          mcp: {build: ., ports: ["0.0.0.0:4000:4000", "9090:9090"], depends_on: [db], environment: {A: 1, B: "${B}"}, mem_limit: 1g, cpus: 0.5}
          web: {build: ./web}
        networks: {a: {}}

        """

    @Test(arguments: [("mcp", "mcp"), (nil, "mcp"), ("web", "web")] as [(String?, String)])
    func `of a Compose file takes the service that was asked for, or says which it took`(
        asked: String?,
        name: String
    ) throws {
        let result = try Import([SourceFile(name: "compose.yaml", text: Self.compose)], service: asked)
        try result.expectNothingLost()
        #expect(result.profile["name"]?.string == name)
        #expect(
            result.draft.diagnostics.contains { $0.message.contains("'\(name)' was taken") } == (asked == nil)
        )
        guard name == "mcp" else { return }
        #expect(
            result.profile["resources"]?["memory"]?["limit"] == "1Gi"
                && result.profile["metrics"]?["port"] == 9090
        )
        #expect(
            result.draft.diagnostics.contains {
                $0.message == "the metrics port 9090 is published on every address of the host"
            }
        )
    }

    @Test func `of a service that is not there names the ones that are`() throws {
        let folder = try TemporaryFolder()
        let run = try ToolRun(["init", "--from", "-", "--service", "mpc"], in: folder, input: Self.compose)
        #expect(run.status == 2)
        #expect(
            run.errors.contains("<stdin>:2:3: error: there is no service 'mpc'")
                && run.errors.contains("did you mean 'mcp'?")
        )
    }
}

/// The files that real documents give, which are no part of this repository.
@Suite(.enabled(if: Seeds.areHere)) struct SeedImportTests {
    @Test(arguments: [
        ["seed000/02-L419.Dockerfile"], ["seed000/03-L455.k8s.yaml"],
        ["seed000/02-L419.Dockerfile", "seed000/03-L455.k8s.yaml"],
        ["seed001/01-L146.k8s.yaml"], ["seed001/02-L323.Dockerfile"], ["seed001/03-L343.compose.yaml"],
        ["seed001/04-L364.k8s.yaml"],
        ["seed002/01-L80.Dockerfile"], ["seed002/02-L111.compose.yaml"], ["seed002/06-L260.ecs-taskdef.json"],
        ["seed002/03-L153.k8s.yaml", "seed002/04-L204.k8s.yaml", "seed002/05-L216.k8s.yaml"],
        ["seed004/01-L410.Dockerfile"], ["seed004/02-L426.k8s.yaml"],
        ["seed004/01-L410.Dockerfile", "seed004/02-L426.k8s.yaml"],
    ])
    func `nothing of real files is lost`(paths: [String]) throws {
        try Seeds.imported(paths).expectNothingLost()
    }

    @Test(arguments: [
        (
            ["seed000/02-L419.Dockerfile", "seed000/03-L455.k8s.yaml"], "mcp-factory",
            [
                "livenessProbe can never fail", "leaves out what the start command needs", "runs as root",
                "'latest'", "its only port is 9090",
            ]
        ),
        (
            ["seed001/02-L323.Dockerfile", "seed001/04-L364.k8s.yaml"], "mcp-typescript",
            ["every key of the Secret", "'latest'", "livenessProbe and readinessProbe ask the same"]
        ),
        (
            ["seed001/03-L343.compose.yaml"], "custom",
            ["needs curl", "no limits", "published on every address"]
        ),
        (
            [
                "seed002/03-L153.k8s.yaml", "seed002/04-L204.k8s.yaml", "seed002/05-L216.k8s.yaml",
                "seed002/06-L260.ecs-taskdef.json",
            ], "mcp-sandbox", ["2 replicas share", "not base64", "no execution role", "no full ARN"]
        ),
        (
            ["seed004/01-L410.Dockerfile", "seed004/02-L426.k8s.yaml"], "qsys",
            [
                "'npm ci --production' leaves out", "everything is copied before", "spec.selector is missing",
                "no pod uses it",
            ]
        ),
    ])
    func `what was insecure in them is said, and the system is known`(
        paths: [String],
        preset: String,
        parts: [String]
    ) throws {
        let result = try Seeds.imported(paths)
        #expect(result.draft.preset.name == preset)
        for part in parts {
            #expect(
                result.draft.diagnostics.contains {
                    $0.severity == .warning && $0.location != nil && $0.message.contains(part)
                },
                "nobody says \(part)"
            )
        }
    }
}

enum Seeds {
    static let folder = ProcessInfo.processInfo.environment["MCPCTL_SEEDS"] ?? "../shared/seeds/manifests"
    static var areHere: Bool { Files.isFolder(folder) }

    static func imported(_ paths: [String]) throws -> Import {
        try Import(
            paths.map { path in
                SourceFile(
                    name: path,
                    text: String(decoding: try Files.read("\(folder)/\(path)"), as: UTF8.self),
                    hidesSecrets: true
                )
            }
        )
    }
}
