extension Broken {
    /// Mistakes in a service and in how it scales.
    static let services: [Broken] = [
        Broken(
            "a tag twice",
            in: .service,
            #""key": "version""#,
            #""key": "owner""#,
            finds: "ecs/tags: service 'weather': the tag 'owner' is there twice"
        ),
        Broken(
            "load balancer to no container",
            in: .service,
            #""containerName": "weather""#,
            #""containerName": "wether""#,
            finds:
                "ecs/service: service 'weather' sends requests to 'wether', which is no container of the task"
        ),
        Broken(
            "load balancer to no port",
            in: .service,
            #""containerPort": 3000"#,
            #""containerPort": 3001"#,
            finds: "ecs/service: service 'weather' sends requests to port 3001, which 'weather' does not list"
        ),
        Broken(
            "Service Connect to no port",
            in: .service,
            #""portName": "mcp""#,
            #""portName": "http""#,
            finds: "ecs/service: service 'weather' offers the port 'http', which no container names"
        ),
        Broken(
            "service of another family",
            in: .service,
            #""taskDefinition": "weather""#,
            #""taskDefinition": "wether""#,
            finds: "ecs/service: service 'weather' runs 'wether', which is none of these task definitions"
        ),
        Broken(
            "two ways to launch",
            in: .service,
            #""launchType": "FARGATE""#,
            #""launchType": "FARGATE", "capacityProviderStrategy": [{"capacityProvider": "FARGATE"}]"#,
            finds: "ecs/service: service 'weather' has both launchType and capacityProviderStrategy"
        ),
        Broken(
            "public addresses",
            in: .service,
            #""assignPublicIp": "DISABLED""#,
            #""assignPublicIp": "ENABLED""#,
            finds: "ecs/public-address: service 'weather' gives its tasks public addresses"
        ),
        Broken(
            "no circuit breaker",
            in: .service,
            #""enable": true"#,
            #""enable": false"#,
            finds:
                "ecs/rollout: service 'weather' starts a broken version again and again: no circuit breaker rolls it back"
        ),
        Broken(
            "rollout that cannot begin",
            in: .service,
            #""maximumPercent": 200"#,
            #""maximumPercent": 100"#,
            finds: "ecs/rollout: service 'weather' can neither stop an old task nor start a new one first"
        ),
        Broken(
            "no time to start",
            in: .service,
            "  \"healthCheckGracePeriodSeconds\": 60,\n",
            "",
            finds: "ecs/rollout: service 'weather' lets the load balancer end tasks that are still starting"
        ),
        Broken(
            "more at least than at most",
            in: .scaling,
            #""MinCapacity": 3"#,
            #""MinCapacity": 30"#,
            finds: "ecs/scaling: the service cannot have 30 tasks at least and 9 at most"
        ),
        Broken(
            "scaling of another service",
            in: .scaling,
            "service/mcp/weather",
            "service/mcp/wether",
            finds: "ecs/scaling: 'wether' is scaled, and is none of these services"
        ),
    ]
}
