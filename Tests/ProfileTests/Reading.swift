import Diagnostics
import Profile
import Templates
import Values
import YAML

/// The least a profile says.
let least = """
    apiVersion: mcpctl.dev/v1
    name: weather
    version: 1.4.0
    image: ghcr.io/acme/weather:1.4.0

    """

/// What a text means as a profile.
func resolved(_ text: String, at environment: String? = nil) throws(InvalidInput) -> ResolvedProfile {
    let file = SourceFile(name: "p", text: text, hidesSecrets: true)
    return try ProfileResolver(templates: .embedded).resolve(
        try YAML.document(in: file),
        environment: environment
    )
}

/// Everything that is wrong with a text as a profile: `line:column: severity: message`.
func problems(_ text: String) -> [String] {
    diagnostics(text).map { problem in
        let place = problem.location.map { "\($0.line):\($0.column): " } ?? ""
        return "\(place)\(problem.severity): \(problem.message)"
    }
}

func diagnostics(_ text: String) -> [Diagnostic] {
    let file = SourceFile(name: "p", text: text, hidesSecrets: true)
    do throws(InvalidInput) {
        return ProfileResolver(templates: .embedded).problems(of: try YAML.document(in: file))
    } catch {
        return error.diagnostics
    }
}
