import Diagnostics
import Foundation
import Testing
import TestSupport
import Values
import YAML

@testable import Render

struct DashboardTests {
    @Test(arguments: Watched.systems, ["dashboards/mcp-fleet.json", "dashboards/weather.json"])
    func `a board is one that Grafana takes`(system: String, path: String) throws {
        let watched = try Watched(system: system)
        let board = try Value.json(watched.text(path))
        #expect((board["schemaVersion"]?.int ?? 0) >= 39)
        #expect(board["description"]?.string?.hasSuffix(RenderedFile.mark(for: "weather") + ".") == true)
        let uid = board["uid"]?.string ?? ""
        #expect(!uid.isEmpty && uid.utf8.count <= 40)
        #expect(board["id"] == nil, "an id would be another Grafana's")

        let panels = board["panels"]?.array ?? []
        #expect(Set(panels.compactMap { $0["id"]?.int }).count == panels.count)
        var taken: Set<[Int]> = []
        for panel in panels {
            let title = panel["title"]?.string ?? ""
            let place = ["x", "y", "w", "h"].compactMap { panel["gridPos"]?[$0]?.int }
            #expect(place.count == 4 && place[0] + place[2] <= 24, "\(title)")
            for x in place[0]..<place[0] + place[2] {
                for y in place[1]..<place[1] + place[3] {
                    #expect(taken.insert([x, y]).inserted, "\(title) lies over another panel")
                }
            }
            guard panel["type"]?.string != "row" else { continue }
            #expect(["timeseries", "stat", "table", "heatmap"].contains(panel["type"]?.string))
            #expect(panel["description"]?.string?.isEmpty == false, "\(title) is not explained")
            #expect(panel["fieldConfig"]?["defaults"]?["unit"]?.string != nil, "\(title) has no unit")
            #expect(panel["targets"]?.array?.isEmpty == false, "\(title) asks nothing")
        }
    }

    @Test(.enabled(if: Judge.isInstalled("promtool")), arguments: Watched.systems)
    func `every question of a board can be asked`(system: String) throws {
        let watched = try Watched(system: system)
        let expressions = try ["dashboards/mcp-fleet.json", "dashboards/weather.json"].flatMap {
            Self.expressions(try Value.json(watched.text($0)))
        }
        #expect(expressions.count > 15)
        let rules = expressions.enumerated().map { index, expression -> Value in
            ["record": .string("board:question:\(index)"), "expr": .string(expression)]
        }
        let folder = try TemporaryFolder()
        try folder.write(
            YAML.text(of: [["groups": [["name": "board", "rules": .array(rules)]]]]),
            to: "rules.yaml"
        )
        let verdict = try Judge.run("promtool", "check", "rules", folder.path + "/rules.yaml")
        #expect(verdict.isContent, "\(verdict.said)")
    }

    /// A metric name ends where its selector begins: every selector of ours has one.
    @Test(arguments: Watched.systems)
    func `boards and rules ask only for what the server exports or a rule records`(system: String) throws {
        let watched = try Watched(system: system)
        let pack = try watched.pack()
        let known = watched.model.telemetry.names.union(pack.recorded.keys)
        let boards = try ["dashboards/mcp-fleet.json", "dashboards/weather.json"].flatMap {
            Self.expressions(try Value.json(watched.text($0)))
        }
        let rules = pack.groups.flatMap(\.rules).map { $0.query.text(in: watched.model.scope) }
        for expression in boards + rules {
            let names = expression.ranges(of: "{").map { brace in
                String(
                    expression[..<brace.lowerBound].reversed()
                        .prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }.reversed()
                )
            }
            #expect(!names.isEmpty && names.allSatisfy(known.contains), "\(expression)")
        }
    }

    private static func expressions(_ board: Value) -> [String] {
        (board["panels"]?.array ?? []).flatMap { $0["targets"]?.array ?? [] }.compactMap {
            $0["expr"]?.string
        }
    }
}

extension Value {
    fileprivate static func json(_ text: String) throws -> Value {
        try YAML.document(in: SourceFile(name: "board.json", text: text))
    }
}
