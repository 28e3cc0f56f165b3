internal import Diagnostics
internal import Profile
internal import Values

extension ComposeModel {
    /// Prometheus, Alertmanager and Grafana with the rules and boards of these servers.
    mutating func addMonitoring() throws(InvalidInput) {
        guard options.monitoring else { return }
        guard project.servers.contains(where: PrometheusTarget.watches) else {
            throw InvalidInput(
                .error(
                    "compose.monitoring has nothing to watch: no server has metrics",
                    at: first?.location("compose.monitoring"),
                    hint: "metrics: {enabled: true, port: …} where a server has an endpoint"
                )
            )
        }
        var places = MonitoringPlaces()
        places.dashboards = "/etc/grafana/dashboards"
        for server in project.servers where PrometheusTarget.watches(server) {
            let profile = server.resolved.profile
            let port = profile.metrics.port ?? profile.server.port
            // Docker's DNS answers with the addresses of all replicas.
            if services.contains(where: { $0.name == server.name && $0.replicas != nil }) {
                places.lookups[server.name] = .init(name: server.name, port: port)
            } else {
                places.servers[server.name] = ["\(server.name):\(port)"]
            }
        }
        let plan = try PrometheusTarget(templates: templates.templates, places: places).plan(project)
        plan.warnings.forEach { warn($0) }
        try addPrometheus(plan)
        try addAlertmanager(plan)
        try addGrafana(plan)
    }

    /// Puts files of the plan into the service, below a folder of the container; `prefix` is left out there.
    private mutating func mount(
        _ files: [RenderedFile],
        into service: inout ComposeService,
        at folder: String,
        without prefix: String = ""
    ) {
        var texts = Object()
        for file in files {
            let path = String(
                file.path.hasPrefix(prefix) ? file.path.dropFirst(prefix.count) : file.path[...]
            )
            let key = "\(service.name)-" + path.replacing("/", with: "-")
            addConfig(key, file: "monitoring/\(file.path)", text: file.text)
            service.configs.append((key, "\(folder)/\(path)"))
            texts[path] = .string(file.text)
        }
        if let checksum = ConfigChecksum(of: .object(texts)) {
            service.labels.append(("dev.mcpctl.config-checksum", checksum.text))
        }
    }

    private func watcher(_ name: String, _ image: Image?, _ usual: String, user: String) -> ComposeService {
        var service = ComposeService(
            name: name,
            component: "monitoring",
            image: image?.reference ?? usual,
            user: user
        )
        service.scratch = [("/tmp", 64 << 20, nil)]
        service.labels = labels
        service.networks = [(Self.inner, []), (Self.published, [])]
        return service
    }

    private mutating func addPrometheus(_ plan: RenderPlan) throws(InvalidInput) {
        var service = watcher(
            "prometheus",
            options.images.prometheus,
            "prom/prometheus:v3.5.0",
            user: "65534:65534"
        )
        mount(
            plan.files.filter { $0.path == "prometheus.yml" || $0.path.hasPrefix("rules/") },
            into: &service,
            at: "/etc/prometheus"
        )
        service.command = [
            "--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus",
            "--storage.tsdb.retention.time=15d", "--storage.tsdb.retention.size=4GB",
            "--web.listen-address=0.0.0.0:9090",
        ]
        addVolume("prometheus-data")
        service.volumes = [("prometheus-data", "/prometheus")]
        service.health = .init(words: ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:9090/-/healthy"])
        service.ports = [.init(name: "web", container: 9090, host: freePort(9090))]
        service.cpus = ("1", "0.1")
        service.memory = ("512m", "256m")
        for server in project.servers {
            if let path = server.resolved.profile.metrics.tokenFile { addSecretFile(path, to: &service) }
        }
        try add(service)
    }

    private mutating func addAlertmanager(_ plan: RenderPlan) throws(InvalidInput) {
        var service = watcher(
            "alertmanager",
            options.images.alertmanager,
            "prom/alertmanager:v0.28.1",
            user: "65534:65534"
        )
        mount(plan.files.filter { $0.path == "alertmanager.yml" }, into: &service, at: "/etc/alertmanager")
        service.command = [
            "--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager",
            "--cluster.listen-address=", "--web.listen-address=0.0.0.0:9093",
        ]
        addVolume("alertmanager-data")
        service.volumes = [("alertmanager-data", "/alertmanager")]
        service.health = .init(words: ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:9093/-/healthy"])
        service.ports = [.init(name: "web", container: 9093, host: freePort(9093))]
        // It tells people who are not on this machine.
        service.networks = [(Self.inner, []), (Self.outward, [])]
        for server in project.servers {
            for receiver in server.resolved.profile.observability.alerts.receivers {
                if let path = receiver.element.secretFile { addSecretFile(path, to: &service) }
            }
        }
        try add(service)
    }

    private mutating func addGrafana(_ plan: RenderPlan) throws(InvalidInput) {
        var service = watcher("grafana", options.images.grafana, "grafana/grafana:12.1.1", user: "472:472")
        mount(
            plan.files.filter { $0.path.hasPrefix("grafana/") || $0.path.hasPrefix("dashboards/") },
            into: &service,
            at: "/etc/grafana",
            without: "grafana/"
        )
        addVolume("grafana-data")
        service.volumes = [("grafana-data", "/var/lib/grafana")]
        let variables = [
            "GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES": "false", "GF_ANALYTICS_CHECK_FOR_UPDATES": "false",
            "GF_ANALYTICS_FEEDBACK_LINKS_ENABLED": "false", "GF_ANALYTICS_REPORTING_ENABLED": "false",
            "GF_AUTH_ANONYMOUS_ENABLED": "false", "GF_NEWS_NEWS_FEED_ENABLED": "false",
            "GF_PLUGINS_PREINSTALL_DISABLED": "true",
            "GF_SECURITY_ADMIN_PASSWORD__FILE": "/run/secrets/grafana_admin",
            "GF_SECURITY_DISABLE_GRAVATAR": "true", "GF_SNAPSHOTS_EXTERNAL_ENABLED": "false",
            "GF_USERS_ALLOW_SIGN_UP": "false",
        ]
        for (name, text) in variables { service.environment[name] = .string(text) }
        addSecret("grafana_admin", file: "./secrets/grafana_admin")
        service.secrets = [("grafana_admin", "/run/secrets/grafana_admin")]
        service.health = .init(
            words: ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3000/api/health"],
            startSeconds: 60
        )
        service.ports = [.init(name: "web", container: 3000, host: freePort(3000))]
        service.memory = ("512m", "128m")
        service.cpus = ("1", "0.1")
        service.dependsOn = [("prometheus", false)]
        try add(service)
    }

    /// A file that one of the configurations names, from `secrets/` beside compose.yaml.
    private mutating func addSecretFile(_ path: String, to service: inout ComposeService) {
        let name = path.split(separator: "/").last.map(String.init) ?? "secret"
        let key = KubernetesModel.keys(for: ["\(service.name)_\(name)"])[0]
        guard !service.secrets.contains(where: { $0.path == path }) else { return }
        addSecret(key, file: "./secrets/\(key)")
        service.secrets.append((key, ComposeText.literal(path)))
    }
}
