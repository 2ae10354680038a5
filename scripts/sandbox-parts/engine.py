"""What scripts/sandbox asks of a Docker Engine, without needing its command line.

    engine.py ping HOST
    engine.py import-base HOST IMAGE      busybox with its applets, from this machine's busybox-static
    engine.py remove-containers HOST LABEL
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile

import docker


def ping(host):
    """Fails unless an engine answers."""
    engine(host, timeout=5).ping()


def import_base(host, image):
    """Makes IMAGE where the engine lacks it. No network is used."""
    client = engine(host)
    try:
        client.images.get(image)
        return
    except docker.errors.ImageNotFound:
        pass
    repository, _, tag = image.rpartition(":")
    settings = ["ENV PATH=/bin:/sbin:/usr/bin:/usr/sbin", 'CMD ["sh"]']
    client.api.import_image_from_data(busybox_root(), repository=repository, tag=tag, changes=settings)
    client.images.get(image)


def busybox_root():
    """A root file system as a tar: the program, a link per applet, and what programs expect of a root."""
    busybox = next((path for path in ("/bin/busybox", shutil.which("busybox")) if path and os.path.exists(path)), None)
    if busybox is None:
        raise SystemExit("busybox is not installed")
    applets = subprocess.run([busybox, "--list-full"], check=True, capture_output=True, text=True).stdout.split()
    applets = [path for path in applets if path not in ("bin/busybox", "linuxrc")]
    folders = {"bin", "dev", "etc", "home", "proc", "root", "run", "sbin", "sys", "tmp", "usr", "usr/bin", "usr/sbin", "var", "www"}
    folders |= {os.path.dirname(path) for path in applets} - {""}

    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for folder in sorted(folders):
            tar.addfile(member(folder, tarfile.DIRTYPE, 0o1777 if folder == "tmp" else 0o755))
        with open(busybox, "rb") as program:
            add_file(tar, "bin/busybox", program.read(), 0o755)
        for path in sorted(applets):
            link = member(path, tarfile.SYMTYPE, 0o777)
            link.linkname = "/bin/busybox"
            tar.addfile(link)
        add_file(tar, "etc/passwd", b"root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n", 0o644)
        add_file(tar, "etc/group", b"root:x:0:\nnogroup:x:65534:\n", 0o644)
    return archive.getvalue()


def member(name, kind, mode):
    entry = tarfile.TarInfo(name)
    entry.type = kind
    entry.mode = mode
    return entry


def add_file(tar, name, content, mode):
    entry = member(name, tarfile.REGTYPE, mode)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def remove_containers(host, label):
    """Removes the containers that carry LABEL, running or not, and says how many."""
    removed = 0
    for container in engine(host).containers.list(all=True, sparse=True, filters={"label": label}):
        try:
            container.remove(force=True, v=True)
            removed += 1
        except docker.errors.NotFound:
            pass
    print(removed)


def engine(host, timeout=60):
    return docker.DockerClient(base_url=host, timeout=timeout)


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    try:
        {"ping": ping, "import-base": import_base, "remove-containers": remove_containers}[command](*arguments)
    except (docker.errors.DockerException, OSError) as error:
        raise SystemExit(f"{command}: {error}")
