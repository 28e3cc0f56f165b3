internal import Arguments
internal import DemoServer

/// A story, by its name.
struct ScenarioArgument: ArgumentValue {
    var scenario: Scenario

    init?(argument: String) {
        guard let scenario = Scenario.named(argument) else { return nil }
        self.scenario = scenario
    }

    init(_ scenario: Scenario) { self.scenario = scenario }

    static let choices = Scenario.all.map { Choice($0.name, $0.summary) }

    var argumentText: String? { scenario.name }
}
