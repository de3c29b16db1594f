# What ./run test does: the programs that the tests need, and the stages. Read by ./run, never run by itself.
# shellcheck shell=bash

# The shell also finds files that cannot be run.
is_program() { [ -n "$1" ] && [ -x "$(command -v "$1")" ]; }

find_chromium() {
    local name
    for name in "${CHROME:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        /Applications/Chromium.app/Contents/MacOS/Chromium; do
        if is_program "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

need_chromium() {
    if [ -n "${CHROME:-}" ] && ! is_program "$CHROME"; then
        fail "CHROME=$CHROME is no program. Point it at a Chromium or Chrome, or leave it out."
    fi
    if ! find_chromium >/dev/null && is_root && command -v apt-get >/dev/null; then
        say "Installing Chromium for the browser tests …"
        apt_install chromium || true
    fi
    CHROME=$(find_chromium) || fail "The browser tests need a Chromium or Chrome, and none was found." \
        "Get one with 'sudo apt-get install chromium' (Debian), 'sudo snap install chromium' (Ubuntu)" \
        "or from google.com/chrome (macOS), or say where it is: CHROME=/path/to/chrome ./run test"
    export CHROME
}

# nginx with the module that sends .br files, for the long tests: the system's, or one that is unpacked here.
# It is not installed, since Debian would start an installed one at once.
need_nginx() {
    local module=ngx_http_brotli_static_module.so here=$root/var/nginx
    local packages="nginx libnginx-mod-http-brotli-static"
    NGINX=${NGINX:-$(PATH=$PATH:/usr/sbin command -v nginx || true)}
    NGINX_MODULES=${NGINX_MODULES:-/usr/lib/nginx/modules}
    if ! { is_program "$NGINX" && [ -e "$NGINX_MODULES/$module" ]; }; then
        NGINX=$here/usr/sbin/nginx NGINX_MODULES=$here/usr/lib/nginx/modules
        # shellcheck disable=SC2086 # two names
        [ -e "$NGINX_MODULES/$module" ] || unpack_debian "$here" $packages || true
        { is_program "$NGINX" && [ -e "$NGINX_MODULES/$module" ]; } || fail \
            "The long tests need nginx with $module, and neither was found." \
            "Get them with 'sudo apt-get install $packages' (Debian, Ubuntu)," \
            "or say where they are: NGINX=/path/to/nginx NGINX_MODULES=/path/to/modules ./run test --long"
    fi
    export NGINX NGINX_MODULES
}

# unpack_debian FOLDER PACKAGE…: put what packages hold into a folder; the system stays as it is.
unpack_debian() {
    local folder=$1 package
    shift
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    say "Fetching $* …"
    mkdir -p "$folder/packages"
    if is_root; then apt-get -qq update >/dev/null || true; fi
    (cd "$folder/packages" && apt-get -qq download "$@" >/dev/null 2>&1) || return 1
    for package in "$folder"/packages/*.deb; do dpkg-deb -x "$package" "$folder"; done
    rm -rf "$folder/packages"
}

# stage NAME COMMAND…: a heading, the command, its time; the first that fails ends the run.
stage() {
    local name=$1 began=$SECONDS code=0
    shift
    say "" "=== $name"
    "$@" || code=$?
    if [ "$code" -ne 0 ]; then
        say "=== $name failed after $((SECONDS - began)) s" >&2
        exit "$code"
    fi
    say "=== $name passed in $((SECONDS - began)) s"
}

# Pytest's code 5 says that nothing was selected: no failure for a kind of test that a tree may not have yet.
pytest_if_any() {
    local code=0
    "$python" -m pytest -n 2 -m "$1" || code=$?
    [ "$code" -eq 5 ] || return "$code"
}

check_imports() { "$python" -c 'from importlinter.cli import lint_imports_command as main; main(["--no-logo"])'; }

run_tests() {
    install requirements-dev.txt requirements.txt
    need_chromium
    if [ $# -gt 0 ] && [ "$1" != --long ]; then
        exec "$python" -m pytest "$@"
    fi
    [ $# -le 1 ] || fail "--long goes alone: it runs everything."
    [ $# -eq 0 ] || need_nginx
    stage "Format" "$python" -m ruff format --check
    stage "Lint" "$python" -m ruff check
    stage "Types" "$python" -m mypy
    stage "Architecture" check_imports
    stage "Tests" "$python" -m pytest -n 2 -m "not browser and not long"
    stage "Tests on PostgreSQL" env TEST_DATABASE=postgres WHOLE_SUITE="${1:-}" "$python" -m pytest -n 2 -m "not browser and not long"
    stage "Browser" pytest_if_any "browser and not long"
    if [ $# -eq 1 ]; then
        stage "Browser on PostgreSQL" env TEST_DATABASE=postgres "$python" -m pytest -n 2 -m browser
        stage "Long" pytest_if_any "long"
        stage "Races on PostgreSQL" env TEST_DATABASE=postgres "$python" -m pytest -n 2 -m races
    fi
    say "" "Everything passed in $SECONDS s."
}
