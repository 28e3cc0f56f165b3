internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Parts that no other check could read: what cannot be looked at must not pass.
    static let structure = ComposeCheck(id: "structure") { document in
        guard document.value.object != nil else {
            return [
                .error(
                    "a Compose file must be a mapping, not \(document.value.kind)",
                    at: document.value.location
                )
            ]
        }
        guard let services = document.value["services"], services.object?.isEmpty == false else {
            return [.error("the file has no services", at: document.value["services"]?.location)]
        }
        return document.services.filter { $0.value.object == nil }.map { service in
            .error("\(service.title) must be a mapping, not \(service.value.kind)", at: service.location)
        }
    }
}
