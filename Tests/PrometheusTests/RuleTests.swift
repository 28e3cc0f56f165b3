import Diagnostics
import FileSystem
import Foundation
import Rules
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

        let groups = try watched.document("rules/weather.yaml")["groups"]?.array ?? []
        let folder = try TemporaryFolder()
        for (index, group) in pack.groups.enumerated() {
            // A group by itself, and what it reads that others record: all of them for every case would take long.
            let calls = "weather.calls"
            let needed = groups.filter { [group.name, calls].contains($0["name"]?.string) }
            try folder.write(YAML.text(of: [["groups": .array(needed)]]), to: "rules-\(index).yaml")
            let own = cases.filter { one in group.rules.contains { $0.name == one.alert } }
            for step in Set(own.map(\.step)).sorted() {
                let file: Value = [
                    "rule_files": [.string("rules-\(index).yaml")], "evaluation_interval": .string(step),
                    // Otherwise promtool takes them in any order, and what one records another misses.
                    "group_eval_order": .array(needed.compactMap { $0["name"] }),
                    "tests": .array(own.filter { $0.step == step }.flatMap { $0.tests(watched.model) }),
                ]
                let name = "tests-\(index)-\(step).yaml"
                try folder.write(YAML.text(of: [file]), to: name)
                let verdict = try Judge.run("promtool", "test", "rules", "\(folder.path)/\(name)")
                #expect(verdict.isContent, "\(verdict.said)")
            }
        }
    }

    /// Every case with all groups, as an installation has them; promtool would take minutes.
    @Test(arguments: Watched.systems)
    func `our own evaluation of the whole file agrees`(system: String) throws {
        let watched = try Watched(system: system)
        let alerts = Set(try watched.pack().groups.flatMap(\.rules).filter { $0.kind == .alert }.map(\.name))
        let cases = try RuleCase.all().filter { alerts.contains($0.alert) }
        let rules = SourceFile(name: "rules.yaml", text: watched.text("rules/weather.yaml"))
        let files = Set(cases.map(\.step)).sorted().map { step in
            let file: Value = [
                "rule_files": ["rules.yaml"], "evaluation_interval": .string(step),
                "tests": .array(cases.filter { $0.step == step }.flatMap { $0.tests(watched.model) }),
            ]
            return SourceFile(name: "tests-\(step).yaml", text: YAML.text(of: [file]))
        }
        let report = RuleTestRunner.run(files) { _, _ in [rules] }
        #expect(report.passed, "\(report.text)")
        #expect(report.files.flatMap(\.cases).count >= cases.count * 2)
    }
}
