internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A task definition of more than 64 KiB, which ECS refuses.
    ///
    /// Amazon ECS Developer Guide, "Amazon ECS service quotas", Task definition size.
    static let documentSize = ofTasks("size") { task in
        let size = task.value.json(.compact).utf8.count
        guard size > 65536 else { return [] }
        return [
            .error(
                "\(task.title) has \(size) bytes, more than the 65536 that ECS takes",
                at: task.location,
                hint: "put large files into the image: configFiles are carried by the task definition"
            )
        ]
    }
}
