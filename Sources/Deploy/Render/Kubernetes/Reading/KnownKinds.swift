/// The kinds the checks look into.
enum KnownKinds {
    /// Those that mean nothing without a `spec`.
    static let withSpecification: Set<String> = [
        "GRPCRoute", "HTTPRoute", "HorizontalPodAutoscaler", "Ingress", "NetworkPolicy",
        "PersistentVolumeClaim",
        "PodDisruptionBudget", "PodMonitor", "Service", "ServiceMonitor", "TCPRoute", "TLSRoute",
    ]
    static let all = withSpecification.union(PodTemplate.paths.keys)
}
