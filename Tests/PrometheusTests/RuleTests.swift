import Diagnostics
import FileSystem
import Foundation
import Testing
import TestSupport
import Values
import YAML

@testable import Render

struct RuleTests {
    @Test(.enabled(if: Judge.isInstalled("promtool")), arguments: Watched.systems)
    func `every alert fires when it should, and only then`(system: String) throws {
        let watched = try Watched(system: system)
        let pack = try watched.pack()
        let alerts = Set(pack.groups.flatMap(\.rules).filter { $0.kind == .alert }.map(\.name))
        let cases = try RuleCase.all().filter { alerts.contains($0.alert) }
        #expect(Set(cases.map(\.alert)) == alerts, "an alert has no test")
        #expect(cases.allSatisfy { !$0.quiet.isEmpty })

        let folder = try TemporaryFolder()
        try folder.write(watched.text("rules/weather.yaml"), to: "rules.yaml")
        for step in Set(cases.map(\.step)).sorted() {
            let file: Value = [
                "rule_files": ["rules.yaml"], "evaluation_interval": .string(step),
                // Otherwise promtool takes them in any order, and what one records another misses.
                "group_eval_order": .array(pack.groups.map { .string($0.name) }),
                "tests": .array(cases.filter { $0.step == step }.flatMap { $0.tests(watched.model) }),
            ]
            try folder.write(YAML.text(of: [file]), to: "tests-\(step).yaml")
            let verdict = try Judge.run("promtool", "test", "rules", folder.path + "/tests-\(step).yaml")
            #expect(verdict.isContent, "\(verdict.said)")
        }
    }
}
