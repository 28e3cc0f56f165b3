extension Scenario {
    /// Nothing happens, as on most days.
    static let calm = Scenario(
        name: "calm",
        summary: "nothing happens",
        length: 60,
        scenes: [Scene(0, "every backend answers as it should")]
    )
}
