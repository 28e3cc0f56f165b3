"""Judges inputs of AWS's APIs and CloudFormation templates: aws.py botocore|moto|cfn-lint FOLDER...

botocore   AWS's own model of RegisterTaskDefinition, CreateService, RegisterScalableTarget and PutScalingPolicy: types,
           required and unknown members, enums and bounds. Offline.
moto       a pretended AWS: what is registered and created there must come back as it was sent.
cfn-lint   the inputs as CloudFormation resources, and CloudFormation templates as they are; informational rules count.

Prints findings; exits 0 clean, 1 findings, 2 failed, 4 nothing to judge. Each runs where its package is installed.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

REGION = "us-east-1"


class Unreadable(Exception):
    pass


def files(folders, *endings):
    for folder in folders:
        for place, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if name not in (".git", ".build", "node_modules"))
            yield from (os.path.join(place, name) for name in sorted(names) if name.endswith(endings))


def unique(pairs):
    """An object whose keys are all different: Python's reader keeps the last of them silently."""
    keys = [key for key, _ in pairs]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise Unreadable(f"{', '.join(sorted(twice))} is there twice")
    return dict(pairs)


def inputs(folders):
    """The path, the service, the operation and the input of everything that some API takes; Unreadable instead of an input."""
    for path in files(folders, ".json"):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if not re.search(r'"(containerDefinitions|serviceName|registerScalableTarget|ScalableDimension)"', text):
            continue
        try:
            document = json.loads(text, object_pairs_hook=unique)
        except (ValueError, Unreadable) as problem:
            yield path, None, None, Unreadable(str(problem))
            continue
        if not isinstance(document, dict) or "AWSTemplateFormatVersion" in document:
            continue
        if isinstance(document.get("taskDefinition"), dict):
            document = document["taskDefinition"]
        if "containerDefinitions" in document:
            yield path, "ecs", "RegisterTaskDefinition", document
        elif "serviceName" in document:
            yield path, "ecs", "CreateService", document
        elif "registerScalableTarget" in document:
            yield path, "application-autoscaling", "RegisterScalableTarget", document["registerScalableTarget"]
            yield path, "application-autoscaling", "PutScalingPolicy", document.get("putScalingPolicy", {})


def botocore_findings(service, operation, value):
    import botocore.session
    from botocore.model import ServiceModel
    from botocore.validate import ParamValidator

    loader = botocore.session.get_session().get_component("data_loader")
    shape = ServiceModel(loader.load_service_model(service, "service-2"), service).operation_model(operation).input_shape
    report = ParamValidator().validate(value, shape)
    findings = report.generate_report().splitlines() if report.has_errors() else []

    def look(value, shape, path):
        """What the validator leaves out: enums, patterns and upper bounds."""
        if shape.type_name == "structure" and isinstance(value, dict):
            for key, inner in value.items():
                if key in shape.members:
                    look(inner, shape.members[key], f"{path}.{key}")
        elif shape.type_name == "list" and isinstance(value, list):
            for index, inner in enumerate(value):
                look(inner, shape.member, f"{path}[{index}]")
        elif shape.type_name == "map" and isinstance(value, dict):
            for key, inner in value.items():
                look(inner, shape.value, f"{path}.{key}")
        elif shape.type_name == "string" and isinstance(value, str):
            rules = shape.metadata
            if rules.get("enum") and value not in rules["enum"]:
                findings.append(f"{path}: {value!r} is none of {', '.join(rules['enum'])}")
            if rules.get("max") is not None and len(value) > rules["max"]:
                findings.append(f"{path}: {len(value)} characters, more than {rules['max']}")

    look(value, shape, operation)
    return findings


def botocore(folders):
    findings, judged = [], 0
    for path, service, operation, value in inputs(folders):
        judged += 1
        problems = [f"cannot be read: {value}"] if operation is None else botocore_findings(service, operation, value)
        findings += [f"{path}: {problem}" for problem in problems]
    return findings, judged


def differences(sent, back, path):
    """Where what came back is not what was sent; what was added is not looked at."""
    if isinstance(sent, dict) and isinstance(back, dict):
        for key, value in sent.items():
            yield from differences(value, back.get(key), f"{path}.{key}")
    elif isinstance(sent, list) and isinstance(back, list) and len(sent) == len(back):
        for index, (one, other) in enumerate(zip(sent, back)):
            yield from differences(one, other, f"{path}[{index}]")
    elif sent != back:
        yield f"{path}: sent {json.dumps(sent)[:120]}, came back {json.dumps(back)[:120]}"


def in_network(service, client):
    """The service in subnets and groups that the pretended AWS has: it asks for them by id."""
    service = json.loads(json.dumps(service))
    place = service.get("networkConfiguration", {}).get("awsvpcConfiguration", {})
    ids = {"subnets": [], "securityGroups": []}
    vpc = client.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    for number, _ in enumerate(place.get("subnets", [])):
        subnet = client.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24")
        ids["subnets"].append(subnet["Subnet"]["SubnetId"])
    for number, _ in enumerate(place.get("securityGroups", [])):
        group = client.create_security_group(GroupName=f"group-{number}", Description="judged", VpcId=vpc)
        ids["securityGroups"].append(group["GroupId"])
    place.update({key: found for key, found in ids.items() if key in place})
    return service


def moto(folders):
    os.environ.update(AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_DEFAULT_REGION=REGION)
    os.environ.pop("AWS_PROFILE", None)
    import boto3
    from moto import mock_aws

    by_folder = {}
    for path, service, operation, value in inputs(folders):
        by_folder.setdefault(os.path.dirname(path), []).append((path, operation, value))
    order = ["RegisterTaskDefinition", "CreateService", "RegisterScalableTarget", "PutScalingPolicy", None]
    findings, judged = [], 0
    for entries in by_folder.values():
        with mock_aws():
            ecs = boto3.client("ecs", region_name=REGION)
            scaling = boto3.client("application-autoscaling", region_name=REGION)
            network = boto3.client("ec2", region_name=REGION)
            for path, operation, value in sorted(entries, key=lambda entry: order.index(entry[1])):
                judged += 1
                try:
                    if operation is None:
                        problems = [f"cannot be read: {value}"]
                    elif operation == "RegisterTaskDefinition":
                        arn = ecs.register_task_definition(**value)["taskDefinition"]["taskDefinitionArn"]
                        answer = ecs.describe_task_definition(taskDefinition=arn, include=["TAGS"])
                        back = {**answer["taskDefinition"], "tags": answer.get("tags", [])}
                        problems = list(differences(value, back, "taskDefinition"))
                    elif operation == "CreateService":
                        ecs.create_cluster(clusterName=value.get("cluster", "default"))
                        ecs.create_service(**in_network(value, network))
                        names = {"cluster": value.get("cluster", "default"), "services": [value["serviceName"]]}
                        back = ecs.describe_services(**names)["services"][0]
                        sent = {key: value[key] for key in ("serviceName", "desiredCount", "launchType") if key in value}
                        problems = list(differences(sent, back, "service"))
                    elif operation == "RegisterScalableTarget":
                        scaling.register_scalable_target(**value)
                        back = scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"][0]
                        problems = list(differences({k: v for k, v in value.items() if k != "Tags"}, back, "target"))
                    else:
                        scaling.put_scaling_policy(**value)
                        back = scaling.describe_scaling_policies(ServiceNamespace="ecs")["ScalingPolicies"][0]
                        problems = list(differences(value, back, "policy"))
                except Exception as refusal:  # whatever the pretended AWS says, it is a finding
                    problems = [f"{operation}: {type(refusal).__name__}: {refusal}"]
                findings += [f"{path}: {problem}" for problem in problems]
    return findings, judged


def as_resource(value, schema, definitions):
    """An input with the names that the resource's schema has for them: they differ in their capitals only."""
    while "$ref" in schema:
        schema = definitions[schema["$ref"].split("/")[-1]]
    if isinstance(value, list):
        return [as_resource(item, schema.get("items", {}), definitions) for item in value]
    if not isinstance(value, dict):
        return value
    names = {name.lower(): name for name in schema.get("properties", {})}
    result = {}
    for key, inner in value.items():
        name = names.get(key.lower(), key)
        result[name] = as_resource(inner, schema.get("properties", {}).get(name, {}), definitions)
    return result


def cfn_lint(folders):
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

    kinds = {"RegisterTaskDefinition": "AWS::ECS::TaskDefinition", "CreateService": "AWS::ECS::Service"}
    findings, judged = [], {}
    with tempfile.TemporaryDirectory() as scratch:
        for path, _, operation, value in inputs(folders):
            if operation is None:
                findings.append(f"{path}: cannot be read: {value}")
                judged[path] = path
                continue
            if operation not in kinds:
                continue
            kind = kinds[operation]
            schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, kind).schema
            properties = as_resource(value, schema, schema.get("definitions", {}))
            if operation == "CreateService" and isinstance(value.get("taskDefinition"), str):
                # An input may name a family; the resource takes an ARN.
                family = value["taskDefinition"].split(":")[0]
                properties["TaskDefinition"] = f"arn:aws:ecs:{REGION}:123456789012:task-definition/{family}:1"
            wrapped = os.path.join(scratch, f"{len(judged)}.json")
            with open(wrapped, "w", encoding="utf-8") as file:
                resources = {"Wrapped": {"Type": kind, "Properties": properties}}
                json.dump({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}, file)
            judged[wrapped] = path
        for path in files(folders, ".json", ".yaml", ".yml"):
            with open(path, encoding="utf-8") as file:
                if re.search(r'^\s*"?AWSTemplateFormatVersion"?\s*:', file.read(), re.MULTILINE):
                    judged[path] = path
        templates = [path for path in judged if path != judged[path] or path.endswith((".yaml", ".yml", ".json"))]
        if templates:
            program = os.path.join(os.path.dirname(sys.executable), "cfn-lint")
            command = [program, "--include-checks", "I", "--format", "json", "--", *templates]
            answer = subprocess.run(command, capture_output=True, text=True, check=False)
            try:
                matches = json.loads(answer.stdout or "null")
            except ValueError:
                matches = None
            if matches is None:
                sys.exit(f"cfn-lint failed: {answer.stderr.strip()[-300:]}")
            for match in matches:
                place = match["Location"]
                where = judged.get(match["Filename"], match["Filename"])
                line = f":{place['Start']['LineNumber']}" if where == match["Filename"] else ""
                keys = ".".join(map(str, place.get("Path") or []))
                findings.append(f"{where}{line}: {match['Rule']['Id']} {match['Message']} ({keys})")
    return findings, len(judged)


def main():
    judges = {"botocore": botocore, "moto": moto, "cfn-lint": cfn_lint}
    findings, judged = judges[sys.argv[1]](sys.argv[2:])
    print("\n".join(findings), end="\n" if findings else "")
    sys.exit(1 if findings else 0 if judged else 4)


if __name__ == "__main__":
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code)
            sys.exit(2)
        raise
