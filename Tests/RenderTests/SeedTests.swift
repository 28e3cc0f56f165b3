import Diagnostics
import FileSystem
import Foundation
import Render
import Testing
import Values
import YAML

/// Manifests out of real documents, which are no part of this repository.
@Suite(.enabled(if: Seeds.areHere)) struct SeedTests {
    /// What is missing in the pods of all of them.
    private static let bare = [
        "missing-probe", "container-security", "network-policy", "pod-security", "resources",
    ]

    @Test(arguments: [
        (["seed000/03-L455.k8s.yaml"], ["dangling-reference", "image", "probe-handler", "scrape-target"]),
        (
            ["seed001/01-L146.k8s.yaml"],
            ["unreadable-object", "image", "probe-target", "restart-policy"]
        ),
        (["seed001/04-L364.k8s.yaml"], ["dangling-reference", "image", "probe-target"]),
        (
            ["seed002/03-L153.k8s.yaml", "seed002/04-L204.k8s.yaml", "seed002/05-L216.k8s.yaml"],
            ["dangling-reference", "image", "secret-data", "shared-volume"]
        ),
        (["seed004/02-L426.k8s.yaml"], ["image", "probe-target", "unused-object", "workload-selector"]),
    ])
    func `the mistakes of real manifests are found`(paths: [String], checks: [String]) throws {
        let found = Set(try Seeds.set(paths).findings.map(\.check))
        #expect(found.sorted() == (checks + Self.bare).sorted())
    }

    @Test(arguments: [
        (
            "seed000/03-L455.k8s.yaml",
            "Deployment/mcp-server: container 'mcp-server': livenessProbe can never fail, whatever the server does"
        ),
        (
            "seed000/03-L455.k8s.yaml",
            "Deployment/mcp-server: its only port is 9090, the one for metrics, so no client can be told where to connect"
        ),
        ("seed001/01-L146.k8s.yaml", "Pod/(unnamed): metadata.name is missing"),
        (
            "seed002/03-L153.k8s.yaml",
            "Deployment/mcp-app: 2 replicas share PersistentVolumeClaim/mcp-data-pvc, and nothing here says that several nodes can mount it"
        ),
        ("seed002/04-L204.k8s.yaml", "Secret/anthropic-secret: the value of 'api-key' is not base64"),
        ("seed004/02-L426.k8s.yaml", "Deployment/mcp-qsys-server: spec.selector is missing"),
        ("seed004/02-L426.k8s.yaml", "ConfigMap/mcp-config: no pod uses it"),
    ])
    func `their worst mistakes are named`(path: String, message: String) throws {
        let messages = try Seeds.set([path]).findings.map(\.diagnostic.message)
        #expect(messages.contains(message))
    }

    @Test(arguments: [
        (
            "seed000/02-L419.Dockerfile",
            ["1 runs-as-root", "17 downloads-at-start", "1 missing-health-check", "6 unlocked-install"]
        ),
        (
            "seed001/02-L323.Dockerfile",
            ["15 runs-as-root", "9 missing-health-check", "12 development-packages"]
        ),
        (
            "seed002/01-L80.Dockerfile",
            ["24 runs-as-root", "1 missing-health-check", "6 unlocked-install", "6 package-cache"]
        ),
        (
            "seed004/01-L410.Dockerfile",
            ["1 runs-as-root", "5 production-before-build", "3 sources-before-install"]
        ),
    ])
    func `the mistakes of real Dockerfiles are found where they are`(path: String, told: [String]) throws {
        var files = DeploymentFiles()
        files.add(dockerfile: try Seeds.file(path))
        let found = files.findings.map { finding in
            "\(finding.diagnostic.location?.line ?? 0) \(finding.check.replacing("dockerfile/", with: ""))"
        }
        #expect(found == told)
    }

    @Test func `every finding points into its file`() throws {
        let findings = try Seeds.set(["seed002/03-L153.k8s.yaml"]).findings
        #expect(findings.count > 10)
        #expect(findings.allSatisfy { $0.diagnostic.location != nil })
    }
}

enum Seeds {
    static let folder = ProcessInfo.processInfo.environment["MCPCTL_SEEDS"] ?? "../shared/seeds/manifests"
    static var areHere: Bool { Files.isFolder(folder) }

    static func set(_ paths: [String]) throws -> ManifestSet {
        ManifestSet(
            objects: try paths.flatMap { path in
                try YAML.documents(in: file(path))
            }
        )
    }

    static func file(_ path: String) throws -> SourceFile {
        let bytes = try Files.read("\(folder)/\(path)")
        return SourceFile(name: path, text: String(decoding: bytes, as: UTF8.self))
    }
}
