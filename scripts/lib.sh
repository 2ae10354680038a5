# shellcheck shell=bash
# What the scripts share: telling, privileges, packages, processes and waiting.
# Sourced, never run; the scripts set -euo pipefail before.

# The project's root, whatever directory a script is called from.
# shellcheck disable=SC2034 # used by those who source this
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# ── Telling ────────────────────────────────────────────────────────────────────────────────

# A line per argument, one for one thing done. Everything a script tells goes to standard error.
say() { printf "%s\n" "$@" >&2; }

# Ends the script with what failed and, on the lines after, what to do about it.
fail() {
    printf 'error: %s\n' "$1" >&2
    shift
    [[ $# -eq 0 ]] || printf '  %s\n' "$@" >&2
    exit 1
}

# No script ends in silence: whatever stops it unforeseen is named with its place.
unforeseen() { printf 'error: %s failed with status %s (%s line %s)\n' "$2" "$1" "${BASH_SOURCE[1]}" "${BASH_LINENO[0]}" >&2; }
set -o errtrace
trap 'unforeseen $? "$BASH_COMMAND"' ERR

# The end of a log, indented, so that a failure explains itself.
tail_of() {
    [[ -s $1 ]] || return 0
    printf '  … %s\n' "$1" >&2
    tail -n "${2:-20}" "$1" | sed 's/^/  | /' >&2
}

# quietly WHAT COMMAND… runs it unheard; a failure is told with the end of what it printed.
quietly() {
    local what=$1 log
    shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        return
    fi
    tail_of "$log" 30
    rm -f "$log"
    fail "$what failed: $*"
}

# ── Privileges and packages ────────────────────────────────────────────────────────────────

have() { command -v "$1" >/dev/null 2>&1; }

# What goes before a command that needs root: nothing for root, sudo for everybody else.
privileged=()
[[ $(id -u) -eq 0 ]] || privileged=(sudo "--preserve-env=http_proxy,https_proxy,no_proxy" --)

as_root() {
    [[ ${#privileged[@]} -eq 0 ]] || have sudo || fail "this needs root: $*" "Run the script as root, or install sudo."
    "${privileged[@]}" "$@"
}

# Those of the named packages that are not installed, a line each.
missing_packages() {
    local package
    for package; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
    done
}

# install_packages PACKAGE… installs what is missing. No service is started on the way: what the sandbox needs it
# starts itself, on ports and sockets of its own.
install_packages() {
    local missing=()
    mapfile -t missing < <(missing_packages "$@")
    [[ ${#missing[@]} -gt 0 ]] || return 0
    say "Installing ${missing[*]}"
    # shellcheck disable=SC2034 # read by scripts/install
    installed_now=${missing[*]}
    without_starting_services apt_install "${missing[@]}"
    mapfile -t missing < <(missing_packages "${missing[@]}")
    [[ ${#missing[@]} -eq 0 ]] || fail "apt-get left these uninstalled: ${missing[*]}"
}

apt_install() {
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
    local install=("${apt[@]}" install --yes --no-install-recommends "$@")
    # Lists may be absent or older than the mirror: fetch them and try once more.
    if ! as_root "${install[@]}" </dev/null >/dev/null 2>&1; then
        quietly "apt-get update" as_root "${apt[@]}" update
        quietly "apt-get install" as_root "${install[@]}"
    fi
}

# Debian's packages start their services when installed, unless this policy says no.
without_starting_services() {
    local policy=/usr/sbin/policy-rc.d status=0
    if [[ -e $policy ]]; then
        "$@"
        return
    fi
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    ("$@") || status=$?
    as_root rm -f "$policy"
    return "$status"
}

# ── Processes ──────────────────────────────────────────────────────────────────────────────
# A record is a file "PID START", START being the boot and the tick at which the process began: a number that
# was given to another process since is never mistaken for ours.

process_start() {
    local line
    line=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    line=${line##*) }
    # shellcheck disable=SC2086 # the fields of proc(5), from the third on
    set -- $line
    [[ $1 != Z ]] || return 1
    echo "$(</proc/sys/kernel/random/boot_id):${20}"
}

record_process() {
    local start
    start=$(process_start "$2") || return 1
    echo "$2 $start" >"$1"
}

# The recorded process' id, if it still runs.
recorded_process() {
    local pid start
    [[ -s $1 ]] || return 1
    read -r pid start <"$1"
    [[ $(process_start "$pid") == "$start" ]] || return 1
    echo "$pid"
}

# end_process RECORD [SECONDS] asks it to end, waits, and forces it when the time is up.
end_process() {
    local pid
    if pid=$(recorded_process "$1"); then
        send_signal TERM "$pid"
        if ! wait_until "${2:-20}" process_is_gone "$1"; then
            say "note: process $pid did not end when asked; forcing it"
            send_signal KILL "$pid"
            wait_until 10 process_is_gone "$1" || fail "process $pid cannot be ended"
        fi
    fi
    rm -f "$1"
}

# end_session ID ends every process of a session that `setsid` began: job control may have given them several groups.
end_session() {
    local stat fields session
    for stat in /proc/[0-9]*/stat; do
        fields=$(cat "$stat" 2>/dev/null) || continue
        read -r _ _ _ session _ <<<"${fields##*) }"
        [[ $session != "$1" ]] || kill -TERM "${fields%% *}" 2>/dev/null || true
    done
}

process_is_gone() { ! recorded_process "$1" >/dev/null; }

# A process that ended by itself in the meantime is no error. `kill` is the shell's: a small system has no other.
send_signal() { as_whom "$2" sh -c 'kill "-$0" "$1"' "$1" "$2" 2>/dev/null || true; }

# as_whom PID COMMAND… runs it as the caller if the process is the caller's, else as root.
as_whom() { if [[ -O /proc/$1 ]]; then "${@:2}"; else as_root "${@:2}"; fi; }

# wait_until SECONDS COMMAND… polls five times a second; fails when the time is up.
wait_until() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < end)) || return 1
        sleep 0.2
    done
}

# ── Network ────────────────────────────────────────────────────────────────────────────────

# What listens on this machine is never reached by way of a proxy.
no_proxy=${no_proxy:+$no_proxy,}127.0.0.1,localhost
export no_proxy NO_PROXY=$no_proxy

# http_get URL prints the body; a status of 400 or more, or no answer within five seconds, fails.
http_get() {
    python3 -c 'import sys, urllib.request
try: sys.stdout.write(urllib.request.urlopen(sys.argv[1], timeout=5).read().decode())
except (OSError, ValueError) as error: sys.exit(str(error))' "$1" 2>/dev/null
}

answers() { http_get "$1" >/dev/null; }

# free_port [PREFERRED] prints a TCP port nobody listens on, below those the system gives to outgoing connections.
free_port() {
    python3 -c 'import random, socket, sys
wanted = [int(port) for port in sys.argv[1:] if port] + random.sample(range(20000, 30000), 200)
for port in wanted:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try: server.bind(("", port))
        except OSError: continue
        print(port)
        break
else: sys.exit("no free port found")' "$@"
}

# timed WHAT COMMAND… says how long it took.
timed() {
    local what=$1 status=0 begin=$SECONDS
    shift
    "$@" || status=$?
    if [[ $status -eq 0 ]]; then say "$what: $((SECONDS - begin)) s"; else say "$what: FAILED after $((SECONDS - begin)) s"; fi
    return "$status"
}
