internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// A number or a boolean where the API takes texts only: YAML without quotes.
    static let textValues = ManifestCheck(id: "text-value") { set in
        set.objects.flatMap { object -> [Diagnostic] in
            var places: [(name: String, mapping: Value?)] = [
                ("label", object.at("metadata", "labels")),
                ("annotation", object.at("metadata", "annotations")),
                ("selector label", object.at("spec", "selector", "matchLabels")),
            ]
            switch object.kindName {
            case "ConfigMap": places.append(("data", object["data"]))
            case "Secret": places += [("data", object["data"]), ("stringData", object["stringData"])]
            case "Service": places.append(("selector label", object.at("spec", "selector")))
            default: break
            }
            var findings: [Diagnostic] = []
            if let pod = PodTemplate(object) {
                if object.kindName != "Pod" {
                    places += [
                        ("pod label", pod.metadata?["labels"]),
                        ("pod annotation", pod.metadata?["annotations"]),
                    ]
                }
                places.append(("nodeSelector label", pod.spec["nodeSelector"]))
                findings = pod.containers.flatMap(texts)
            }
            return places.flatMap { members(of: $0.mapping, named: $0.name, in: object) } + findings
        }
    }

    private static func members(of mapping: Value?, named place: String, in object: Value) -> [Diagnostic] {
        guard let mapping, !mapping.isNull else { return [] }
        guard let members = mapping.object else {
            return [
                .error(
                    "\(object.title): \(place) must be a mapping, not \(mapping.kind)",
                    at: mapping.location
                )
            ]
        }
        return members.compactMap { member in
            finding(
                member.value,
                named: "\(place) '\(member.key)'",
                in: object.title,
                hides: object.kindName == "Secret"
            )
        }
    }

    private static func texts(of container: Container) -> [Diagnostic] {
        let variables = container.environment.compactMap { variable in
            variable["value"].flatMap {
                finding($0, named: "env '\(variable.text("name") ?? "")'", in: container.title, hides: true)
            }
        }
        let arguments = ["command", "args"].flatMap { key -> [Diagnostic] in
            guard let value = container.value[key], !value.isNull else { return [] }
            guard let words = value.array else {
                return [
                    .error(
                        "\(container.title): \(key) must be a list, not \(value.kind)",
                        at: value.location,
                        hint: "write one list element for each word"
                    )
                ]
            }
            return words.compactMap {
                finding($0, named: "a word of \(key)", in: container.title, hides: true)
            }
        }
        return variables + arguments
    }

    /// The names are only put together when there is something to tell, which is hardly ever.
    private static func finding(
        _ value: Value,
        named name: @autoclosure () -> String,
        in title: @autoclosure () -> String,
        hides: Bool
    ) -> Diagnostic? {
        guard value.string == nil, !value.isNull else { return nil }
        let isScalar = value.array == nil && value.object == nil
        let diagnostic = Diagnostic.error(
            "\(title()): \(name()) must be a text, not \(value.kind)",
            at: value.location,
            hint: isScalar ? "put it in quotes" : "write it as a block of text with |"
        )
        return hides ? diagnostic.withoutExcerpt() : diagnostic
    }
}
