# What script/demo and script/test both need before they can start. Sourced, not run.
# shellcheck shell=sh

say() { printf '%s\n' "$*"; }

# Each argument is a line.
stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

# May we install Debian packages here?
may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }
}

# Sets $python to a Python that is new enough. The system's own comes first, where it makes
# environments or can be helped to: Debian builds it with the profile of its use, and the suite takes
# three quarters of the time that it takes with one built without.
find_python() {
    python=/usr/bin/python3
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        { "$python" -c 'import ensurepip, venv' 2>/dev/null || may_install; }; then
        return
    fi
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        # Run it: that a name is there says little (pyenv has one for each version it knows).
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return
        fi
    done
    stop 'Python 3.11 or newer is missing.' \
        'On Debian 12 and later, as root: apt-get install python3 python3-venv'
}

# Installs Debian packages where we may; otherwise names them, and ends.
install_packages() {
    if ! command -v apt-get >/dev/null; then
        stop "Missing, by their names in Debian: $*" \
            'There is no apt-get here. Install them in the way of your system, then run this again.'
    fi
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        as_root='sudo -n'
        if ! sudo -n true 2>/dev/null; then
            stop "Missing Debian packages: $*" \
                'Install them as root (or put sudo before both commands), then run this again:' \
                '' '    apt-get update' "    apt-get install --no-install-recommends $*" ''
        fi
    fi
    say "Installing the Debian packages $* …"
    # An update that fails is no reason to stop: the lists may hold what we need.
    $as_root apt-get update -qq || true
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -qq \
        install --yes --no-install-recommends "$@" >/dev/null ||
        stop '' "The Debian packages could not be installed: $*" 'See above for the reason.'
}

# Prints the Debian package that $python lacks to make environments, if it lacks any.
missing_for_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null || say "${python##*/}-venv"
}

# What an environment made from these lock files is made of, a line each. The folder is in it
# because the commands of an environment name the folder in which it was made.
venv_contents() {
    say "$("$python" -c 'import platform; print(platform.python_version())') in $PWD"
    cksum "$@"
}

# Is there a whole environment made from (at least) these?
venv_holds() {
    [ -f .venv/made-from ] && .venv/bin/python -c '' 2>/dev/null || return 1
    venv_contents "$@" | while IFS= read -r line; do
        grep -qxF -e "$line" .venv/made-from || return 1
    done
}

# Makes .venv from lock files, the first of which is the site's own; does nothing when that is done.
# .venv/made-from is written last and removed first: without it an environment is half made.
make_venv() {
    mkdir -p var
    (
        # One at a time: the other script may be at it in the same folder.
        ! command -v flock >/dev/null || flock 9
        venv_holds "$@" && exit
        if venv_holds "$1"; then
            # Adding to it takes nothing from a demo that runs in it.
            rm .venv/made-from
        else
            rm -f .venv/made-from
            "$python" -m venv --clear .venv || stop \
                "$(command -v "$python") cannot make a virtual environment; see above for the reason."
        fi
        say 'Installing the Python packages of the lock file, which takes a minute …'
        # shellcheck disable=SC2046  # one option a file; their names are ours, without spaces
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
            --require-hashes $(printf -- '-r %s ' "$@") || stop '' \
            'The Python packages could not be installed; see above for the reason.' \
            'Run this again when it is mended.'
        venv_contents "$@" >.venv/made-from
    ) 9>var/venv.lock
}
