import Testing

/// Checks of objects as wholes: what they are called, and what they lead to.
@Suite struct ObjectCheckTests {
    @Test(arguments: [
        Mistake(.add("[1]"), finds: "error: a manifest must be a mapping, not a list"),
        Mistake(.add("text"), finds: "error: a manifest must be a mapping, not a string"),
        Mistake(
            .add("{spec: {}}"),
            finds: "error: object without kind/(unnamed): kind is missing",
            "error: object without kind/(unnamed): apiVersion is missing",
            "error: object without kind/(unnamed): metadata.name is missing"
        ),
        Mistake(
            .add("{apiVersion: v1, kind: Pod, metadata: {name: p}}"),
            finds: "error: Pod/p: spec is missing, so there is no pod to look at"
        ),
        Mistake(
            .add("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: []}}"),
            finds: "error: Pod/p: spec.containers names no container"
        ),
        Mistake(
            .add("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [server]}}"),
            finds: "error: Pod/p: a container must be a mapping, not a string"
        ),
        Mistake(
            .add("{apiVersion: v1, kind: Pod, metadata: {generateName: p-}, spec: {containers: [{}]}}"),
            finds:
                "error: Pod/(unnamed): generateName works with kubectl create only, and no object can be referred to by it"
        ),
        Mistake(
            .add("{apiVersion: v1, kind: ConfigMap, metadata: {name: 12}}"),
            finds: "error: ConfigMap/(unnamed): metadata.name must be a text, not a number"
        ),
        Mistake(
            .remove("Deployment/qsys", "spec.template"),
            finds: "error: Deployment/qsys: spec.template.spec is missing, so there is no pod to look at"
        ),
        Mistake(.remove("Ingress/qsys", "spec"), finds: "error: Ingress/qsys: spec is missing"),
        Mistake(
            .add("{apiVersion: batch/v1, kind: CronJob, metadata: {name: j}, spec: {schedule: '@daily'}}"),
            finds:
                "error: CronJob/j: spec.jobTemplate.spec.template.spec is missing, so there is no pod to look at"
        ),
    ])
    func `what cannot be read is told`(_ mistake: Mistake) throws {
        try mistake.expect(of: "unreadable-object")
    }

    @Test(arguments: [
        Mistake(
            .pod("volumes", "{tmp: {emptyDir: {sizeLimit: 1Mi}}}"),
            finds: "error: Deployment/qsys: volumes must be a list, not a mapping"
        ),
        Mistake(
            .container("securityContext", "[]"),
            .container("env", "LOG_LEVEL=debug"),
            finds: "error: Deployment/qsys: env must be a list, not a string",
            "error: Deployment/qsys: securityContext must be a mapping, not a list"
        ),
        Mistake(.container("envFrom", "null")),
        Mistake(.set("Deployment/qsys", "metadata.labels.ports", "none")),
    ])
    func `parts have their shape`(_ mistake: Mistake) throws { try mistake.expect(of: "malformed-part") }

    @Test(arguments: [
        Mistake(
            .add("{apiVersion: v1, kind: Secret, metadata: {name: qsys-credentials, namespace: mcp-qsys}}"),
            finds: "error: Secret/qsys-credentials: is described twice, and the last description wins"
        ),
        // Another version of the same group is the same object, another group or namespace is not.
        Mistake(
            .add("{apiVersion: apps/v1beta1, kind: Deployment, metadata: {name: qsys, namespace: mcp-qsys}}"),
            finds: "error: Deployment/qsys: is described twice, and the last description wins"
        ),
        Mistake(.add("{apiVersion: v1, kind: Secret, metadata: {name: qsys-credentials, namespace: other}}")),
        Mistake(
            .add(
                "{apiVersion: acme/v1, kind: Secret, metadata: {name: qsys-credentials, namespace: mcp-qsys}}"
            )
        ),
    ])
    func `an object is described once`(_ mistake: Mistake) throws {
        try mistake.expect(of: "duplicate-object")
    }

    @Test(arguments: [
        Mistake(
            .set("Ingress/qsys", "apiVersion", "networking.k8s.io/v1beta1"),
            finds: "error: Ingress/qsys: no supported cluster serves networking.k8s.io/v1beta1 any more"
        ),
        Mistake(
            .set("HorizontalPodAutoscaler/qsys", "apiVersion", "autoscaling/v2beta2"),
            finds:
                "error: HorizontalPodAutoscaler/qsys: no supported cluster serves autoscaling/v2beta2 any more"
        ),
        Mistake(.set("HorizontalPodAutoscaler/qsys", "apiVersion", "autoscaling/v1")),
    ])
    func `versions are served`(_ mistake: Mistake) throws { try mistake.expect(of: "removed-api") }

    @Test(arguments: [
        Mistake(
            .set("ConfigMap/qsys-config", "metadata.name", "QSys_Config"),
            finds:
                "error: ConfigMap/QSys_Config: the name must be a DNS name (labels of lowercase letters, digits and '-', joined by dots)"
        ),
        Mistake(
            .set("Service/qsys", "metadata.name", "1qsys"),
            finds:
                "error: Service/1qsys: the name must be a DNS label (a lowercase letter, then lowercase letters, digits and '-')"
        ),
        Mistake(.set("ConfigMap/qsys-config", "metadata.name", "1qsys.config")),
        Mistake(.add("{kind: ClusterRole, metadata: {name: 'system:x'}}")),
        Mistake(
            .add("{kind: Role, metadata: {name: 'a/b'}}"),
            finds: "error: Role/a/b: the name must not contain '/' or '%'"
        ),
        Mistake(
            .set("StatefulSet/store", "metadata.name", String(repeating: "s", count: 53)),
            finds:
                "error: StatefulSet/\(String(repeating: "s", count: 53)): the name is 53 characters long, more than 52"
        ),
    ])
    func `names are taken by an API server`(_ mistake: Mistake) throws {
        try mistake.expect(of: "object-name")
    }

    @Test(arguments: [
        Mistake(
            .set("Deployment/qsys", "metadata.labels.app~kubernetes~io/version", "1.4.2+build5"),
            finds:
                "error: Deployment/qsys: the label value of 'app.kubernetes.io/version' must be a label value (letters, digits, '-', '_' and '.', starting and ending with a letter or digit)"
        ),
        Mistake(
            .set(
                "Deployment/qsys",
                "spec.template.metadata.labels",
                "{'a b': c, app.kubernetes.io/name: qsys}"
            ),
            finds:
                "error: Deployment/qsys: pod template: the label key 'a b' must be a label key such as app or example.com/team"
        ),
        Mistake(
            .set("Deployment/qsys", "metadata.annotations", "{a: \(String(repeating: "x", count: 262_145))}"),
            finds: "error: Deployment/qsys: the annotations have 262146 bytes, more than 262144"
        ),
        Mistake(.set("Deployment/qsys", "metadata.annotations", "{Example.com/a: 'free text (any)', b: ''}")),
        Mistake(.set("Deployment/qsys", "metadata.labels", "{empty: ''}")),
    ])
    func `labels are taken by an API server`(_ mistake: Mistake) throws { try mistake.expect(of: "label") }

    @Test(arguments: [
        Mistake(
            .set("Deployment/qsys", "metadata.labels.version", "1.4"),
            finds: "error: Deployment/qsys: label 'version' must be a text, not a number"
        ),
        Mistake(
            .set("ConfigMap/qsys-config", "data.debug", "true"),
            finds: "error: ConfigMap/qsys-config: data 'debug' must be a text, not a boolean"
        ),
        Mistake(
            .set("ConfigMap/qsys-config", "data", "[a]"),
            finds: "error: ConfigMap/qsys-config: data must be a mapping, not a list"
        ),
        Mistake(
            .set("Secret/qsys-credentials", "stringData", "{pin: 1234}"),
            finds: "error: Secret/qsys-credentials: data 'pin' must be a text, not a number".replacing(
                "data",
                with: "stringData"
            )
        ),
        Mistake(
            .container("env.0.value", "8080"),
            finds: "error: Deployment/qsys: container 'qsys': env 'LOG_LEVEL' must be a text, not a number"
        ),
        Mistake(
            .container("args", "[--port, 8080]"),
            finds: "error: Deployment/qsys: container 'qsys': a word of args must be a text, not a number"
        ),
        Mistake(
            .container("command", "node server.js"),
            finds: "error: Deployment/qsys: container 'qsys': command must be a list, not a string"
        ),
    ])
    func `texts are texts`(_ mistake: Mistake) throws { try mistake.expect(of: "text-value") }

    @Test(arguments: [
        Mistake(
            .remove("ConfigMap/qsys-config", "metadata.namespace"),
            finds:
                "warning: ConfigMap/qsys-config: has no namespace, though the objects around it are in 'mcp-qsys'"
        ),
        Mistake(
            .set("ConfigMap/qsys-config", "metadata.namespace", "mcp"),
            finds:
                "warning: ConfigMap/qsys-config: is in namespace 'mcp', apart from the objects in 'mcp-qsys'"
        ),
    ])
    func `objects stay together`(_ mistake: Mistake) throws { try mistake.expect(of: "namespace") }

    @Test(arguments: [
        Mistake(
            .pod("serviceAccountName", "qsyz"),
            finds: "error: Deployment/qsys needs ServiceAccount/qsyz, which is not among the manifests"
        ),
        Mistake(.pod("serviceAccountName", "default")),
        Mistake(
            .pod("imagePullSecrets", "[{name: registry}]"),
            finds:
                "error: Deployment/qsys: imagePullSecrets needs Secret/registry, which is not among the manifests"
        ),
        Mistake(
            .pod("volumes.0.configMap.name", "qsys-conf"),
            finds:
                "error: Deployment/qsys: volume 'config' needs ConfigMap/qsys-conf, which is not among the manifests"
        ),
        Mistake(
            .pod("volumes.0.configMap.items.0.key", "config.yaml"),
            finds:
                "error: Deployment/qsys: volume 'config' needs the key 'config.yaml', which ConfigMap/qsys-config does not have"
        ),
        Mistake(
            .pod("volumes.0.configMap.items", nil),
            .container("volumeMounts.0.subPath", "confg.json"),
            finds:
                "error: Deployment/qsys: volume 'config' needs the key 'confg.json', which ConfigMap/qsys-config does not have"
        ),
        Mistake(.pod("volumes.0.configMap.items", nil), .container("volumeMounts.0.subPath", "config.json")),
        Mistake(
            .pod("volumes.1.secret.secretName", "other"),
            finds:
                "error: Deployment/qsys: volume 'credentials' needs Secret/other, which is not among the manifests"
        ),
        Mistake(.pod("volumes.1.secret", "{secretName: other, optional: true}")),
        Mistake(
            .pod("volumes.2", "{name: tmp, persistentVolumeClaim: {claimName: data}}"),
            finds:
                "error: Deployment/qsys: volume 'tmp' needs PersistentVolumeClaim/data, which is not among the manifests"
        ),
        Mistake(
            .pod("volumes.2", "{name: tmp, projected: {sources: [{secret: {name: a}}, {configMap: {}}]}}"),
            finds: "error: Deployment/qsys: volume 'tmp' needs Secret/a, which is not among the manifests",
            "error: Deployment/qsys: volume 'tmp' does not say which ConfigMap it needs"
        ),
        Mistake(
            .container("envFrom", "[{secretRef: {name: a}}, {configMapRef: {name: b, optional: true}}]"),
            finds:
                "error: Deployment/qsys: container 'qsys': envFrom needs Secret/a, which is not among the manifests"
        ),
        Mistake(
            .container("env.2.valueFrom", "{configMapKeyRef: {name: qsys-config, key: other}}"),
            finds:
                "error: Deployment/qsys: container 'qsys': env 'UPSTREAM_TOKEN' needs the key 'other', which ConfigMap/qsys-config does not have"
        ),
        Mistake(
            .container("env.2.valueFrom", "{secretKeyRef: {name: qsys-credentials}}"),
            finds:
                "error: Deployment/qsys: container 'qsys': env 'UPSTREAM_TOKEN' does not say which key of Secret/qsys-credentials it needs"
        ),
        Mistake(
            .set("Secret/qsys-credentials", "data", "{tokn: ''}"),
            finds:
                "error: Deployment/qsys: container 'qsys': env 'UPSTREAM_TOKEN' needs the key 'token', which Secret/qsys-credentials does not have"
        ),
        Mistake(
            .set("Secret/qsys-credentials", "kind", "ExternalSecret"),
            .set("ExternalSecret/qsys-credentials", "spec", "{target: {name: qsys-credentials}}")
        ),
        Mistake(
            .set("ConfigMap/qsys-config", "metadata.namespace", "mcp"),
            finds:
                "error: Deployment/qsys: volume 'config' needs ConfigMap/qsys-config, which is in namespace 'mcp'"
        ),
        Mistake(
            .remove("Ingress/qsys", "metadata.annotations"),
            finds: "warning: Ingress/qsys needs Secret/qsys-tls, which is not among the manifests"
        ),
    ])
    func `references lead somewhere`(_ mistake: Mistake) throws {
        try mistake.expect(of: "dangling-reference")
    }

    @Test(arguments: [
        Mistake(
            .pod("volumes.0", "{name: config, emptyDir: {sizeLimit: 1Mi}}"),
            finds: "warning: ConfigMap/qsys-config: no pod uses it"
        ),
        Mistake(
            .add(
                "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}"
            ),
            finds: "warning: PersistentVolumeClaim/data: no pod uses it"
        ),
        Mistake(
            .add("{kind: ConfigMap, metadata: {name: board, labels: {grafana_dashboard: '1'}}, data: {}}")
        ),
    ])
    func `what is configured is used`(_ mistake: Mistake) throws { try mistake.expect(of: "unused-object") }
}
