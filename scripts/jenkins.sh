# Sourced by ./demo and ./verify after toolchain.sh: finds out whether what pom.xml needs of Jenkins can be had.

jenkins_offline=
jenkins_missing=

# Sets jenkins_offline to -o where only the local repository has everything, and jenkins_missing to the reason where it cannot be had. Only an artifact that
# cannot be resolved counts: any other failure is a real one and shall be seen. Arguments go to Maven, profiles for example.
jenkins_resolves() {
    local log resolve="-q dependency:resolve -DincludeScope=test"
    if [ -z "$plugin_jdk" ]; then
        jenkins_missing="the plugin needs JDK ${plugin_jdks// / or }, and this is JDK $(jdk_release "$engine_jdk")"
        return 1
    fi
    log=$(mktemp)
    # Offline comes second: the local repository may have the libraries, and lack what Maven's plugins bring in later.
    if mvn_plugin $resolve "$@" >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    if mvn_plugin -o $resolve "$@" >/dev/null 2>&1; then
        jenkins_offline=-o
        rm -f "$log"
        return 0
    fi
    if grep -qiE 'could not (be resolved|resolve|find|transfer)|non-resolvable|was not found in|unresolveable|failed to resolve|unknown host' "$log"; then
        jenkins_missing=$(grep -oE '(Could not (find|transfer) artifact|Failed to read artifact descriptor for) [^[:space:]]+|[^[:space:]]+:[^[:space:]]+ was not found' "$log" | head -n 1)
        jenkins_missing="the artifacts of Jenkins cannot be had (${jenkins_missing:-see the settings of Maven})"
        rm -f "$log"
        return 1
    fi
    cat "$log" >&2
    rm -f "$log"
    toolchain_fail "pom.xml cannot be read: see above."
}
