# shellcheck shell=bash
# The sandbox's servers: ministack, and for the tests two registries and moto.
# Each has a folder below the sandbox's with its port, log and process record. A port once chosen is kept, since
# images are named by it, unless somebody else took it in the meantime.

server_url() { echo "http://127.0.0.1:$(<"$DIR/$1/port")"; }

server_is_up() {
    [[ -s $DIR/$1/port ]] && recorded_process "$DIR/$1/pid" >/dev/null && answers "$(server_url "$1")$2"
}

# Up, or ended, which leaves nothing to wait for either.
server_has_come_up() { server_is_up "$1" "$2" || process_is_gone "$DIR/$1/pid"; }

# server_up NAME PREFERRED-PORT HEALTH-PATH COMMAND… runs the command, with @PORT@ replaced in it, unless it runs.
server_up() {
    local name=$1 port=$2 health=$3 state=$DIR/$1 attempt
    shift 3
    mkdir -p "$state"
    if server_is_up "$name" "$health"; then return; fi
    for attempt in 1 2 3; do
        end_process "$state/pid"
        [[ ! -s $state/port ]] || port=$(<"$state/port")
        free_port "$port" >"$state/port"
        say "Starting $name at $(server_url "$name")"
        setsid "${@//@PORT@/$(<"$state/port")}" >"$state/log" 2>&1 </dev/null 9>&- &
        record_process "$state/pid" $! || true
        wait_until 60 server_has_come_up "$name" "$health" || true
        if server_is_up "$name" "$health"; then return; fi
        # Another program may have been quicker to take the port; anything else will not get better by itself.
        if [[ $attempt -eq 3 ]] || ! grep -qi 'in use' "$state/log"; then break; fi
        rm "$state/port"
        port=
    done
    tail_of "$state/log"
    fail "$name did not start"
}

server_down() { end_process "$DIR/$1/pid"; }

# ── ministack ──────────────────────────────────────────────────────────────────────────────

AWS_HEALTH=/_ministack/health
# The containers of its tasks carry this label, with the port after it.
AWS_LABEL=ministack.instance=shipit-$ID

aws_up() {
    local state=$DIR/aws
    mkdir -p "$state/tmp"
    # Bound to this machine alone: it starts containers for whoever asks. AUTH has it verify signatures and policies;
    # the key `test` is its root.
    server_up aws "$AWS_PORT" "$AWS_HEALTH" env -u AWS_PROFILE -u AWS_SESSION_TOKEN -u AWS_ENDPOINT_URL \
        GATEWAY_PORT=@PORT@ BIND_HOST=127.0.0.1 DOCKER_HOST="$ENGINE" MINISTACK_HOSTNAME="shipit-$ID" \
        MINISTACK_REGION="$REGION" AUTH=true AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test \
        STATE_DIR="$state/state" S3_DATA_DIR="$state/s3" TMPDIR="$state/tmp" \
        ECS_REAP_INTERVAL_SECONDS=10 SFTP_ENABLED=0 IOT_MTLS_ENABLED=0 LOG_LEVEL=INFO \
        "$DIR/venv/bin/ministack"
    quietly "creating the AWS resources" env AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test \
        SHIPIT_SANDBOX_SECRET="$(secret)" "$PYTHON" "$PARTS/resources.py" "$(server_url aws)" "$REGION"
}

# It takes its containers with it when it ends; those of one that was killed go by their label.
aws_down() {
    local removed
    server_down aws
    if [[ -s $DIR/aws/port && -s $DIR/engine/host ]] && engine_answers "$(<"$DIR/engine/host")"; then
        removed=$("$PYTHON" "$PARTS/engine.py" remove-containers "$(<"$DIR/engine/host")" \
            "$AWS_LABEL:$(<"$DIR/aws/port")") || say "note: containers may be left"
        [[ ${removed:-0} -eq 0 ]] || say "Removed $removed containers that ministack left"
    fi
}

# ── For the tests: registries and moto ─────────────────────────────────────────────────────

registries_up() {
    registry_up registry
    registry_login >/dev/null
    registry_up private-registry REGISTRY_AUTH=htpasswd REGISTRY_AUTH_HTPASSWD_REALM=sandbox \
        REGISTRY_AUTH_HTPASSWD_PATH="$DIR/private-registry/htpasswd"
}

# registry_up NAME [SETTING…], a setting being what docker-registry takes in place of an entry of its file.
registry_up() {
    local name=$1
    shift
    server_up "$name" "" / env REGISTRY_HTTP_ADDR=127.0.0.1:@PORT@ \
        REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY="$DIR/$name/data" "$@" docker-registry serve "$PARTS/registry.yml"
}

# Prints user:password of the private registry, made up at the first call together with its password file.
registry_login() {
    local state=$DIR/private-registry user password
    mkdir -p "$state"
    if [[ ! -s $state/login || ! -s $state/htpasswd ]]; then
        (
            umask 077
            echo "shipit:$(random_marker registry)" >"$state/login"
        )
        IFS=: read -r user password <"$state/login"
        "$PYTHON" -c 'import bcrypt, sys
print(sys.argv[1] + ":" + bcrypt.hashpw(sys.stdin.read().encode(), bcrypt.gensalt(4)).decode())' \
            "$user" >"$state/htpasswd" < <(printf %s "$password")
    fi
    cat "$state/login"
}

moto_up() { server_up moto "" /moto-api/data.json "$DIR/venv/bin/moto_server" -H 127.0.0.1 -p @PORT@; }

# ── Secrets ────────────────────────────────────────────────────────────────────────────────
# Values that nothing but this sandbox has, so that one found in an output got there by a leak.

random_marker() { echo "marker-$1-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')"; }

secret() {
    if [[ ! -s $DIR/secret ]]; then
        (
            umask 077
            random_marker secret >"$DIR/secret"
        )
    fi
    cat "$DIR/secret"
}
