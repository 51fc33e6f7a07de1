# Sourced by ./demo and ./verify from the project's root: sets engine_jdk to a JDK of 17 or newer and plugin_jdk to one that Jenkins runs on (empty where
# there is none), and defines mvn_engine and mvn_plugin, which run a Maven of 3.9.6 or newer on their POMs; the Jenkins plugin parent POM needs that one. Where only an older Maven is
# installed, it brings a newer one by its coordinates, through whatever mirrors the user's settings name.
# Bash, because the two commands are Bash scripts. Writes only below the user's cache directory.

maven_wanted=3.9.11
plugin_jdks="21 25"
toolchain_fail() {
    printf '%s\n' "$@" >&2
    exit 2
}

# The feature release of the JDK in directory $1, or nothing: 17, 21, 25 ...
jdk_release() {
    [ -x "$1/bin/javac" ] || return 1
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

# Whether the JDK in $1 is one of the releases in $2.
jdk_is() {
    case " $2 " in *" $(jdk_release "$1") "*) return 0 ;; *) return 1 ;; esac
}

# Prints the directory of a JDK of one of the releases in $1: JAVA_HOME, or that of the command javac, or one found in the usual places.
find_jdk() {
    local candidate on_path
    on_path=$(command -v javac) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/javac}
    for candidate in "${JAVA_HOME:-}" "${on_path:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$candidate" ] && jdk_is "$candidate" "$1"; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

maven_version() {
    "$1" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p'
}

# Whether version $1 is 3.9.6 or newer, and of the 3 line: the parent POM is not tried with Maven 4.
maven_fits() {
    case "$1" in
        3.*) [ "$(printf '%s\n' 3.9.6 "$1" | sort -V | head -n 1)" = 3.9.6 ] ;;
        *) return 1 ;;
    esac
}

find_maven() {
    local cache=${XDG_CACHE_HOME:-$HOME/.cache}/ecs-change-os installed version
    installed=$(command -v mvn || true)
    version=$([ -z "$installed" ] || maven_version "$installed")
    maven=$installed
    if maven_fits "$version"; then return; fi
    maven=$cache/apache-maven-$maven_wanted/bin/mvn
    if [ -x "$maven" ] && maven_fits "$(maven_version "$maven")"; then return; fi
    [ -n "$installed" ] || toolchain_fail "No Maven found: install any Maven 3 (command mvn), and run the same command again."
    echo "Maven $version is older than 3.9.6, which Jenkins plugins need: it brings Maven $maven_wanted into $cache (once)." >&2
    "$installed" -q -B -f engine/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.10.0:unpack \
        -Dartifact=org.apache.maven:apache-maven:$maven_wanted:zip:bin -DoutputDirectory="$cache" >&2 \
        || toolchain_fail "Maven $maven_wanted could not be brought: see the lines above; is a Maven repository reachable?"
    chmod +x "$maven"
}

mvn_engine() {
    JAVA_HOME=$engine_jdk "$maven" -B -ntp -Dstyle.color=never -f engine/pom.xml "$@"
}

mvn_plugin() {
    JAVA_HOME=$plugin_jdk "$maven" -B -ntp -Dstyle.color=never -f pom.xml "$@"
}

engine_jdk=$(find_jdk "17 21 25" || find_jdk "$(seq -s ' ' 17 99)") \
    || toolchain_fail "No JDK of 17 or newer found (a JDK has bin/javac; a JRE has not)." \
        "Install one, or set JAVA_HOME to where it is, and run the same command again."
plugin_jdk=$(find_jdk "$plugin_jdks" || true)
export JAVA_HOME=$engine_jdk
find_maven
