internal import Diagnostics

extension DockerfileCheck {
    /// `EXPOSE` of something that is no port.
    static let exposedPorts = DockerfileCheck("exposed-ports") { checked in
        checked.stages.flatMap { stage in
            stage.all(\.expose).flatMap { texts, place in
                texts.filter { !$0.contains("$") && !isPort($0) }.map { text in
                    .error("EXPOSE \(text) is no port", at: place, hint: "a number from 1 to 65535, as 3000")
                }
            }
        }
    }

    /// `3000`, `3000/udp`, `3000-3010`.
    private static func isPort(_ text: String) -> Bool {
        let parts = text.split(separator: "/", maxSplits: 1)
        guard
            let numbers = parts.first?.split(separator: "-", omittingEmptySubsequences: false).map({ Int($0) }
            )
        else { return false }
        let isKnown = parts.count == 1 || ["tcp", "udp", "sctp"].contains(parts[1].lowercased())
        return isKnown && numbers.count <= 2 && numbers.allSatisfy { $0.map((1...65535).contains) == true }
    }
}
