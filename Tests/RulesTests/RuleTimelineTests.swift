import Diagnostics
import Rules
import TestSupport
import Testing

/// Evaluating for all times at once gives what evaluating step by step gives.
struct RuleTimelineTests {
    @Test(arguments: 0..<40)
    func `all times at once and step by step agree`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<10 {
            let rules = RandomRules.rules(&generator)
            let test = RandomRules.test(&generator)
            let fast = RuleTestingTests.run(test, rules: rules)
            let slow = RuleTestingTests.run(test, rules: rules, stepByStep: true)
            // The tests expect nothing, so the report lists all there is.
            #expect(fast.text == slow.text, "\(rules)\n\(test)")
            #expect(fast.coverage.text == slow.coverage.text, "\(rules)")
        }
    }
}
