internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Scratch volumes that may grow until the node has no disk left, or no memory.
    static let scratchVolumes = ManifestCheck(id: "scratch-volume") { set in
        set.pods.flatMap { pod in
            pod.volumes.compactMap { volume -> Diagnostic? in
                guard let scratch = volume["emptyDir"], scratch["sizeLimit"] == nil else { return nil }
                let name = volume.text("name") ?? ""
                let place = scratch["medium"]?.string == "Memory" ? "memory" : "disk"
                return .warning(
                    "\(pod.title): volume '\(name)' may take all of its node's \(place)",
                    at: scratch.location ?? volume.location,
                    hint: "write emptyDir: {sizeLimit: 64Mi}, or as much as it needs"
                )
            }
        }
    }
}
