internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// Labels and annotations that an API server refuses.
    static let labels = ManifestCheck(id: "label") { set in
        set.objects.flatMap { object -> [Diagnostic] in
            var findings = metadata(object["metadata"], of: object.title)
            if let pod = PodTemplate(object) {
                if object.kindName != "Pod" {
                    findings += metadata(pod.metadata, of: "\(object.title): pod template")
                }
                findings += labels(pod.spec["nodeSelector"], of: object.title, in: "nodeSelector")
            }
            findings += labels(object.at("spec", "selector", "matchLabels"), of: object.title, in: "selector")
            if object.kindName == "Service" {
                findings += labels(object.at("spec", "selector"), of: object.title, in: "selector")
            }
            return findings
        }
    }

    /// An API server's limit on keys and values together.
    private static let annotationLimit = 256 << 10

    private static func metadata(_ metadata: Value?, of title: String) -> [Diagnostic] {
        var findings = labels(metadata?["labels"], of: title, in: "label")
        let annotations = metadata?["annotations"]
        for member in annotations?.object ?? Object() {
            if let problem = TextRule.labelKey.problem(with: member.key.lowercasedPrefix) {
                findings.append(
                    .error("\(title): the annotation key '\(member.key)' \(problem)", at: member.keyLocation)
                )
            }
        }
        let bytes = (annotations?.texts ?? [:]).reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        if bytes > annotationLimit {
            findings.append(
                .error(
                    "\(title): the annotations have \(bytes) bytes, more than \(annotationLimit)",
                    at: annotations?.location,
                    hint: "keep large texts in a ConfigMap"
                )
            )
        }
        return findings
    }

    private static func labels(_ labels: Value?, of title: String, in place: String) -> [Diagnostic] {
        (labels?.object ?? Object()).flatMap { member -> [Diagnostic] in
            var findings: [Diagnostic] = []
            if let problem = TextRule.labelKey.problem(with: member.key) {
                findings.append(
                    .error("\(title): the \(place) key '\(member.key)' \(problem)", at: member.keyLocation)
                )
            }
            if let text = member.value.string, !text.isEmpty,
                let problem = TextRule.labelValue.problem(with: text)
            {
                findings.append(
                    .error(
                        "\(title): the \(place) value of '\(member.key)' \(problem)",
                        at: member.value.location,
                        hint: "put free text into an annotation"
                    )
                )
            }
            return findings
        }
    }
}

extension String {
    /// Annotation keys may have capitals in their prefix, which label keys may not.
    fileprivate var lowercasedPrefix: String {
        guard let slash = lastIndex(of: "/") else { return self }
        return self[..<slash].lowercased() + self[slash...]
    }
}
