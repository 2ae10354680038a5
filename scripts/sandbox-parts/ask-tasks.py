"""Asks every running task of a service over HTTP: a line per task with the URL and the answer.

    ask-tasks.py ENDPOINT CLUSTER SERVICE PORT
"""

import sys
import time
import urllib.request

import boto3


def main(endpoint, cluster, service, port):
    ecs = boto3.client("ecs", endpoint_url=endpoint)
    tasks = ecs.list_tasks(cluster=cluster, serviceName=service, desiredStatus="RUNNING")["taskArns"]
    if not tasks:
        raise SystemExit(f"{service} has no running task")
    for task in ecs.describe_tasks(cluster=cluster, tasks=tasks)["tasks"]:
        url = f"http://{address(task)}:{port}/"
        print(url, answer(url))


def address(task):
    details = [detail for attachment in task["attachments"] for detail in attachment["details"]]
    return next(detail["value"] for detail in details if detail["name"] == "privateIPv4Address")


def answer(url, patience=10):
    """The body; a server that is not listening yet gets some seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return response.read().decode().strip()
        except OSError as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"{url}: {error}")
            time.sleep(0.2)


if __name__ == "__main__":
    main(*sys.argv[1:])
