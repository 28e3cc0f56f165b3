# shellcheck shell=bash
# Sourced by scripts/judge: plants a mistake for every judge, and expects it to be reported.

# plant_mistakes FOLDER: a folder for every judge, with one mistake that it must report; and three without any.
plant_mistakes() {
    local pod='apiVersion: v1\nkind: Pod\nmetadata:\n  name: planted\n  namespace: planted\nspec:\n  containers:\n    - image: planted:1\n      name: planted\n'
    local dialect=https://json-schema.org/draft/2020-12/schema
    local account='---\napiVersion: v1\nautomountServiceAccountToken: false\nkind: ServiceAccount\nmetadata:\n  name: good\n  namespace: good\n'
    mkdir -p "$1"/{checkov,checkov-secret,checkov-nameless,kubernetes-validate,kubernetes-validate-withdrawn,kubernetes-validate-unreadable,yamllint,yamllint-warning,check-jsonschema,compose,promtool,promtool-lint,promtool-config,promtool-object,amtool,good,custom,empty,checkov-dockerfile,hadolint,hadolint-health,botocore,botocore-service,botocore-twice,moto,cfn-lint,cfn-lint-template}
    local task='"family": "good", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "memory": "512", "containerDefinitions": [{"name": "good", "image": "good:1"}]'
    echo "{$task, \"cpu\": 256}" >"$1/botocore/task.json"
    echo '{"serviceName": "planted", "taskDefinition": "good", "launchType": "FARGTE"}' >"$1/botocore-service/service.json"
    echo "{$task, \"cpu\": \"256\", \"cpu\": \"256\"}" >"$1/botocore-twice/task.json"
    echo '{"registerScalableTarget": {"ServiceNamespace": "ecs", "ResourceId": "service/default/planted", "ScalableDimension": "ecs:service:DesiredCount", "MinCapacity": 1, "MaxCapacity": 2}}' >"$1/moto/scaling.json"
    echo "{$task, \"cpu\": \"300\"}" >"$1/cfn-lint/task.json"
    printf -- '---\nAWSTemplateFormatVersion: "2010-09-09"\nParameters:\n  Unused: {Type: String}\nResources:\n  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: good}}\n' >"$1/cfn-lint-template/template.yaml"
    printf -- '---\n%b      securityContext:\n        privileged: true\n' "$pod" >"$1/checkov/pod.yaml"
    # Put together here: the key in one piece would be a finding in this file.
    printf -- '---\naws_key: %s%s\n' AKIA Z3MSJV4WRUQX7N2P >"$1/checkov-secret/config.yaml"
    printf -- '---\n%b' "${pod/  name: planted\\n/}" >"$1/checkov-nameless/pod.yaml"
    printf -- '%b---\n%b  restartPolice: Always\n' "$account" "$pod" >"$1/kubernetes-validate/second-document.yaml"
    printf -- '---\napiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: planted\n' >"$1/kubernetes-validate-withdrawn/ingress.yaml"
    printf -- '---\nkind: "Pod\n' >"$1/kubernetes-validate-unreadable/pod.yaml"
    printf -- '---\nplanted: 1\nplanted: 2\n' >"$1/yamllint/twice.yaml"
    printf 'planted: 1\n' >"$1/yamllint-warning/start.yaml"
    echo "{\"\$schema\": \"$dialect\", \"type\": \"strnig\"}" >"$1/check-jsonschema/planted.schema.json"
    printf -- '---\ngroups:\n  - name: planted\n    rules:\n      - record: planted\n        expr: sum by (\n' >"$1/promtool/rules.yaml"
    local rule='      - record: planted\n        expr: vector(1)\n'
    printf -- '---\ngroups:\n  - name: planted\n    rules:\n%b%b' "$rule" "$rule" >"$1/promtool-lint/rules.yaml"
    printf -- '---\nscrape_configs:\n  - job_name: planted\n    scrape_intervall: 1m\n' >"$1/promtool-config/prometheus.yml"
    printf -- '---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: planted\nspec:\n  groups:\n    - name: planted\n      rules:\n        - alert: Planted\n          expr: up ==\n' >"$1/promtool-object/rule.yaml"
    printf -- '---\nroute:\n  receiver: missing\nreceivers:\n  - name: planted\n' >"$1/amtool/alertmanager.yml"
    printf -- '---\nroute:\n  receiver: good\nreceivers:\n  - name: good\n' >"$1/good/alertmanager.yml"
    printf -- '---\ngroups:\n  - name: good\n    rules:\n%b' "$rule" >"$1/good/rules.yaml"
    local image='FROM debian:12.1-slim\nWORKDIR /app\n'
    printf -- '%bUSER 10001\n' "$image" >"$1/hadolint-health/Dockerfile"
    printf -- '%bHEALTHCHECK NONE\nRUN cd /tmp\nUSER 10001\n' "$image" >"$1/hadolint/Dockerfile"
    printf -- '%bHEALTHCHECK NONE\nEXPOSE 22\nUSER 10001\n' "$image" >"$1/checkov-dockerfile/Dockerfile"
    printf -- '%bHEALTHCHECK NONE\nUSER 10001\n' "$image" >"$1/good/Dockerfile"
    printf -- '---\nservices:\n  planted:\n    image: planted:1\n    tmpfs: {size: 64m}\n' >"$1/compose/compose.yaml"
    printf -- '%b' "$account" >"$1/good/account.yaml"
    printf -- '---\nname: good\nservices:\n  good:\n    image: good:1\n' >"$1/good/compose.yaml"
    printf -- '---\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - account.yaml\n' >"$1/good/kustomization.yaml"
    echo "{\"\$schema\": \"$dialect\", \"type\": \"string\"}" >"$1/good/good.schema.json"
    echo "{$task, \"cpu\": \"256\"}" >"$1/good/task.json"
    printf -- '---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: planted\n  namespace: planted\n' >"$1/custom/monitor.yaml"
}

# expect STATUS WORDS JUDGE FOLDER: one line about whether the judge ended so, and said so.
expect() {
    local status
    hear "$3" "$4"
    read -r status _ <"$scratch/$3.ended"
    if [ "$status" = "$1" ] && [[ $(<"$scratch/$3.said") == *"$2"* ]]; then
        echo "ok      $3: ${4##*/} ends with $1"
    else
        echo "NOT OK  $3: ${4##*/}: status $status, not $1, or silent about \"$2\""
        sed 's/^/          /' "$scratch/$3.said"
        return 1
    fi
}

self_test() {
    local entry judge planted=$scratch/planted failures=0
    plant_mistakes "$planted"
    expect 1 CKV_K8S_16 checkov "$planted/checkov" || failures=1
    expect 1 CKV_DOCKER_1 checkov "$planted/checkov-dockerfile" || failures=1
    expect 1 DL3003 hadolint "$planted/hadolint" || failures=1
    expect 1 DL3057 hadolint "$planted/hadolint-health" || failures=1
    expect 1 CKV_SECRET_ checkov "$planted/checkov-secret" || failures=1
    expect 1 'did not look' checkov "$planted/checkov-nameless" || failures=1
    expect 1 restartPolice kubernetes-validate "$planted/kubernetes-validate" || failures=1
    expect 1 'there is no extensions/v1beta1 Ingress' kubernetes-validate "$planted/kubernetes-validate-withdrawn" || failures=1
    expect 1 'cannot be read' kubernetes-validate "$planted/kubernetes-validate-unreadable" || failures=1
    expect 1 'metadata.name is missing' kubernetes-validate "$planted/checkov-nameless" || failures=1
    expect 4 'not judged: no schema for monitoring.coreos.com/v1 ServiceMonitor' kubernetes-validate "$planted/custom" || failures=1
    expect 1 key-duplicates yamllint "$planted/yamllint" || failures=1
    expect 1 document-start yamllint "$planted/yamllint-warning" || failures=1
    expect 1 'Invalid type for parameter cpu' botocore "$planted/botocore" || failures=1
    expect 1 "'FARGTE' is none of" botocore "$planted/botocore-service" || failures=1
    expect 1 'cpu is there twice' botocore "$planted/botocore-twice" || failures=1
    expect 1 'Cluster not found' moto "$planted/moto" || failures=1
    expect 1 E3047 cfn-lint "$planted/cfn-lint" || failures=1
    expect 1 W2001 cfn-lint "$planted/cfn-lint-template" || failures=1
    expect 1 strnig check-jsonschema "$planted/check-jsonschema" || failures=1
    expect 1 'parse error' promtool "$planted/promtool" || failures=1
    expect 1 'duplicate rule' promtool "$planted/promtool-lint" || failures=1
    expect 1 scrape_intervall promtool "$planted/promtool-config" || failures=1
    expect 1 PrometheusRule promtool "$planted/promtool-object" || failures=1
    expect 1 'undefined receiver' amtool "$planted/amtool" || failures=1
    expect 1 tmpfs compose "$planted/compose" || failures=1
    for entry in "${judges[@]}"; do
        judge=${entry%% *}
        [ -d "$planted/$judge" ] || { echo "NOT OK  $judge: no mistake is planted for it"; failures=1; }
        expect 0 '' "$judge" "$planted/good" || failures=1
        expect 4 '' "$judge" "$planted/empty" || failures=1
        home=$scratch/not-installed expect 2 '' "$judge" "$planted/good" || failures=1
    done
    return $failures
}
