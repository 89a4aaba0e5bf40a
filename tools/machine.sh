# Makes sure of what the machine must have. Sourced by ./akoma and ./check; uses what is there, installs with apt where it may, else says what to
# install.

speaks_french() {
    case "${AKOMA_LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" in
        [Ff][Rr]*) return 0 ;;
        *) return 1 ;;
    esac
}

# A sentence in English, and in French where there is one.
in_own() {
    if [ $# -gt 1 ] && speaks_french; then printf '%s' "$2"; else printf '%s' "$1"; fi
}

say() { printf '%s\n' "$(in_own "$@")" >&2; }

fail() {
    say "$@"
    exit 1
}

# Runs a command as root when we are root or sudo asks for no password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        DEBIAN_FRONTEND=noninteractive "$@" </dev/null
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@" </dev/null
    else
        return 1
    fi
}

may_install() {
    command -v apt-get >/dev/null && as_root true
}

apt_updated=
apt_install() {
    if [ -z "$apt_updated" ]; then
        as_root apt-get update -qq >&2 || true
        apt_updated=yes
    fi
    say "Installing $* ..." "Installation de $* ..."
    as_root apt-get install -y -qq --no-install-recommends "$@" >&2
}

is_jdk25() {
    [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | grep -q '^javac 25\b'
}

# The home of a JDK 25: JAVA_HOME, then the path, then the usual places.
find_jdk() {
    local home
    for home in "${JAVA_HOME:-}" "$(home_on_path)" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
        if [ -n "$home" ] && is_jdk25 "$home"; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    return 1
}

home_on_path() {
    local javac
    javac=$(command -v javac) || return 0
    dirname "$(dirname "$(readlink -f "$javac")")"
}

# Adoptium's own packages, where the distribution has no JDK 25 (Debian 12, Ubuntu 22.04).
install_temurin() {
    local codename
    codename=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
    apt_install ca-certificates curl || return 1
    curl -fsSL https://packages.adoptium.net/artifactory/api/gpg/key/public </dev/null |
        as_root_write /etc/apt/keyrings/adoptium.asc || return 1
    printf 'deb [signed-by=/etc/apt/keyrings/adoptium.asc] https://packages.adoptium.net/artifactory/deb %s main\n' "$codename" |
        as_root_write /etc/apt/sources.list.d/adoptium.list || return 1
    apt_updated=
    apt_install temurin-25-jdk
}

as_root_write() {
    local target=$1 text
    text=$(mktemp)
    cat >"$text"
    [ -s "$text" ] && as_root install -D -m 644 "$text" "$target"
    local done=$?
    rm -f "$text"
    return $done
}

need_jdk() {
    local home
    if ! home=$(find_jdk); then
        if may_install; then
            apt_install openjdk-25-jdk-headless || install_temurin || true
        fi
        home=$(find_jdk) || fail "Akoma needs a JDK 25. Install one (Debian 13, Ubuntu 24.04: apt install openjdk-25-jdk-headless;
elsewhere: https://adoptium.net/temurin/releases/?version=25) and start again, or name it in JAVA_HOME." \
            "Il faut à Akoma un JDK 25. Installez-en un (Debian 13, Ubuntu 24.04 : apt install openjdk-25-jdk-headless ;
ailleurs : https://adoptium.net/temurin/releases/?version=25) et recommencez, ou nommez-le dans JAVA_HOME."
    fi
    export JAVA_HOME=$home
}

has_node() {
    command -v npm >/dev/null && command -v node >/dev/null &&
        [ "$(node -p 'process.versions.node.split(".")[0]' </dev/null)" -ge 20 ]
}

need_node() {
    has_node && return 0
    if may_install; then
        apt_install nodejs npm || true
    fi
    hash -r
    has_node || fail "Building Akoma needs Node 20 or newer with npm. Install it (Debian 13: apt install nodejs npm;
elsewhere: https://nodejs.org/en/download) and start again." \
        "Pour construire Akoma, il faut Node 20 ou plus récent, avec npm. Installez-le (Debian 13 : apt install nodejs npm ;
ailleurs : https://nodejs.org/en/download) et recommencez."
}

find_chromium() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

need_chromium() {
    find_chromium >/dev/null && return 0
    if may_install; then
        apt_install chromium fonts-dejavu-core || true
    fi
    hash -r
    find_chromium >/dev/null || fail "The browser journeys need Chromium. Install it (Debian: apt install chromium) and start again."
}

need_git() {
    command -v git >/dev/null && return 0
    if may_install; then
        apt_install git || true
    fi
    hash -r
    command -v git >/dev/null || fail "Checking which files are ours needs git. Install it (Debian: apt install git) and start again."
}

# +COMMIT of the tree that is built, with .changed where it differs from that commit; nothing where git cannot say it (a tree without its history).
built_from() {
    local commit
    commit=$(git -C "$1" rev-parse --short=12 HEAD 2>/dev/null) || return 0
    printf '+%s' "$commit"
    git -C "$1" diff --quiet HEAD -- 2>/dev/null || printf '.changed'
}
