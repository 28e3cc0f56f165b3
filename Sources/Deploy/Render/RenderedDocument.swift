internal import Values

/// A part of a render that a patch can change, before it becomes text: a Kubernetes object, a Compose service.
struct RenderedDocument {
    /// The file it will be in.
    let file: String
    /// What patches know it by, as in `Deployment` or `service`.
    let kind: String
    let name: String
    var value: Value

    init(file: String, kind: String, name: String, value: Value) {
        self.file = file
        self.kind = kind
        self.name = name
        self.value = value
    }

    /// A Kubernetes object, which says its kind and name itself.
    init(file: String, object: Value) {
        self.init(file: file, kind: object.reference.kind, name: object.reference.name, value: object)
    }
}
