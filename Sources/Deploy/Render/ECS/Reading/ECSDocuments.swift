package import Values

/// Inputs of Amazon ECS's API that belong together, rendered by us or written by hand.
///
/// A value may be an intrinsic function of CloudFormation instead of a text: nothing is known of it before a deploy.
package struct ECSDocuments: Sendable {
    /// Inputs of RegisterTaskDefinition.
    package var tasks: [TaskDefinition] = []
    /// Inputs of CreateService.
    package var services: [Value] = []
    /// Inputs of RegisterScalableTarget.
    package var scalableTargets: [Value] = []

    package init(_ documents: [Value]) {
        for document in documents {
            let document =
                document["taskDefinition"]?.object == nil ? document : document["taskDefinition"] ?? .null
            if document["containerDefinitions"] != nil {
                tasks.append(TaskDefinition(document))
            } else if document["serviceName"] != nil {
                services.append(document)
            } else if let target = document["registerScalableTarget"]
                ?? document["ScalableDimension"].map({ _ in document })
            {
                scalableTargets.append(target)
            }
        }
    }

    /// Whether a document is an input of that kind, by the members that only they have.
    static func isOne(_ document: Value) -> Bool {
        let documents = ECSDocuments([document])
        return !documents.tasks.isEmpty || !documents.services.isEmpty || !documents.scalableTargets.isEmpty
    }

    /// The task definition that a service runs, if it is among these.
    func task(of service: Value) -> TaskDefinition? {
        guard let name = service.text("taskDefinition") else { return nil }
        let family = name.split(separator: "/").last?.split(separator: ":").first.map(String.init)
        return tasks.first { $0.value.text("family") == family }
    }
}
