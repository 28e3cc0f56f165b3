internal import Diagnostics
internal import Values

extension ECSCheck {
    /// Ephemeral storage of a size that Fargate does not have.
    ///
    /// Amazon ECS API Reference, EphemeralStorage: 21 to 200 GiB; 20 are there without it.
    static let ephemeralStorage = ofTasks("ephemeral-storage") { task in
        guard let value = task.value.at("ephemeralStorage", "sizeInGiB"), let size = value.int,
            !(21...200).contains(size)
        else { return [] }
        return [
            .error(
                "\(task.title): ephemeralStorage must be from 21 to 200 GiB, not \(size)",
                at: value.location ?? task.location,
                hint: size <= 20 ? "20 GiB are there without it" : "the most is 200"
            )
        ]
    }
}
