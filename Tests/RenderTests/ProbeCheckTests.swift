import Testing

@testable import Render

private let qsys = "Deployment/qsys: container 'qsys'"

/// Checks of how the cluster asks a server whether it works.
@Suite struct ProbeCheckTests {
    @Test(arguments: [
        Mistake(
            .container("readinessProbe", nil),
            finds: "error: \(qsys) has no readinessProbe, so requests reach it before it can answer"
        ),
        Mistake(
            .container("livenessProbe", nil),
            finds: "error: \(qsys) has no livenessProbe, so it stays when it hangs"
        ),
        Mistake(
            .container("startupProbe", nil),
            finds: "warning: \(qsys) has no startupProbe, so a slow start is taken for a hang"
        ),
        Mistake(
            .container("startupProbe", nil),
            .container("livenessProbe.initialDelaySeconds", "10"),
            finds: "warning: \(qsys) has no startupProbe, so a slow start is told from a hang by a guess"
        ),
        Mistake(
            .pod(
                "initContainers",
                "[{name: prepare, image: a}, {name: proxy, image: b, restartPolicy: Always}]"
            ),
            finds:
                "warning: Deployment/qsys: container 'proxy' has no readinessProbe, so requests reach it before it can answer",
            "warning: Deployment/qsys: container 'proxy' has no livenessProbe, so it stays when it hangs"
        ),
        Mistake(
            .add("{kind: Job, metadata: {name: j}, spec: {template: {spec: {containers: [{name: j}]}}}}")
        ),
    ])
    func `servers are asked`(_ mistake: Mistake) throws { try mistake.expect(of: "missing-probe") }

    private static func liveness(_ command: String) -> Change {
        .container("livenessProbe", "{exec: {command: \(command)}}")
    }

    @Test(arguments: [
        Mistake(
            liveness("[node, -e, process.exit(0)]"),
            finds: "error: \(qsys): livenessProbe can never fail, whatever the server does"
        ),
        Mistake(
            liveness("[exit, '0']"),
            finds: "error: \(qsys): livenessProbe runs 'exit', which is a word of the shell and no program"
        ),
        Mistake(
            liveness("[curl, -f, 'http://localhost']"),
            finds: "warning: \(qsys): livenessProbe needs curl, which small images do not have"
        ),
        Mistake(
            liveness("[sh, -c, 'wget -q localhost || exit 1']"),
            finds: "warning: \(qsys): livenessProbe needs wget, which small images do not have"
        ),
        Mistake(
            liveness("node health.js"),
            finds: "error: \(qsys): livenessProbe: exec.command must be a list of words"
        ),
        Mistake(
            .container("livenessProbe", "{periodSeconds: 5}"),
            finds: "error: \(qsys): livenessProbe asks nothing"
        ),
        Mistake(
            .container("livenessProbe", "'yes'"),
            finds: "error: \(qsys): livenessProbe must be a mapping, not a string"
        ),
        Mistake(
            .container("livenessProbe.tcpSocket", "{port: ops}"),
            finds: "error: \(qsys): livenessProbe asks by httpGet and tcpSocket"
        ),
    ])
    func `probes ask something`(_ mistake: Mistake) throws { try mistake.expect(of: "probe-handler") }

    @Test(arguments: [
        ["true"], ["/bin/true"], ["echo", "ok"], ["sh", "-c", "exit 0"], ["/bin/sh", "-c", "true"],
        ["sh", "-c", ":"],
        ["sh", "-c", "curl -f localhost || true"], ["sh", "-c", "curl localhost; exit 0"],
        ["bash", "-c", "echo alive"],
        ["node", "-e", "process.exit(0);"], ["node", "--eval", "console.log('ok')"],
        ["python", "-c", "import sys; sys.exit(0)"],
        ["python3", "-c", "print('ok')"], ["node", "--version"], ["kill", "-0", "1"], ["sh", "-c", ""],
    ])
    func `a command without a question never fails`(_ words: [String]) {
        #expect(IdleCommand.neverFails(words))
    }

    @Test(arguments: [
        ["node", "health.js"], ["sh", "-c", "curl -f localhost"],
        ["sh", "-c", "test -f /tmp/alive && exit 0"],
        ["sh", "-c", "pgrep node || exit 1; true"], ["sh", "-c", "false || exit 1"], ["cat", "/tmp/alive"],
        ["node", "-e", "fetch('http://localhost').then(r => process.exit(r.ok ? 0 : 1))"],
        ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost')"],
        ["ls", "/tmp/alive"],
        ["sh", "-c", "echo ok | grep no"], ["sh", "-c", "set -e; check; true"], [],
    ])
    func `a command with a question can fail`(_ words: [String]) { #expect(!IdleCommand.neverFails(words)) }

    @Test(arguments: [
        Mistake(
            .container("livenessProbe.httpGet.port", "http"),
            finds: "error: \(qsys): livenessProbe asks at port 'http', which no container port is called"
        ),
        Mistake(
            .container("livenessProbe.httpGet.port", "9000"),
            finds: "error: \(qsys): livenessProbe asks at port 9000, which no container has"
        ),
        Mistake(
            .container("livenessProbe.httpGet.port", nil),
            finds: "error: \(qsys): livenessProbe: httpGet has no port"
        ),
        Mistake(
            .container("ports", nil),
            .container("livenessProbe.httpGet.port", "8080"),
            finds: "warning: \(qsys): readinessProbe asks at port 8080, but no container declares a port",
            "warning: \(qsys): livenessProbe asks at port 8080, but no container declares a port"
        ),
        Mistake(.container("livenessProbe.httpGet", "{host: 10.0.0.1, path: /live, port: 9000}")),
        Mistake(
            .container("livenessProbe.httpGet.path", "/readyz"),
            finds:
                "warning: \(qsys): livenessProbe asks /readyz: when something the server depends on fails, restarting it does not help"
        ),
        Mistake(
            .container("readinessProbe.httpGet.path", "/metrics"),
            finds:
                "warning: \(qsys): readinessProbe asks /metrics, which gathers numbers and answers even when the server does not"
        ),
        Mistake(
            .container("readinessProbe.httpGet.path", "ready"),
            finds: "warning: \(qsys): readinessProbe: the path should start with '/'"
        ),
        Mistake(
            .container("readinessProbe.httpGet", "{path: /live, port: ops}"),
            finds:
                "warning: \(qsys): livenessProbe and readinessProbe ask the same, so a pod that should rest is killed"
        ),
    ])
    func `probes ask at the right door`(_ mistake: Mistake) throws { try mistake.expect(of: "probe-target") }

    @Test(arguments: [
        Mistake(
            .container("livenessProbe.timeoutSeconds", "0"),
            finds: "warning: \(qsys): livenessProbe: timeoutSeconds of 0 silently becomes the default"
        ),
        Mistake(
            .container("readinessProbe.timeoutSeconds", "6"),
            finds: "warning: \(qsys): readinessProbe: timeoutSeconds of 6 is longer than periodSeconds of 5"
        ),
        Mistake(
            .container("livenessProbe.successThreshold", "2"),
            finds: "error: \(qsys): livenessProbe: successThreshold must be 1, not 2"
        ),
        Mistake(.container("readinessProbe.successThreshold", "2")),
        Mistake(
            .container("livenessProbe.periodSeconds", "10s"),
            finds: "error: \(qsys): livenessProbe: periodSeconds must be a whole number, not a string"
        ),
        Mistake(
            .container("livenessProbe.periodSeconds", "-1"),
            finds: "error: \(qsys): livenessProbe: periodSeconds must be a whole number, not -1"
        ),
    ])
    func `probes have time`(_ mistake: Mistake) throws { try mistake.expect(of: "probe-timing") }
}
