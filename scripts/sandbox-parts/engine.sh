# shellcheck shell=bash
# The sandbox's Docker Engine: a running one on this machine, else one of its own.
#
# One of its own means a socket, a bridge, a subnet, a data folder and a containerd namespace of its own, and not one
# firewall rule but the three below: engines share their chains by name, and each start would empty the others'.

engine_state=$DIR/engine
# Sockets have short paths: a state folder deep in the tree would not do.
engine_run=/run/shipit-$ID
engine_bridge=shipit-$ID

engine_up() {
    mkdir -p "$engine_state"
    if [[ ! -s $engine_state/host ]]; then
        running_engine >"$engine_state/host" || echo "unix://$engine_run/docker.sock" >"$engine_state/host"
    fi
    ENGINE=$(<"$engine_state/host")
    if engine_is_own; then
        engine_start
    elif ! engine_answers "$ENGINE"; then
        # The engine that was there at the last `up` is gone: look again.
        rm "$engine_state/host"
        say "note: the engine at $ENGINE is gone"
        engine_up
        return
    fi
    "$PYTHON" "$PARTS/engine.py" import-base "$ENGINE" "$BASE_IMAGE" || fail "the engine did not take the base image"
}

engine_is_own() { [[ $(cat "$engine_state/host" 2>/dev/null) == "unix://$engine_run/docker.sock" ]]; }

engine_answers() { "$PYTHON" "$PARTS/engine.py" ping "$1" >/dev/null 2>&1; }

# An engine that somebody else runs here. Only a local one will do: it has to reach this machine's 127.0.0.1, and
# this machine its containers.
running_engine() {
    local host
    for host in "${DOCKER_HOST:-}" unix:///var/run/docker.sock; do
        [[ -n $host ]] || continue
        if [[ $host != unix://* ]]; then
            say "note: DOCKER_HOST=$host is not a socket on this machine; not used"
        elif [[ -S ${host#unix://} ]] && engine_answers "$host"; then
            echo "$host"
            return
        fi
    done
    return 1
}

engine_start() {
    local log=$engine_state/log
    if engine_process "$engine_run/pid" >/dev/null && engine_answers "$ENGINE"; then return; fi
    "$ROOT/scripts/install" engine
    say "Starting a Docker Engine at $ENGINE"
    engine_stop
    mount_control_groups
    engine_network_up
    as_root mkdir -p "$engine_run"
    # shellcheck disable=SC2024,SC2154 # the log is ours; only the daemon has to be root's
    "${privileged[@]}" setsid dockerd --host "$ENGINE" --group "$(id -g)" --pidfile "$engine_run/pid" \
        --data-root "$engine_state/data" --exec-root "$engine_run/exec" \
        --containerd-namespace "shipit-$ID" --containerd-plugins-namespace "shipit-$ID-plugins" \
        --bridge "$engine_bridge" --iptables=false --shutdown-timeout 3 --log-level warn \
        >"$log" 2>&1 </dev/null 9>&- &
    wait_until 60 engine_has_come_up $! || true
    if ! engine_answers "$ENGINE"; then
        tail_of "$log"
        fail "the Docker Engine did not start"
    fi
}

# Or has ended, which leaves nothing to wait for either.
engine_has_come_up() { engine_answers "$ENGINE" || ! process_start "$1" >/dev/null; }

# What containers need of the network: an address on this machine, and a way out.
engine_network_up() {
    local subnet
    [[ -s $engine_state/subnet ]] || free_subnet >"$engine_state/subnet"
    subnet=$(<"$engine_state/subnet")
    if [[ ! -e /sys/class/net/$engine_bridge ]]; then
        as_root ip link add "$engine_bridge" type bridge
        as_root ip address add "${subnet/.0\/24/.1/24}" dev "$engine_bridge"
    fi
    as_root ip link set "$engine_bridge" up
    firewall_rules add || say "note: no way out for containers: iptables refused"
}

# A /24 that no route here covers, by the kernel's table, beginning at a place that differs from sandbox to sandbox.
free_subnet() {
    python3 -c 'import ipaddress, socket, struct, sys
address = lambda text: socket.inet_ntoa(struct.pack("<L", int(text, 16)))
rows = [line.split() for line in open("/proc/net/route").readlines()[1:]]
taken = [ipaddress.ip_network((address(row[1]), address(row[7]))) for row in rows if row[1] != "00000000"]
for step in range(256):
    subnet = ipaddress.ip_network(f"10.213.{(int(sys.argv[1], 16) + step) % 256}.0/24")
    if not any(subnet.overlaps(other) for other in taken):
        print(subnet)
        break
else: sys.exit("no free subnet in 10.213.0.0/16")' "$ID"
}

# The only rules of the sandbox, each naming its bridge, so that they can be taken away one by one.
firewall_rules() {
    local subnet
    subnet=$(<"$engine_state/subnet")
    firewall_rule "$1" nat POSTROUTING -s "$subnet" ! -o "$engine_bridge" -j MASQUERADE &&
        firewall_rule "$1" filter FORWARD -i "$engine_bridge" -j ACCEPT &&
        firewall_rule "$1" filter FORWARD -o "$engine_bridge" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
}

firewall_rule() {
    local action=$1 table=$2 chain=$3
    shift 3
    if as_root iptables -w 10 -t "$table" -C "$chain" "$@" 2>/dev/null; then
        [[ $action == add ]] || as_root iptables -w 10 -t "$table" -D "$chain" "$@"
    else
        [[ $action == remove ]] || as_root iptables -w 10 -t "$table" -I "$chain" "$@" 2>/dev/null
    fi
}

# A machine without an init system may not have mounted them, and no container starts without.
mount_control_groups() {
    grep -qE ' - cgroup2? ' /proc/self/mountinfo && return
    say "Mounting control groups at /sys/fs/cgroup"
    as_root mount -t cgroup2 cgroup2 /sys/fs/cgroup || fail "control groups cannot be mounted" \
        "Containers need /sys/fs/cgroup: in a container, run it with --privileged."
}

engine_down() {
    if engine_is_own; then
        # A daemon that was killed left its containers running: bring it back to let it end them.
        if ! engine_process "$engine_run/pid" >/dev/null && engine_left_containers; then
            ENGINE=$(<"$engine_state/host")
            engine_start
        fi
        engine_stop
        if have iptables && [[ -s $engine_state/subnet ]]; then firewall_rules remove || true; fi
        [[ ! -e /sys/class/net/$engine_bridge ]] || as_root ip link delete "$engine_bridge"
        engine_unmount
        as_root rm -rf "$engine_run"
        rm -f "$engine_state/subnet"
    fi
    rm -f "$engine_state/host"
}

# A daemon that was killed leaves its mounts; they are named in octal where a path holds a blank.
engine_unmount() {
    local mounted
    while read -r _ _ _ _ mounted _; do
        mounted=$(printf %b "${mounted//\\/\\0}")
        [[ $mounted != "$engine_state"/* && $mounted != "$engine_run"/* ]] || as_root umount "$mounted"
    done < <(tac /proc/self/mountinfo)
}

engine_left_containers() { grep -qsaE "containerd-shim.*-namespace.shipit-$ID\b" /proc/[0-9]*/cmdline; }

# Ends the daemon, and the containerd it started, which may outlive one that was killed. Their pid files go with
# them: the next daemon would take a process that is still being reaped for one that serves.
engine_stop() {
    local file pid
    for file in "$engine_run/pid" "$engine_run/exec/containerd/containerd.pid"; do
        if pid=$(engine_process "$file") && record_process "$engine_state/ending" "$pid"; then
            end_process "$engine_state/ending" 60
        fi
        as_root rm -f "$file"
    done
}

# The process that a pid file names, if it is this engine's: its command line has this engine's folder in it.
engine_process() {
    local pid
    pid=$(as_root cat "$1" 2>/dev/null) || return 1
    grep -qsaF "$engine_run/" "/proc/$pid/cmdline" || return 1
    echo "$pid"
}
