import Diagnostics
import Render
import Testing
import Values
import YAML

/// A change to the good set: what stands at a path of one object.
struct Change: Sendable {
    /// `Deployment/qsys`, `spec.replicas`; a dot inside a key is written `~`, and `+` adds to a list.
    let object: String
    let path: String
    /// YAML; nothing removes what is there.
    let yaml: String?

    static func set(_ object: String, _ path: String, _ yaml: String) -> Self {
        Change(object: object, path: path, yaml: yaml)
    }

    static func remove(_ object: String, _ path: String) -> Self {
        Change(object: object, path: path, yaml: nil)
    }

    /// The container of the Deployment.
    static func container(_ path: String, _ yaml: String?) -> Self {
        Change(object: "Deployment/qsys", path: "spec.template.spec.containers.0.\(path)", yaml: yaml)
    }

    /// The pods of the Deployment.
    static func pod(_ path: String, _ yaml: String?) -> Self {
        Change(object: "Deployment/qsys", path: "spec.template.spec.\(path)", yaml: yaml)
    }

    /// Another object.
    static func add(_ yaml: String) -> Self { Change(object: "", path: "", yaml: yaml) }

    func apply(to set: inout ManifestSet) throws {
        let new = try yaml.map { try YAML.document(in: SourceFile(name: "change.yaml", text: $0)) }
        guard !object.isEmpty else {
            set.objects.append(try #require(new))
            return
        }
        let index = try #require(
            set.objects.firstIndex { $0.reference.description == object },
            "no \(object)"
        )
        let keys = path.split(separator: ".").map { String($0).replacing("~", with: ".") }
        set.objects[index] = set.objects[index].replacing(keys[...], with: new)
    }
}

extension Value {
    /// The same tree with another value at a place.
    func replacing(_ path: ArraySlice<String>, with new: Value?) -> Value {
        guard let key = path.first else { return new ?? .null }
        let rest = path.dropFirst()
        if var values = array {
            if key == "+" { return Value(.array(values + [new ?? .null]), at: location) }
            guard let index = Int(key), values.indices.contains(index) else { return self }
            if rest.isEmpty, new == nil {
                values.remove(at: index)
            } else {
                values[index] = values[index].replacing(rest, with: new)
            }
            return Value(.array(values), at: location)
        }
        var members = object ?? Object()
        members[key] = rest.isEmpty ? new : (members[key] ?? .object(Object())).replacing(rest, with: new)
        return Value(.object(members), at: location)
    }
}

/// One mistake and what is said about it.
struct Mistake: Sendable, CustomTestStringConvertible {
    let changes: [Change]
    /// `error: Deployment/qsys: …`, in order; of the check under test.
    let findings: [String]

    init(_ changes: Change..., finds findings: String...) {
        self.changes = changes
        self.findings = findings
    }

    var testDescription: String {
        findings.first ?? changes.map { "\($0.object) \($0.path)" }.joined(separator: ", ")
    }

    /// Holds one check against the changed set.
    func expect(of check: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
        var set = try GoodSet.manifests
        for change in changes { try change.apply(to: &set) }
        let check = try #require(ManifestCheck.all.first { $0.id == check })
        let found = check.findings(set).map { "\($0.severity.rawValue): \($0.message)" }
        #expect(found == findings, sourceLocation: sourceLocation)
    }
}
