package import Diagnostics
internal import Values

/// A mistake in Kubernetes manifests that an API server accepts and that only shows when it hurts.
package struct ManifestCheck: Sendable {
    /// As in `dangling-reference`.
    package let id: String
    package let findings: @Sendable (ManifestSet) -> [Diagnostic]

    /// The check looks at the objects inside a `List` as if they stood alone, and its findings never show a line
    /// that holds a secret.
    package init(id: String, findings: @escaping @Sendable (ManifestSet) -> [Diagnostic]) {
        self.id = id
        self.findings = { set in
            let set = set.expanded
            let findings = findings(set)
            return findings.isEmpty ? [] : findings.map(HiddenTexts(in: set.objects).hide)
        }
    }

    /// What a check found.
    package struct Finding: Sendable, Hashable {
        /// The check's id.
        package let check: String
        package let diagnostic: Diagnostic
    }

    /// The checks, in the order their findings are told.
    package static let all: [ManifestCheck] = [
        // What can be read, and under which name.
        .unreadableObjects, .malformedParts, .duplicateObjects, .removedAPIs, .objectNames, .labels,
        .textValues, .namespaces,
        // What leads to something else.
        .danglingReferences, .unusedObjects, .workloadSelectors, .serviceRouting, .routeBackends,
        .statefulServices,
        // What is inside a pod.
        .containers, .images, .environmentVariables, .volumeMounts, .sharedVolumes, .scratchVolumes,
        .resources,
        .missingProbes, .probeHandlers, .probeTargets, .probeTiming,
        .podSecurity, .containerSecurity, .restartPolicies, .rollout,
        // What stands beside it.
        .autoscalers, .disruptionBudgets, .networkPolicies, .egressBlocks, .nameLookups, .sessionAffinity,
        .scrapeTargets,
        // What is kept in it.
        .configData, .literalSecrets, .secretsInConfigMaps, .secretData,
    ]
}

extension ManifestSet {
    /// Everything the checks find, check by check.
    package var findings: [ManifestCheck.Finding] {
        ManifestCheck.all.flatMap { check in
            check.findings(self).map { ManifestCheck.Finding(check: check.id, diagnostic: $0) }
        }
    }
}
