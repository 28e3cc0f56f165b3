internal import DemoServer
internal import TerminalUI

/// Where the servers of a demo are.
func demoPlaces(_ demo: DemoFleet) -> String {
    var table = TextTable([.init("SERVER"), .init("MCP"), .init("HEALTH"), .init("METRICS"), .init("ADMIN")])
    for server in demo.servers {
        let places = server.places
        let health = places.health ?? places.healthTool.map { "tool \($0)" } ?? "-"
        table.add([
            places.name, places.mcp + (places.needsToken ? " (token)" : ""), health, places.metrics,
            places.admin,
        ])
    }
    return table.text
}
