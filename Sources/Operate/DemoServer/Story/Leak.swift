extension Scenario {
    /// A client opens sessions and ends none: nothing is down, and memory grows.
    static let leak = Scenario(
        name: "leak",
        summary: "a client opens sessions and never ends them",
        length: 120,
        scenes: [
            Scene(0, "clients open sessions and end them"),
            Scene(
                3,
                "a nightly import of search opens eight sessions a second and ends none",
                .leak("search", perSecond: 8)
            ),
            Scene(8, "tickets gets the same visitor, at three a second", .leak("tickets", perSecond: 3)),
            Scene(
                45,
                "the import is over; what it opened stays open",
                .leak("search", perSecond: 0),
                .leak("tickets", perSecond: 0)
            ),
        ]
    )
}
