internal import DemoServer
internal import Discovery
internal import Fleet
internal import HTTP
internal import HTTPServing

/// How mcpctl looks at a demo: as at any other servers, over HTTP and with what it may know of them.
struct DemoPlan {
    let plan: FleetPlan

    init(_ demo: DemoFleet, interval: Duration) {
        var access = TargetAccess()
        access.headers["Authorization"] = "Bearer \(demo.keys.read)"
        access.proxy = .none
        access.tls.authorities = demo.authority.map { .data(Array($0.certificate.utf8)) }
        var plan = FleetPlan(
            targets: demo.servers.map { server in
                let places = server.places
                var target = FleetTarget(id: "demo \(places.name)", name: places.name)
                target.url = places.mcp
                target.health = places.health
                target.metrics = places.metrics
                target.admin = places.admin
                target.access = access
                target.server = places.name
                target.labels = [
                    (name: "job", value: "demo"), (name: "instance", value: places.authority),
                    (name: "service", value: places.name),
                ]
                return target
            }
        )
        for server in demo.servers {
            var expected = ServerExpectations()
            expected.tools = server.places.tools
            expected.healthTool = server.places.healthTool
            plan.expectations[server.name] = expected
        }
        plan.environment = "demo"
        plan.options.interval = interval
        // Nobody else asks these servers: what changes within seconds is to be seen within seconds.
        plan.options.lookInterval = interval
        plan.options.timeout = .seconds(2)
        plan.options.longestBackoff = .seconds(2)
        plan.options.window = .seconds(30)
        self.plan = plan
    }
}
