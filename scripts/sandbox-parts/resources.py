"""Creates in the sandbox's AWS what the sample pipelines' `test` environment names, as far as it is not there yet.

    resources.py ENDPOINT REGION

The names are those of a real account set up by hand: a network, a load balancer with a target group per service,
service discovery, a cluster and the role that tasks start with.
"""

import json
import os
import sys

import boto3

CLUSTER = "sgu-microservices"
VPC = "SGU-Microservices-VPC"
SUBNETS = {
    "SGU-Microservices-subnet-public1-ap-southeast-1a": ("10.0.1.0/24", "a"),
    "SGU-Microservices-subnet-public2-ap-southeast-1b": ("10.0.2.0/24", "b"),
}
SECURITY_GROUP = "ecs-app-sg"
LOAD_BALANCER = "sgu-alb"
TARGET_GROUPS = {"auth-tg": 9999, "user-tg": 8081, "task-tg": 8082, "noti-tg": 8083, "api-gateway-tg": 8080}
NAMESPACE = "sgu.local"
DISCOVERED = ["auth", "user", "taskflow", "notification", "ai-model", "api-gateway"]
ROLES = ["ecsTaskExecutionRole"]
SECRET = "shipit-sandbox/secret"


def main(endpoint, region):
    session = boto3.Session(region_name=region)

    def client(service):
        return session.client(service, endpoint_url=endpoint)

    ec2 = client("ec2")
    vpc = find_or_create_vpc(ec2)
    subnets = [find_or_create_subnet(ec2, vpc, name, block, region + zone) for name, (block, zone) in SUBNETS.items()]
    group = find_or_create_security_group(ec2, vpc)
    create_load_balancer(client("elbv2"), vpc, subnets, group)
    create_discovery(client("servicediscovery"), vpc)
    create_roles(client("iam"))
    create_cluster(client("ecs"))
    create_secret(client("secretsmanager"), os.environ["SHIPIT_SANDBOX_SECRET"])


def named(name):
    return [{"Name": "tag:Name", "Values": [name]}]


def name_tag(kind, name):
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}]}]


def find_or_create_vpc(ec2):
    found = ec2.describe_vpcs(Filters=named(VPC))["Vpcs"]
    if not found:
        found = [ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=name_tag("vpc", VPC))["Vpc"]]
    return found[0]["VpcId"]


def find_or_create_subnet(ec2, vpc, name, block, zone):
    found = ec2.describe_subnets(Filters=named(name))["Subnets"]
    if not found:
        tags = name_tag("subnet", name)
        made = ec2.create_subnet(VpcId=vpc, CidrBlock=block, AvailabilityZone=zone, TagSpecifications=tags)
        found = [made["Subnet"]]
    return found[0]["SubnetId"]


def find_or_create_security_group(ec2, vpc):
    filters = [{"Name": "group-name", "Values": [SECURITY_GROUP]}, {"Name": "vpc-id", "Values": [vpc]}]
    found = ec2.describe_security_groups(Filters=filters)["SecurityGroups"]
    if found:
        return found[0]["GroupId"]
    return ec2.create_security_group(GroupName=SECURITY_GROUP, Description="Services", VpcId=vpc)["GroupId"]


def create_load_balancer(elbv2, vpc, subnets, group):
    groups = {target["TargetGroupName"]: target["TargetGroupArn"] for target in pages(elbv2, "describe_target_groups", "TargetGroups")}
    for name, port in TARGET_GROUPS.items():
        if name not in groups:
            made = elbv2.create_target_group(Name=name, Protocol="HTTP", Port=port, VpcId=vpc, TargetType="ip", HealthCheckPath="/")
            groups[name] = made["TargetGroups"][0]["TargetGroupArn"]
    balancers = pages(elbv2, "describe_load_balancers", "LoadBalancers")
    if any(balancer["LoadBalancerName"] == LOAD_BALANCER for balancer in balancers):
        return
    made = elbv2.create_load_balancer(Name=LOAD_BALANCER, Subnets=subnets, SecurityGroups=[group])
    listener = elbv2.create_listener(
        LoadBalancerArn=made["LoadBalancers"][0]["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": groups["api-gateway-tg"]}],
    )["Listeners"][0]["ListenerArn"]
    for priority, name in enumerate(sorted(set(groups) & set(TARGET_GROUPS) - {"api-gateway-tg"}), start=1):
        path = f"/{name.removesuffix('-tg')}/*"
        elbv2.create_rule(
            ListenerArn=listener,
            Priority=priority,
            Conditions=[{"Field": "path-pattern", "Values": [path]}],
            Actions=[{"Type": "forward", "TargetGroupArn": groups[name]}],
        )


def create_discovery(discovery, vpc):
    namespace = find_namespace(discovery)
    if namespace is None:
        discovery.create_private_dns_namespace(Name=NAMESPACE, Vpc=vpc)
        namespace = find_namespace(discovery)
    filters = [{"Name": "NAMESPACE_ID", "Values": [namespace]}]
    there = {service["Name"] for service in pages(discovery, "list_services", "Services", Filters=filters)}
    for name in DISCOVERED:
        if name not in there:
            dns = {"NamespaceId": namespace, "DnsRecords": [{"Type": "A", "TTL": 60}]}
            discovery.create_service(Name=name, NamespaceId=namespace, DnsConfig=dns)


def find_namespace(discovery):
    for namespace in pages(discovery, "list_namespaces", "Namespaces"):
        if namespace["Name"] == NAMESPACE:
            return namespace["Id"]
    return None


def create_roles(iam):
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
    for role in ROLES:
        try:
            iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(trust))
        except iam.exceptions.EntityAlreadyExistsException:
            pass


def create_cluster(ecs):
    there = ecs.describe_clusters(clusters=[CLUSTER])["clusters"]
    if not any(cluster["status"] == "ACTIVE" for cluster in there):
        ecs.create_cluster(clusterName=CLUSTER)


def create_secret(secrets, value):
    try:
        secrets.create_secret(Name=SECRET, SecretString=value)
    except secrets.exceptions.ResourceExistsException:
        pass


def pages(client, operation, key, **arguments):
    """Everything that a paged operation lists."""
    return [item for page in client.get_paginator(operation).paginate(**arguments) for item in page[key]]


if __name__ == "__main__":
    main(*sys.argv[1:])
