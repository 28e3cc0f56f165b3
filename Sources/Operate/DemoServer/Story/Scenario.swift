/// A story: what happens when.
package struct Scenario: Sendable {
    /// What `--scenario` calls it.
    package let name: String
    package let summary: String
    /// After so many seconds it begins again.
    package let length: Double
    let scenes: [Scene]

    /// The ones there are; the first is played when nobody chooses.
    package static let all: [Scenario] = [breakerStorm, slowBackend, leak, certificateExpiry, flap, calm]

    package static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }

    /// Whether some server shows a certificate, which takes an authority to trust.
    package var usesCertificates: Bool {
        scenes.contains { $0.acts.contains { if case .certificate = $0 { true } else { false } } }
    }
}
