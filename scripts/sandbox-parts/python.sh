# shellcheck shell=bash
# The sandbox's Python: a virtual environment made once, with what the requirement files pin.

PYTHON=$DIR/venv/bin/python

python_up() {
    if ! "$PYTHON" -c '' 2>/dev/null; then
        say "Making a Python environment in $DIR/venv"
        rm -rf "$DIR/venv"
        quietly "python3 -m venv" python3 -m venv "$DIR/venv"
    fi
    python_install requirements.txt
    [[ -z $WITH_TESTS ]] || python_install requirements-tests.txt
}

# What was installed is kept beside it, so that the same list asks no package index again.
python_install() {
    local installed=$DIR/venv/installed-$1
    cmp -s "$PARTS/$1" "$installed" && return
    say "Installing Python packages: $(sed -n 's/^\([^#=[]*\).*==.*/\1/p' "$PARTS/$1" | paste -sd ' ')"
    quietly "pip install" "$PYTHON" -m pip install --quiet --disable-pip-version-check --retries 5 \
        --requirement "$PARTS/$1"
    cp "$PARTS/$1" "$installed"
}
