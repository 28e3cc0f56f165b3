extension Scenario {
    /// A process that dies and comes back, again and again.
    static let flap = Scenario(
        name: "flap",
        summary: "a server dies and comes back, again and again",
        length: 40,
        scenes: [
            Scene(0, "every server is up"),
            Scene(4, "tickets dies", .die("tickets")),
            Scene(9, "tickets is back, and counts from zero", .start("tickets")),
            Scene(14, "tickets dies again", .die("tickets")),
            Scene(20, "tickets is back", .start("tickets")),
            Scene(26, "and it dies once more", .die("tickets")),
            Scene(32, "tickets is back", .start("tickets")),
        ]
    )
}
