extension Scenario {
    /// Nothing fails at first, everything takes longer: what health alone does not tell.
    static let slowBackend = Scenario(
        name: "slow-backend",
        summary: "a backend slows down until calls time out, while health says ok",
        length: 70,
        scenes: [
            Scene(0, "every backend answers as it should"),
            Scene(
                3,
                "the log store of observability takes 1.5 s longer; its health goes on to say ok",
                .slow("observability", backend: "loki", by: 1500)
            ),
            Scene(
                4,
                "the forecast backend of weather slows to 3 s",
                .slow("weather", backend: "forecast-api", by: 3000)
            ),
            Scene(
                9,
                "it takes 9 s now: calls time out, and the breaker opens",
                .slow("weather", backend: "forecast-api", by: 9000)
            ),
            Scene(
                30,
                "both are fast again",
                .heal("weather", backend: "forecast-api"),
                .heal("observability", backend: "loki")
            ),
        ]
    )
}
