package import Diagnostics

/// A mistake in Kubernetes manifests that an API server accepts and that only shows when it hurts.
package struct ManifestCheck: Sendable {
    /// What the check goes by, such as `dangling-reference`.
    package let id: String
    package let findings: @Sendable (ManifestSet) -> [Diagnostic]

    /// The checks, in the order their findings are told.
    package static let all: [ManifestCheck] = []
}
