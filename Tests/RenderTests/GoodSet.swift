import Diagnostics
import Render
import Values
import YAML

/// Manifests in which no check finds anything, and changes that put one mistake into them.
enum GoodSet {
    static var manifests: ManifestSet {
        get throws { ManifestSet(objects: try objects(in: text)) }
    }

    static func objects(in text: String) throws -> [Value] {
        try YAML.documents(in: SourceFile(name: "set.yaml", text: text))
    }

    static let text = """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: mcp-qsys
        ---
        apiVersion: v1
        automountServiceAccountToken: false
        kind: ServiceAccount
        metadata:
          name: qsys
          namespace: mcp-qsys
        ---
        apiVersion: v1
        data:
          config.json: |
            {"authentication": {"enabled": true}, "rateLimiting": {"requestsPerMinute": 60}}
        kind: ConfigMap
        metadata:
          name: qsys-config
          namespace: mcp-qsys
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: qsys-credentials
          namespace: mcp-qsys
        type: Opaque
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          annotations:
            email: av-platform@example.com
          labels:
            app.kubernetes.io/name: qsys
            app.kubernetes.io/version: 1.4.2
          name: qsys
          namespace: mcp-qsys
        spec:
          minReadySeconds: 10
          revisionHistoryLimit: 3
          selector:
            matchLabels:
              app.kubernetes.io/name: qsys
          strategy:
            rollingUpdate:
              maxSurge: 1
              maxUnavailable: 0
            type: RollingUpdate
          template:
            metadata:
              annotations:
                prometheus.io/port: "8080"
              labels:
                app.kubernetes.io/name: qsys
                app.kubernetes.io/version: 1.4.2
            spec:
              automountServiceAccountToken: false
              containers:
                - args:
                    - --config=/etc/qsys/config.json
                  env:
                    - name: LOG_LEVEL
                      value: info
                    - name: MCP_API_KEYS_FILE
                      value: /run/secrets/qsys/api-keys
                    - name: UPSTREAM_TOKEN
                      valueFrom:
                        secretKeyRef:
                          key: token
                          name: qsys-credentials
                  image: registry.example.com/av/mcp-qsys:1.4.2@sha256:58c7c856064db9f2286956ffefc31191b5ebb7a53f749283058246714e77fa6f
                  imagePullPolicy: IfNotPresent
                  lifecycle:
                    preStop:
                      sleep:
                        seconds: 10
                  livenessProbe:
                    httpGet:
                      path: /live
                      port: ops
                    timeoutSeconds: 3
                  name: qsys
                  ports:
                    - containerPort: 3000
                      name: mcp
                    - containerPort: 8080
                      name: ops
                  readinessProbe:
                    httpGet:
                      path: /ready
                      port: 8080
                    periodSeconds: 5
                    timeoutSeconds: 3
                  resources:
                    limits:
                      cpu: 500m
                      ephemeral-storage: 256Mi
                      memory: 512Mi
                    requests:
                      cpu: 250m
                      ephemeral-storage: 256Mi
                      memory: 0.5Gi
                  securityContext:
                    allowPrivilegeEscalation: false
                    capabilities:
                      drop:
                        - ALL
                    readOnlyRootFilesystem: true
                  startupProbe:
                    exec:
                      command: [node, -e, "require('http').get('http://localhost:8080/health', r => process.exit(0))"]
                    failureThreshold: 30
                    periodSeconds: 2
                  volumeMounts:
                    - mountPath: /etc/qsys
                      name: config
                      readOnly: true
                    - mountPath: /run/secrets/qsys
                      name: credentials
                      readOnly: true
                    - mountPath: /tmp
                      name: tmp
              securityContext:
                fsGroup: 10001
                runAsGroup: 10001
                runAsNonRoot: true
                runAsUser: 10001
                seccompProfile:
                  type: RuntimeDefault
              serviceAccountName: qsys
              terminationGracePeriodSeconds: 75
              volumes:
                - configMap:
                    items:
                      - key: config.json
                        path: config.json
                    name: qsys-config
                  name: config
                - name: credentials
                  secret:
                    secretName: qsys-credentials
                - emptyDir:
                    sizeLimit: 64Mi
                  name: tmp
        ---
        apiVersion: v1
        kind: Service
        metadata:
          labels:
            app.kubernetes.io/name: qsys
          name: qsys
          namespace: mcp-qsys
        spec:
          ports:
            - name: mcp
              port: 80
              targetPort: mcp
            - name: metrics
              port: 8080
              targetPort: 8080
          selector:
            app.kubernetes.io/name: qsys
          sessionAffinity: ClientIP
          sessionAffinityConfig:
            clientIP:
              timeoutSeconds: 10800
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: qsys
          namespace: mcp-qsys
        spec:
          maxReplicas: 9
          metrics:
            - resource:
                name: cpu
                target:
                  averageUtilization: 70
                  type: Utilization
              type: Resource
          minReplicas: 3
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: qsys
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
          name: qsys
          namespace: mcp-qsys
        spec:
          maxUnavailable: 1
          selector:
            matchLabels:
              app.kubernetes.io/name: qsys
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: qsys
          namespace: mcp-qsys
        spec:
          egress:
            - ports:
                - port: 53
                  protocol: UDP
            - ports:
                - port: 443
              to:
                - ipBlock:
                    cidr: 0.0.0.0/0
                    except: [169.254.169.254/32]
          ingress:
            - ports:
                - port: 3000
          podSelector:
            matchExpressions:
              - {key: app.kubernetes.io/name, operator: In, values: [qsys, store]}
          policyTypes: [Ingress, Egress]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          annotations:
            cert-manager.io/cluster-issuer: internal
          name: qsys
          namespace: mcp-qsys
        spec:
          rules:
            - host: qsys.mcp.example.com
              http:
                paths:
                  - backend:
                      service:
                        name: qsys
                        port:
                          name: mcp
                    path: /mcp
                    pathType: Prefix
          tls:
            - hosts: [qsys.mcp.example.com]
              secretName: qsys-tls
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata:
          name: qsys
          namespace: mcp-qsys
        spec:
          rules:
            - backendRefs:
                - name: qsys
                  port: 80
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata:
          name: qsys
          namespace: mcp-qsys
        spec:
          endpoints:
            - interval: 30s
              port: metrics
          selector:
            matchLabels:
              app.kubernetes.io/name: qsys
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: store
          namespace: mcp-qsys
        spec:
          clusterIP: None
          ports:
            - name: mcp
              port: 8000
          selector:
            app.kubernetes.io/name: store
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: store
          namespace: mcp-qsys
        spec:
          replicas: 1
          selector:
            matchLabels:
              app.kubernetes.io/name: store
          serviceName: store
          template:
            metadata:
              labels:
                app.kubernetes.io/name: store
            spec:
              automountServiceAccountToken: false
              containers:
                - image: registry.example.com/av/store:2.0
                  livenessProbe:
                    tcpSocket:
                      port: mcp
                  name: store
                  ports:
                    - containerPort: 8000
                      name: mcp
                  readinessProbe:
                    httpGet:
                      path: /status
                      port: mcp
                  resources:
                    limits: {ephemeral-storage: 1Gi, memory: 1Gi}
                    requests: {cpu: 0.5, ephemeral-storage: 1Gi, memory: 1Gi}
                  securityContext:
                    allowPrivilegeEscalation: false
                    capabilities: {drop: [ALL]}
                    readOnlyRootFilesystem: true
                    runAsNonRoot: true
                    runAsUser: 10002
                    seccompProfile: {type: RuntimeDefault}
                  startupProbe:
                    httpGet:
                      path: /status
                      port: mcp
                  volumeMounts:
                    - mountPath: /data
                      name: data
          volumeClaimTemplates:
            - metadata:
                name: data
              spec:
                accessModes: [ReadWriteOnce]
                resources: {requests: {storage: 1Gi}}
        """
}
