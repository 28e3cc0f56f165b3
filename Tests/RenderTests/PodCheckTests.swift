import Testing

/// The subject of most messages here.
private let qsys = "Deployment/qsys: container 'qsys'"

/// Checks of what is inside a pod.
@Suite struct PodCheckTests {
    @Test(arguments: [
        Mistake(.container("name", nil), finds: "error: Deployment/qsys: a container has no name"),
        Mistake(
            .container("name", "Q_SYS"),
            finds:
                "error: Deployment/qsys: container 'Q_SYS': the name must be a DNS label (lowercase letters, digits and '-')"
        ),
        Mistake(
            .pod("containers.+", "{name: qsys, image: 'a:1'}"),
            finds: "error: Deployment/qsys: two containers are called 'qsys'"
        ),
        Mistake(
            .container("ports.0.containerPort", "70000"),
            finds: "error: \(qsys): containerPort must be a number from 1 to 65535"
        ),
        Mistake(
            .container("ports.0.name", "model-context-protocol"),
            finds:
                "error: \(qsys): a port's name must be 1 to 15 lowercase letters, digits and '-' with a letter among them"
        ),
        Mistake(
            .container("ports.+", "{containerPort: 3000}"),
            finds: "warning: \(qsys): port 3000 is declared twice in the pod"
        ),
        Mistake(.container("ports.+", "{containerPort: 3000, protocol: UDP}")),
        Mistake(
            .pod("containers.+", "{name: other, image: 'a:1', ports: [{name: mcp, containerPort: 1}]}"),
            finds: "error: Deployment/qsys: container 'other': two ports are called 'mcp'"
        ),
    ])
    func `containers can be told apart`(_ mistake: Mistake) throws { try mistake.expect(of: "container") }

    @Test(arguments: [
        Mistake(.container("image", nil), finds: "error: \(qsys) has no image"),
        Mistake(
            .container("image", "Acme/Server:1"),
            finds: "error: \(qsys): 'Acme/Server:1' is no image reference"
        ),
        Mistake(.container("image", "${IMAGE}"), finds: "error: \(qsys): '${IMAGE}' is no image reference"),
        Mistake(
            .container("image", "localhost:5000/a"),
            .container("imagePullPolicy", nil),
            finds:
                "error: \(qsys): the image 'localhost:5000/a' has no tag, which means 'latest': nobody can tell what runs, or roll back"
        ),
        Mistake(
            .container("image", "a:latest"),
            finds:
                "error: \(qsys): the image 'a:latest' is tagged 'latest': nobody can tell what runs, or roll back",
            "warning: \(qsys): with imagePullPolicy IfNotPresent each node keeps whatever 'latest' it saw first"
        ),
        Mistake(.container("image", "a:latest@sha256:\(String(repeating: "0", count: 64))")),
        Mistake(
            .container("imagePullPolicy", "always"),
            finds: "error: \(qsys): imagePullPolicy must be Always, IfNotPresent or Never"
        ),
        Mistake(
            .container("imagePullPolicy", "Never"),
            finds:
                "warning: \(qsys): with imagePullPolicy Never it starts only on nodes that have the image already"
        ),
    ])
    func `images are exact`(_ mistake: Mistake) throws { try mistake.expect(of: "image") }

    @Test(arguments: [
        Mistake(
            .container("env.+", "{name: LOG_LEVEL, value: debug}"),
            finds: "warning: \(qsys): env 'LOG_LEVEL' is set twice, and the last one wins"
        ),
        Mistake(
            .container("env.+", "{name: log.level, value: debug}"),
            finds:
                "warning: \(qsys): env 'log.level' must be a variable name (letters, digits and '_', not starting with a digit)"
        ),
        Mistake(
            .container("env.+", "{name: 'A=B', value: debug}"),
            finds:
                "error: \(qsys): env 'A=B' must be a variable name (letters, digits and '_', not starting with a digit)"
        ),
        Mistake(.container("env.+", "{value: debug}"), finds: "error: \(qsys): an env entry has no name"),
        Mistake(.container("env.+", "text"), finds: "error: \(qsys): an env entry has no name"),
        Mistake(
            .container("env.2.value", "x"),
            finds: "error: \(qsys): env 'UPSTREAM_TOKEN' has both value and valueFrom"
        ),
        Mistake(
            .container("env.2.valueFrom", "{secretRef: {name: a}}"),
            finds: "error: \(qsys): the valueFrom of env 'UPSTREAM_TOKEN' must have one source"
        ),
    ])
    func `variables reach the server`(_ mistake: Mistake) throws {
        try mistake.expect(of: "environment-variable")
    }

    @Test(arguments: [
        Mistake(
            .container("volumeMounts.0.name", "confg"),
            finds: "error: \(qsys): mounts the volume 'confg', which the pod does not have",
            "warning: Deployment/qsys: no container mounts the volume 'config'"
        ),
        Mistake(
            .container("volumeMounts.0.mountPath", "/tmp/"),
            finds: "error: \(qsys): two mounts go to /tmp"
        ),
        Mistake(
            .container("volumeMounts.0.mountPath", "etc"),
            finds: "error: \(qsys): mountPath must be an absolute path without ':'"
        ),
        Mistake(
            .container("volumeMounts.0.mountPath", nil),
            finds: "error: \(qsys): the mount of 'config' has no mountPath"
        ),
        Mistake(
            .pod("volumes.+", "{name: tmp, emptyDir: {}}"),
            finds: "error: Deployment/qsys: two volumes are called 'tmp'"
        ),
        Mistake(
            .pod("volumes.2", "{name: tmp}"),
            finds: "error: Deployment/qsys: volume 'tmp' has no source"
        ),
        Mistake(
            .pod("volumes.2.configMap", "{name: qsys-config}"),
            finds: "error: Deployment/qsys: volume 'tmp' has 2 sources: emptyDir, configMap"
        ),
    ])
    func `mounts have volumes`(_ mistake: Mistake) throws { try mistake.expect(of: "volume-mount") }

    @Test(arguments: [
        Mistake(
            .pod("volumes.2", "{name: tmp, emptyDir: {}}"),
            finds: "warning: Deployment/qsys: volume 'tmp' may take all of its node's disk"
        ),
        Mistake(
            .pod("volumes.2", "{name: tmp, emptyDir: {medium: Memory}}"),
            finds: "warning: Deployment/qsys: volume 'tmp' may take all of its node's memory"
        ),
    ])
    func `scratch has a size`(_ mistake: Mistake) throws { try mistake.expect(of: "scratch-volume") }

    private static let disk = Change.pod("volumes.2", "{name: tmp, persistentVolumeClaim: {claimName: data}}")

    private static func claim(_ mode: String) -> Change {
        .add("{kind: PersistentVolumeClaim, metadata: {name: data}, spec: {accessModes: [\(mode)]}}")
    }

    @Test(arguments: [
        Mistake(
            disk,
            claim("ReadWriteOnce"),
            finds:
                "error: Deployment/qsys: 9 replicas share PersistentVolumeClaim/data, which only one node can mount"
        ),
        Mistake(disk, claim("ReadWriteMany")),
        Mistake(
            disk,
            finds:
                "error: Deployment/qsys: 9 replicas share PersistentVolumeClaim/data, and nothing here says that several nodes can mount it"
        ),
        Mistake(
            disk,
            claim("ReadWriteOnce"),
            .set("HorizontalPodAutoscaler/qsys", "kind", "Other"),
            finds:
                "warning: Deployment/qsys: while it is updated, two pods need PersistentVolumeClaim/data, which only one node can mount"
        ),
        Mistake(
            disk,
            claim("ReadWriteOncePod"),
            .set("HorizontalPodAutoscaler/qsys", "kind", "Other"),
            .set("Deployment/qsys", "spec.strategy", "{type: Recreate}")
        ),
        Mistake(.set("StatefulSet/store", "spec.replicas", "3")),
    ])
    func `replicas do not share a disk`(_ mistake: Mistake) throws { try mistake.expect(of: "shared-volume") }

    @Test(arguments: [
        Mistake(
            .container("resources", nil),
            finds: "warning: \(qsys) requests no cpu, so its node may be full already",
            "warning: \(qsys) requests no memory, so its node may be full already",
            "error: \(qsys) has no memory limit, so it can take its neighbours down",
            "warning: \(qsys) requests no ephemeral-storage, so its node may be full already",
            "warning: \(qsys) has no ephemeral-storage limit, so it can take its neighbours down"
        ),
        Mistake(
            .container("resources.requests.memory", nil),
            finds: "warning: \(qsys) requests no memory, so the whole limit is reserved"
        ),
        Mistake(
            .container("resources.limits.memory", "512MB"),
            finds: "error: \(qsys): '512MB' is no amount of memory"
        ),
        Mistake(
            .container("resources.limits.memory", "512m"),
            .container("resources.requests.memory", "256m"),
            finds: "warning: \(qsys): memory requests of '256m': 'm' means thousandths of a byte",
            "warning: \(qsys): memory limits of '512m': 'm' means thousandths of a byte"
        ),
        Mistake(
            .container("resources.requests.memory", "1Gi"),
            finds: "error: \(qsys): the memory request is larger than the limit"
        ),
        Mistake(
            .container("resources.requests.cpu", "49m"),
            finds: "warning: \(qsys): the cpu limit is more than ten times the request"
        ),
        Mistake(.container("resources.requests.cpu", "50m")),
        Mistake(
            .container("resources.limits.cpu", "500"),
            finds: "warning: \(qsys): cpu limits of '500': it is more than 256 cores",
            "warning: \(qsys): the cpu limit is more than ten times the request"
        ),
        Mistake(.container("resources.limits.mem", "1Gi"), finds: "error: \(qsys): 'mem' is no resource"),
        Mistake(.container("resources.limits.nvidia~com/gpu", "1")),
        Mistake(.container("resources.limits.cpu", "-1"), finds: "error: \(qsys): '-1' is no amount of cpu"),
        Mistake(
            .container("resources.limits.cpu", "half"),
            finds: "error: \(qsys): 'half' is no amount of cpu"
        ),
        Mistake(.container("resources.limits.memory", "1e9")),
    ])
    func `resources are bounded`(_ mistake: Mistake) throws { try mistake.expect(of: "resources") }

    @Test(arguments: [
        Mistake(
            .set("Deployment/qsys", "spec.strategy.rollingUpdate", "{maxSurge: 0%, maxUnavailable: 0}"),
            finds: "error: Deployment/qsys: with maxSurge and maxUnavailable both 0 no update can ever start"
        ),
        Mistake(
            .set("Deployment/qsys", "spec.strategy.rollingUpdate.maxUnavailable", "2"),
            finds: "warning: Deployment/qsys: maxUnavailable takes 2 of 3 replicas down during an update"
        ),
        Mistake(.set("Deployment/qsys", "spec.strategy.rollingUpdate.maxUnavailable", "25%")),
        Mistake(.set("Deployment/qsys", "spec.strategy.rollingUpdate.maxUnavailable", "1")),
        Mistake(
            .set("Deployment/qsys", "spec.strategy.type", "Recreate"),
            finds: "error: Deployment/qsys: the strategy Recreate cannot have rollingUpdate"
        ),
        Mistake(
            .set("Deployment/qsys", "spec.strategy", "{type: Recreate}"),
            finds:
                "warning: Deployment/qsys: the strategy Recreate stops every replica before the next version starts"
        ),
        Mistake(
            .set("Deployment/qsys", "spec.strategy.type", "Rolling"),
            finds: "error: Deployment/qsys: the strategy must be RollingUpdate or Recreate"
        ),
        Mistake(
            .set("Deployment/qsys", "spec.revisionHistoryLimit", "0"),
            finds: "error: Deployment/qsys: revisionHistoryLimit of 0 leaves no version to go back to"
        ),
        Mistake(
            .set("Deployment/qsys", "spec.revisionHistoryLimit", "1"),
            finds: "warning: Deployment/qsys: revisionHistoryLimit of 1 leaves one version to go back to"
        ),
        Mistake(
            .set("Deployment/qsys", "spec.minReadySeconds", "600"),
            finds:
                "error: Deployment/qsys: progressDeadlineSeconds must be longer than minReadySeconds of 600"
        ),
        Mistake(
            .pod("terminationGracePeriodSeconds", "10"),
            finds:
                "error: \(qsys): preStop sleeps 10 s of the 10 s it has to stop, so it is killed before it can drain"
        ),
        Mistake(
            .container("lifecycle.preStop", "{exec: {command: [sh, -c, 'sleep 80; kill 1']}}"),
            finds:
                "error: \(qsys): preStop sleeps 80 s of the 75 s it has to stop, so it is killed before it can drain"
        ),
        Mistake(.container("lifecycle.preStop", "{exec: {command: [/bin/sleep, 5s]}}")),
    ])
    func `updates go through and back`(_ mistake: Mistake) throws { try mistake.expect(of: "rollout") }

    @Test(arguments: [
        Mistake(
            .pod("restartPolicy", "Never"),
            finds: "error: Deployment/qsys: the restartPolicy must be Always"
        ),
        Mistake(
            .add("{kind: Job, metadata: {name: j}, spec: {template: {spec: {containers: [{}]}}}}"),
            finds: "error: Job/j: the restartPolicy of a job must be OnFailure or Never"
        ),
        Mistake(.add("{kind: Job, metadata: {name: j}, spec: {template: {spec: {restartPolicy: Never}}}}")),
        Mistake(
            .add("{kind: Pod, metadata: {name: p}, spec: {containers: [{}]}}"),
            finds: "warning: Pod/p: a Pod by itself does not come back when its node goes"
        ),
    ])
    func `pods come back`(_ mistake: Mistake) throws { try mistake.expect(of: "restart-policy") }

    @Test(arguments: [
        Mistake(
            .pod("hostNetwork", "true"),
            finds: "error: Deployment/qsys: hostNetwork lets it see its whole node"
        ),
        Mistake(.pod("hostPID", "true"), finds: "error: Deployment/qsys: hostPID lets it see its whole node"),
        Mistake(.pod("hostNetwork", "false")),
        Mistake(
            .pod("volumes.2", "{name: tmp, hostPath: {path: /tmp}}"),
            finds: "error: Deployment/qsys: volume 'tmp' is a folder of the node"
        ),
        Mistake(
            .pod("automountServiceAccountToken", "true"),
            finds: "warning: Deployment/qsys: its containers get a token for the cluster's API"
        ),
        // The account of the set says no already.
        Mistake(.pod("automountServiceAccountToken", nil)),
        Mistake(
            .pod("automountServiceAccountToken", nil),
            .pod("serviceAccountName", nil),
            finds: "warning: Deployment/qsys: its containers get a token for the cluster's API"
        ),
    ])
    func `pods keep to themselves`(_ mistake: Mistake) throws { try mistake.expect(of: "pod-security") }

    @Test(arguments: [
        Mistake(.pod("securityContext.runAsNonRoot", nil), finds: "error: \(qsys) may run as root"),
        Mistake(.container("securityContext.runAsNonRoot", "false"), finds: "error: \(qsys) may run as root"),
        Mistake(.pod("securityContext.runAsUser", "0"), finds: "error: \(qsys) runs as root"),
        Mistake(
            .pod("securityContext.runAsUser", nil),
            finds: "warning: \(qsys): the image decides which user it runs as"
        ),
        Mistake(
            .container("securityContext.runAsUser", "1000"),
            finds: "warning: \(qsys): user 1000 may also be a user of the node"
        ),
        Mistake(
            .container("securityContext.allowPrivilegeEscalation", nil),
            finds: "error: \(qsys) may gain privileges it was not started with"
        ),
        Mistake(
            .container("securityContext.privileged", "true"),
            finds: "error: \(qsys) is privileged: it owns its node"
        ),
        Mistake(
            .container(
                "securityContext.capabilities",
                "{drop: [NET_RAW], add: [SYS_ADMIN, NET_BIND_SERVICE]}"
            ),
            finds: "error: \(qsys) keeps capabilities it does not need",
            "error: \(qsys) adds the capability SYS_ADMIN"
        ),
        Mistake(
            .container("securityContext.readOnlyRootFilesystem", "false"),
            finds: "warning: \(qsys) can change its own files"
        ),
        Mistake(
            .container("securityContext.seccompProfile", "{type: Unconfined}"),
            finds: "error: \(qsys) has no seccomp profile"
        ),
        Mistake(
            .container("ports.0.hostPort", "3000"),
            finds: "error: \(qsys): hostPort opens a port of the node"
        ),
        Mistake(
            .pod(
                "initContainers",
                "[{name: prepare, image: 'a:1', securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]"
            ),
            finds: "warning: Deployment/qsys: container 'prepare' can change its own files"
        ),
    ])
    func `containers are restricted`(_ mistake: Mistake) throws {
        try mistake.expect(of: "container-security")
    }
}
