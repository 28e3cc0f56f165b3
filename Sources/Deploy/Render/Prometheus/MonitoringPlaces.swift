/// Where the parts of the monitoring find each other: what a platform knows and a profile does not.
package struct MonitoringPlaces: Sendable {
    /// `host:port` of every replica, by the server's name; for a server that is not named, the chosen environment's
    /// metrics URLs count, and else its Service in Kubernetes.
    package var servers: [String: [String]]
    /// A name that leads to all replicas of a server and not to any one of them, by the server's name.
    package var lookups: [String: Lookup] = [:]
    /// `host:port` of Alertmanager.
    package var alertmanager: String
    /// `host:port` of Prometheus.
    package var prometheus: String
    /// Where Prometheus finds the folder `rules`, and Grafana the folder `dashboards`.
    package var dashboards: String

    /// A host name with an address for every replica, and the port that each listens on.
    package struct Lookup: Sendable {
        let name: String
        let port: Int
    }

    package init(
        servers: [String: [String]] = [:],
        alertmanager: String = "alertmanager:9093",
        prometheus: String = "prometheus:9090",
        dashboards: String = "/var/lib/grafana/dashboards"
    ) {
        self.servers = servers
        self.alertmanager = alertmanager
        self.prometheus = prometheus
        self.dashboards = dashboards
    }
}
