package import Diagnostics
internal import Values

/// A mistake in a Compose project that Compose accepts and that only shows when it hurts.
package struct ComposeCheck: Sendable {
    /// As in `published-ports`.
    package let id: String
    package let findings: @Sendable (ComposeDocument) -> [Diagnostic]

    init(id: String, findings: @escaping @Sendable (ComposeDocument) -> [Diagnostic]) {
        self.id = id
        self.findings = findings
    }

    /// A check that looks at one service at a time.
    static func ofEachService(
        _ id: String,
        _ findings: @escaping @Sendable (ComposeDocument.Service) -> [Diagnostic]
    ) -> ComposeCheck {
        ComposeCheck(id: id) { document in
            document.services.filter { $0.value.object != nil }.flatMap(findings)
        }
    }

    /// The checks, in the order their findings are told.
    package static let all: [ComposeCheck] = [
        // The file itself.
        .structure, .unknownKeys, .obsoleteVersion, .variables, .references, .unusedDefinitions,
        .dependencies, .dependencyConditions, .envFiles, .configFiles,
        // What a container may do.
        .images, .users, .privileges, .hardening, .hostNamespaces, .sensitiveMounts, .secretMounts,
        // What becomes of it while it runs.
        .resourceLimits, .amounts, .heap, .scratch, .healthchecks, .times, .restarts, .stopSignals, .logging,
        .replicas,
        // Who reaches it, and what it holds.
        .publishedPorts, .hostPorts, .portNumbers, .separateNetworks, .literalSecrets,
    ]

    /// The sections of definitions, and the keys by which services refer to them.
    static let definitions = ["networks", "volumes", "secrets", "configs"]
}

extension ComposeDocument {
    /// Everything the checks find, check by check.
    package var findings: [(check: String, diagnostic: Diagnostic)] {
        ComposeCheck.all.flatMap { check in check.findings(self).map { (check.id, $0) } }
    }
}
