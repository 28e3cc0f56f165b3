import Diagnostics
import Values
import YAML

func yaml(_ text: String) throws(InvalidInput) -> Value {
    try YAML.document(in: SourceFile(name: "t.yaml", text: text))
}

/// The errors of reading the text, as `line:column message`.
func complaints(about text: String, limits: YAMLLimits = .standard) -> [String] {
    problems(of: text, limits: limits).map { problem in
        let place = problem.location.map { "\($0.line):\($0.column) " } ?? ""
        return place + problem.message
    }
}

func problems(of text: String, limits: YAMLLimits = .standard) -> [Diagnostic] {
    do throws(InvalidInput) {
        _ = try YAML.documents(in: SourceFile(name: "t.yaml", text: text), limits: limits)
        return []
    } catch {
        return error.diagnostics
    }
}
