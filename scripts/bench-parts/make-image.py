"""Makes an image of three layers in an engine, the same one each time it is asked for the same size.

    make-image.py HOST IMAGE MEGABYTES

Files of a megabyte, a fifth of their pages random and the rest made of words, frequent ones and rare ones, so that
gzip has about as much work with them as with programs, and gains about as much.
"""

import hashlib
import io
import json
import random
import sys
import tarfile
import tempfile

import docker

LAYERS = 3
FILE = 1_000_000
PAGE = 5_000
POOL = 8_000_000


def main(host, name, megabytes):
    with tempfile.TemporaryFile() as archive:
        write_image(archive, name, int(megabytes))
        archive.seek(0)
        docker.DockerClient(base_url=host, timeout=600).images.load(archive)


def write_image(archive, name, megabytes):
    generator = random.Random(20261121)
    pool = pool_of_words(generator)
    with tarfile.open(fileobj=archive, mode="w") as image:
        layers = []
        for index in range(LAYERS):
            count = megabytes // LAYERS + (1 if index < megabytes % LAYERS else 0)
            path = f"layer{index}/layer.tar"
            files = ((f"data/{index}-{number:05}", content(generator, pool)) for number in range(count))
            layers.append((path, add_layer(image, path, files)))
        config = {
            "architecture": "amd64",
            "os": "linux",
            "config": {"Cmd": ["/bin/true"]},
            "rootfs": {"type": "layers", "diff_ids": [digest for _, digest in layers]},
            "history": [{"created": "2026-01-01T00:00:00Z", "created_by": path} for path, _ in layers],
            "created": "2026-01-01T00:00:00Z",
        }
        manifest = [{"Config": "config.json", "RepoTags": [name], "Layers": [path for path, _ in layers]}]
        add(image, "config.json", json.dumps(config).encode())
        add(image, "manifest.json", json.dumps(manifest).encode())


def add_layer(image, path, files):
    """Adds a layer of files and returns its digest."""
    with tempfile.TemporaryFile() as layer:
        with tarfile.open(fileobj=layer, mode="w") as tar:
            for name, data in files:
                add(tar, name, data)
        layer.seek(0)
        digest = hashlib.file_digest(layer, "sha256").hexdigest() if hasattr(hashlib, "file_digest") else sha256(layer)
        size = layer.tell()
        layer.seek(0)
        entry = tarfile.TarInfo(path)
        entry.size = size
        image.addfile(entry, layer)
    return f"sha256:{digest}"


def sha256(file):
    digest = hashlib.sha256()
    while block := file.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def pool_of_words(generator):
    """Text from which pages are taken; far larger than the 32 kB that gzip looks back."""
    words = [generator.randbytes(generator.randint(2, 12)) for _ in range(4000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    return b"".join(generator.choices(words, weights, k=POOL // 6))


def content(generator, pool):
    pages = []
    for _ in range(FILE // PAGE):
        if generator.random() < 0.2:
            pages.append(generator.randbytes(PAGE))
        else:
            begin = generator.randrange(len(pool) - PAGE)
            pages.append(pool[begin : begin + PAGE])
    return b"".join(pages)


def add(tar, name, data):
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    tar.addfile(entry, io.BytesIO(data))


if __name__ == "__main__":
    main(*sys.argv[1:])
