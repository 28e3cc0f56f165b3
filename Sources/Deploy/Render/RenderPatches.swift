internal import Diagnostics
internal import Profile
internal import Values

/// The profile's own changes to rendered objects.
struct RenderPatches {
    private let rules: [PatchRule]
    private let tree: Value

    init(_ rules: [PatchRule], tree: Value) {
        self.rules = rules
        self.tree = tree
    }

    /// Applies every patch in order; one that meets no object is an error, because it would be ignored.
    func applied(to files: [(file: String, objects: [Value])]) throws(InvalidInput) -> [(
        file: String, objects: [Value]
    )] {
        var files = files
        for (index, rule) in rules.enumerated() {
            let location = tree["patches"]?.array?[index].location
            var met = false
            for file in files.indices {
                for position in files[file].objects.indices {
                    let object = files[file].objects[position]
                    guard matches(rule.target, object) else { continue }
                    met = true
                    files[file].objects[position] = try changed(object, by: rule)
                }
            }
            guard !met else { continue }
            let known = files.flatMap(\.objects).map(\.reference.description)
            throw InvalidInput(
                .error(
                    "this patch meets no object: there is no \(rule.target.kind)\(rule.target.name.map { "/\($0)" } ?? "")",
                    at: location,
                    hint: "rendered are \(known.joined(separator: ", "))"
                )
            )
        }
        return files
    }

    private func matches(_ target: PatchTarget, _ object: Value) -> Bool {
        object.reference.kind == target.kind && (target.name == nil || object.reference.name == target.name)
    }

    private func changed(_ object: Value, by rule: PatchRule) throws(InvalidInput) -> Value {
        if let merge = rule.merge { return object.merged(with: merge.value) }
        guard let operations = rule.json else { return object }
        return try JSONPatch(operations.value).applied(to: object)
    }
}
