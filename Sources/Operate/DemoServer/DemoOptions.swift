/// How large a demo is, and what happens in it.
package struct DemoOptions: Sendable {
    package var servers = 8
    /// An address of this machine.
    package var address = "127.0.0.1"
    /// The first of two ports for each server; nothing is any that are free.
    package var port: Int?
    package var scenario: Scenario
    /// The same seed has the same traffic.
    package var seed: UInt64 = 1

    package init(scenario: Scenario) { self.scenario = scenario }
}
