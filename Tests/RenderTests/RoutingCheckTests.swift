import Testing

/// Checks of the ways requests take, and of what watches and guards the pods.
@Suite struct RoutingCheckTests {
    @Test(arguments: [
        Mistake(
            .set("Deployment/qsys", "spec.template.metadata.labels", "{app: qsys}"),
            finds: "error: Deployment/qsys: spec.selector does not match the labels of the pod template"
        ),
        Mistake(
            .remove("Deployment/qsys", "spec.selector"),
            finds: "error: Deployment/qsys: spec.selector is missing"
        ),
        Mistake(
            .set("Deployment/qsys", "spec.selector.matchLabels.app~kubernetes~io/version", "1.4.2"),
            finds:
                "error: Deployment/qsys: spec.selector has 'app.kubernetes.io/version', so the next version cannot be applied"
        ),
        Mistake(
            .set(
                "StatefulSet/store",
                "spec.selector",
                "{matchExpressions: [{key: app.kubernetes.io/name, operator: Exists}]}"
            ),
            finds: "error: StatefulSet/store: spec.selector also matches the pods of Deployment/qsys"
        ),
        Mistake(
            .set(
                "Deployment/qsys",
                "spec.selector",
                "{matchExpressions: [{key: app.kubernetes.io/name, operator: NotIn, values: [store]}]}"
            )
        ),
    ])
    func `a workload owns its pods`(_ mistake: Mistake) throws { try mistake.expect(of: "workload-selector") }

    @Test(arguments: [
        Mistake(
            .set("Service/qsys", "spec.ports.0.targetPort", "http"),
            finds:
                "error: Service/qsys: the port leads to 'http', which no container port is called in Deployment/qsys"
        ),
        Mistake(
            .set("Service/qsys", "spec.ports.0.targetPort", "3001"),
            finds: "error: Service/qsys: the port leads to 3001, which no container has in Deployment/qsys"
        ),
        Mistake(
            .set("Service/qsys", "spec.ports.0.targetPort", "'3000'"),
            finds:
                "error: Service/qsys: the port leads to '3000', which is text and so taken for a name in Deployment/qsys"
        ),
        Mistake(
            .remove("Service/qsys", "spec.ports.0.targetPort"),
            finds: "error: Service/qsys: the port leads to 80, which no container has in Deployment/qsys"
        ),
        Mistake(
            .set("StatefulSet/store", "spec.template.spec.containers.0.ports", "[]"),
            finds:
                "warning: Service/store: the port leads to 8000, but no container declares a port in StatefulSet/store"
        ),
        Mistake(
            .set("Service/qsys", "spec.selector", "{app: qsys}"),
            finds: "error: Service/qsys: its selector matches no pod"
        ),
        Mistake(
            .remove("Service/qsys", "spec.ports.0.name"),
            finds: "error: Service/qsys: one of several ports has no name"
        ),
        Mistake(
            .set("Service/qsys", "spec.ports.0.name", "model-context-protocol"),
            finds:
                "warning: Service/qsys: the port name 'model-context-protocol' is longer than 15 characters"
        ),
        Mistake(
            .set("Service/qsys", "spec.ports.0.name", "MCP"),
            finds:
                "error: Service/qsys: a port's name must be a DNS label (lowercase letters, digits and '-')"
        ),
        Mistake(
            .set("Service/qsys", "spec.ports.0.name", "metrics"),
            finds: "error: Service/qsys: two ports are called 'metrics'"
        ),
        Mistake(.set("Service/qsys", "spec.ports", "[]"), finds: "error: Service/qsys: has no ports"),
        Mistake(.set("Service/qsys", "spec", "{type: ExternalName, externalName: a.example.com}")),
    ])
    func `a service reaches its pods`(_ mistake: Mistake) throws { try mistake.expect(of: "service-routing") }

    @Test(arguments: [
        Mistake(
            .set("Ingress/qsys", "spec.rules.0.http.paths.0.backend.service.name", "qys"),
            finds: "error: Ingress/qsys: sends to Service/qys, which is not among the manifests"
        ),
        Mistake(
            .set("Ingress/qsys", "spec.rules.0.http.paths.0.backend.service.port", "{number: 3000}"),
            finds: "error: Ingress/qsys: Service/qsys has no port 3000"
        ),
        Mistake(
            .set("Ingress/qsys", "spec.rules.0.http.paths.0.backend.service.port", "{name: http}"),
            finds: "error: Ingress/qsys: Service/qsys has no port 'http'"
        ),
        Mistake(
            .set("Ingress/qsys", "spec.rules.0.http.paths.0.backend", "{serviceName: qsys, servicePort: 80}"),
            finds: "error: Ingress/qsys: a backend names no service"
        ),
        Mistake(
            .remove("Ingress/qsys", "spec.rules.0.http.paths.0.pathType"),
            finds: "error: Ingress/qsys: a path has no pathType"
        ),
        Mistake(
            .set("Ingress/qsys", "spec.rules.0.http.paths.0.pathType", "prefix"),
            finds: "error: Ingress/qsys: pathType must be Prefix, Exact or ImplementationSpecific"
        ),
        Mistake(
            .set("HTTPRoute/qsys", "spec.rules.0.backendRefs.0.port", "81"),
            finds: "error: HTTPRoute/qsys: Service/qsys has no port 81"
        ),
        Mistake(
            .set("HTTPRoute/qsys", "spec.rules.0.backendRefs.0.name", "web"),
            finds: "error: HTTPRoute/qsys: sends to Service/web, which is not among the manifests"
        ),
        Mistake(
            .set("HTTPRoute/qsys", "spec.rules.0.backendRefs.0", "{name: web, namespace: other, port: 80}")
        ),
    ])
    func `a route reaches a service`(_ mistake: Mistake) throws { try mistake.expect(of: "route-backend") }

    @Test(arguments: [
        Mistake(
            .remove("StatefulSet/store", "spec.serviceName"),
            finds: "error: StatefulSet/store: spec.serviceName is missing"
        ),
        Mistake(
            .set("StatefulSet/store", "spec.serviceName", "stoer"),
            finds:
                "error: StatefulSet/store: spec.serviceName is 'stoer', which is no Service among the manifests"
        ),
        Mistake(
            .set("StatefulSet/store", "spec.serviceName", "qsys"),
            finds: "error: StatefulSet/store: Service/qsys is not headless, so the pods get no names"
        ),
        Mistake(
            .set("Service/store", "spec.selector", "{app.kubernetes.io/name: qsys}"),
            finds: "error: StatefulSet/store: Service/store does not select its pods"
        ),
    ])
    func `a stateful set has its service`(_ mistake: Mistake) throws {
        try mistake.expect(of: "stateful-service")
    }

    @Test(arguments: [
        Mistake(
            .set("HorizontalPodAutoscaler/qsys", "spec.minReplicas", "10"),
            finds: "error: HorizontalPodAutoscaler/qsys: minReplicas of 10 is more than maxReplicas of 9"
        ),
        Mistake(
            .remove("HorizontalPodAutoscaler/qsys", "spec.maxReplicas"),
            finds: "error: HorizontalPodAutoscaler/qsys: spec.maxReplicas is missing"
        ),
        Mistake(
            .set("HorizontalPodAutoscaler/qsys", "spec.scaleTargetRef.name", "qsy"),
            finds:
                "error: HorizontalPodAutoscaler/qsys: scales Deployment/qsy, which is not among the manifests"
        ),
        Mistake(
            .remove("HorizontalPodAutoscaler/qsys", "spec.scaleTargetRef"),
            finds: "error: HorizontalPodAutoscaler/qsys: spec.scaleTargetRef does not say what to scale"
        ),
        Mistake(
            .set("Deployment/qsys", "spec.replicas", "3"),
            finds:
                "warning: Deployment/qsys: each deploy sets replicas back, against HorizontalPodAutoscaler/qsys"
        ),
        Mistake(
            .container("resources", "{requests: {memory: 1Gi}}"),
            finds:
                "error: Deployment/qsys: container 'qsys' requests no cpu, so HorizontalPodAutoscaler/qsys cannot tell how much of it is used"
        ),
    ])
    func `an autoscaler can scale`(_ mistake: Mistake) throws { try mistake.expect(of: "autoscaler") }

    @Test(arguments: [
        Mistake(
            .set("PodDisruptionBudget/qsys", "spec.minAvailable", "1"),
            finds: "error: PodDisruptionBudget/qsys: has both minAvailable and maxUnavailable"
        ),
        Mistake(
            .set("PodDisruptionBudget/qsys", "spec.maxUnavailable", "0%"),
            finds:
                "error: PodDisruptionBudget/qsys: forbids every eviction of 3 replicas, so no node can be drained"
        ),
        Mistake(
            .remove("PodDisruptionBudget/qsys", "spec.maxUnavailable"),
            .set("PodDisruptionBudget/qsys", "spec.minAvailable", "3"),
            finds:
                "error: PodDisruptionBudget/qsys: forbids every eviction of 3 replicas, so no node can be drained"
        ),
        Mistake(
            .remove("PodDisruptionBudget/qsys", "spec.maxUnavailable"),
            .set("PodDisruptionBudget/qsys", "spec.minAvailable", "67%"),
            finds:
                "error: PodDisruptionBudget/qsys: forbids every eviction of 3 replicas, so no node can be drained"
        ),
        Mistake(
            .remove("PodDisruptionBudget/qsys", "spec.maxUnavailable"),
            .set("PodDisruptionBudget/qsys", "spec.minAvailable", "2")
        ),
        Mistake(
            .remove("PodDisruptionBudget/qsys", "spec.maxUnavailable"),
            finds: "warning: PodDisruptionBudget/qsys: says neither minAvailable nor maxUnavailable"
        ),
        Mistake(
            .set("PodDisruptionBudget/qsys", "spec.maxUnavailable", "half"),
            finds: "error: PodDisruptionBudget/qsys: the limit must be a number or a percentage such as 50%"
        ),
        Mistake(
            .set("PodDisruptionBudget/qsys", "spec.selector.matchLabels", "{app: qsys}"),
            finds: "warning: PodDisruptionBudget/qsys: its selector matches no pod, so it protects nothing"
        ),
    ])
    func `a budget lets nodes be drained`(_ mistake: Mistake) throws {
        try mistake.expect(of: "disruption-budget")
    }

    @Test(arguments: [
        Mistake(
            .set("NetworkPolicy/qsys", "spec.podSelector", "{matchLabels: {app: qsys}}"),
            finds:
                "warning: Deployment/qsys: no NetworkPolicy selects its pods, so anyone can reach them and they can reach anything",
            "warning: StatefulSet/store: no NetworkPolicy selects its pods, so anyone can reach them and they can reach anything",
            "warning: NetworkPolicy/qsys: its podSelector matches no pod, so it guards nothing"
        ),
        Mistake(
            .set("NetworkPolicy/qsys", "spec.policyTypes", "[Egress]"),
            .set("NetworkPolicy/qsys", "spec.podSelector", "{}"),
            finds: "warning: Deployment/qsys: no NetworkPolicy says who may reach its pods",
            "warning: StatefulSet/store: no NetworkPolicy says who may reach its pods"
        ),
        Mistake(
            .remove("NetworkPolicy/qsys", "spec.policyTypes"),
            .remove("NetworkPolicy/qsys", "spec.egress"),
            finds: "warning: Deployment/qsys: no NetworkPolicy says what its pods may reach",
            "warning: StatefulSet/store: no NetworkPolicy says what its pods may reach"
        ),
        Mistake(.remove("NetworkPolicy/qsys", "spec.policyTypes")),
        Mistake(.set("NetworkPolicy/qsys", "kind", "CiliumNetworkPolicy")),
    ])
    func `pods are guarded`(_ mistake: Mistake) throws { try mistake.expect(of: "network-policy") }

    @Test(arguments: [
        Mistake(
            .set(
                "NetworkPolicy/qsys",
                "spec.egress",
                "[{to: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 443}]}]"
            ),
            finds:
                "warning: Deployment/qsys: its policies let it call upstreams, but not ask a name server where they are",
            "warning: StatefulSet/store: its policies let it call upstreams, but not ask a name server where they are"
        ),
        // Nothing to look up where nothing may be called.
        Mistake(.set("NetworkPolicy/qsys", "spec.egress", "[]")),
        Mistake(.set("NetworkPolicy/qsys", "spec.egress", "[{ports: [{port: 5353, protocol: UDP}]}]")),
    ])
    func `names can be looked up`(_ mistake: Mistake) throws { try mistake.expect(of: "name-lookup") }

    @Test(arguments: [
        Mistake(
            .remove("NetworkPolicy/qsys", "spec.egress.1.to.0.ipBlock.except"),
            finds: "warning: NetworkPolicy/qsys: egress to 0.0.0.0/0 includes the cloud's metadata service"
        ),
        Mistake(.set("NetworkPolicy/qsys", "spec.egress.1.to.0.ipBlock.except", "[169.254.0.0/16]")),
        Mistake(.set("NetworkPolicy/qsys", "spec.egress.1.to.0.ipBlock", "{cidr: 10.0.0.0/8}")),
        Mistake(
            .set("NetworkPolicy/qsys", "spec.egress.1.to.0.ipBlock", "{cidr: 10.0.0.5/8}"),
            finds: "error: NetworkPolicy/qsys: '10.0.0.5/8' is no address block"
        ),
        Mistake(
            .set(
                "NetworkPolicy/qsys",
                "spec.egress.1.to.0.ipBlock",
                "{cidr: 10.0.0.0/8, except: [11.0.0.0/8]}"
            ),
            finds: "error: NetworkPolicy/qsys: the exception '11.0.0.0/8' does not lie in 10.0.0.0/8"
        ),
        Mistake(
            .set("NetworkPolicy/qsys", "spec.egress", "[{}]"),
            finds:
                "warning: NetworkPolicy/qsys: an egress rule without 'to' leads everywhere, to the cloud's metadata service too"
        ),
    ])
    func `pods do not reach the metadata service`(_ mistake: Mistake) throws {
        try mistake.expect(of: "egress-block")
    }

    @Test(arguments: [
        Mistake(
            .set("Service/qsys", "spec.sessionAffinityConfig.clientIP.timeoutSeconds", "86401"),
            finds: "error: Service/qsys: the timeout of sessionAffinity must be 1 to 86400 seconds"
        ),
        Mistake(
            .set("Service/qsys", "spec.sessionAffinity", "clientip"),
            finds: "error: Service/qsys: sessionAffinity must be None or ClientIP"
        ),
        Mistake(
            .remove("Service/qsys", "spec.sessionAffinity"),
            finds: "error: Service/qsys: sessionAffinityConfig needs sessionAffinity: ClientIP"
        ),
        Mistake(
            .set("Service/qsys", "spec.clusterIP", "None"),
            finds: "warning: Service/qsys: sessionAffinity has no effect on a headless Service"
        ),
    ])
    func `affinity has an effect`(_ mistake: Mistake) throws { try mistake.expect(of: "session-affinity") }

    @Test(arguments: [
        Mistake(
            .set("ServiceMonitor/qsys", "spec.selector", "{matchLabels: {app: qsys}}"),
            finds: "error: ServiceMonitor/qsys: its selector matches no Service"
        ),
        Mistake(
            .set("ServiceMonitor/qsys", "spec.selector", "{matchLabels: {app: other}}"),
            .set("ServiceMonitor/qsys", "spec.namespaceSelector", "{matchNames: [other]}")
        ),
        Mistake(
            .set("ServiceMonitor/qsys", "spec.endpoints.0.port", "metric"),
            finds: "error: ServiceMonitor/qsys: 'metric' is the name of no port it selects"
        ),
        Mistake(
            .set("ServiceMonitor/qsys", "spec.endpoints.0.interval", "30"),
            finds: "error: ServiceMonitor/qsys: interval must be a Prometheus duration"
        ),
        Mistake(.set("ServiceMonitor/qsys", "spec.endpoints.0.interval", "1h30m")),
        Mistake(
            .add("{kind: PodMonitor, metadata: {name: m}, spec: {selector: {matchLabels: {a: b}}}}"),
            finds: "error: PodMonitor/m: its selector matches no pod"
        ),
        Mistake(
            .set("Deployment/qsys", "spec.template.metadata.annotations.prometheus~io/port", "'9090'"),
            finds: "error: Deployment/qsys: prometheus.io/port is 9090, which no container has"
        ),
        Mistake(
            .container("ports.0", nil),
            finds:
                "warning: Deployment/qsys: its only port is 8080, the one for metrics, so no client can be told where to connect"
        ),
    ])
    func `metrics are collected`(_ mistake: Mistake) throws { try mistake.expect(of: "scrape-target") }
}
