package io.jenkins.plugins.ecs.web;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.remoting.Callable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of the Jenkins security scan that can be held by looking at the code. Those about web methods are held by {@link PermissionMatrixTest}. Each rule is
 * shown to find a specimen that breaks it.
 */
class SecurityRulesTest {

    /** Calls and classes that the scan holds for unsafe: processes, the end of the JVM, weaker TLS, interpreters, parsers that fetch. */
    private static final Pattern UNSAFE = Pattern.compile(
            "java/lang/(Runtime(?!Exception)|ProcessBuilder)|javax/net/ssl/(SSLContext|HttpsURLConnection"
                    + "|X509TrustManager|HostnameVerifier)|groovy/|javax/xml/transform|org/apache/commons/(digester|jelly)|javaposse/|hudson/util/(spring|Digester2)"
                    + "|java/io/ObjectInputStream|hostnameVerifier|sslSocketFactory");

    private static final Pattern PATH_OF_A_REQUEST = Pattern.compile("getRestOfPath");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|secret(Key|Text)?|passphrase|token|userData)");
    private static final Pattern RESULT_IGNORED =
            Pattern.compile("(?m)^\\s*[\\w.()]*\\bhasPermission\\([^;{}]*\\)\\s*;");

    @Test
    void noClassIsSentToAgentsToActThere() throws IOException {
        assertThat(broken(SecurityRulesTest::isCallable), empty());
        assertEquals(true, isCallable(Specimen.class));
    }

    @Test
    void noPathOfARequestBecomesAFile() throws IOException {
        assertThat(broken(type -> mentions(type, PATH_OF_A_REQUEST)), empty());
        assertEquals(true, mentions(Specimen.class, PATH_OF_A_REQUEST));
    }

    @Test
    void noUnsafeCallOrClassIsUsed() throws IOException {
        assertThat(broken(type -> mentions(type, UNSAFE)), empty());
        assertEquals(true, mentions(Specimen.class, UNSAFE));
    }

    @Test
    void noSecretIsAFieldInClear() throws IOException {
        assertThat(broken(SecurityRulesTest::holdsASecretInClear), empty());
        assertEquals(true, holdsASecretInClear(Specimen.class));
    }

    @Test
    void noPermissionIsAskedForInVain() throws IOException {
        assertThat(
                sources()
                        .filter(source -> RESULT_IGNORED.matcher(source).find())
                        .toList(),
                empty());
        assertEquals(
                true,
                RESULT_IGNORED
                        .matcher("{\n  Jenkins.get().hasPermission(Jenkins.ADMINISTER);\n}")
                        .find());
        assertEquals(
                false,
                RESULT_IGNORED
                        .matcher("  return item.hasPermission(Item.CONFIGURE);")
                        .find());
    }

    @SuppressWarnings({"unused", "serial"})
    private abstract static class Specimen implements Callable<String, IOException> {
        private String apiToken;

        String act(org.kohsuke.stapler.StaplerRequest2 request) throws IOException {
            Runtime.getRuntime().exec(new String[] {request.getRestOfPath()});
            return apiToken;
        }
    }

    private static List<String> broken(Predicate<Class<?>> rule) throws IOException {
        return PluginClasses.all().stream().filter(rule).map(Class::getName).toList();
    }

    private static boolean isCallable(Class<?> type) {
        return Callable.class.isAssignableFrom(type) || hudson.FilePath.FileCallable.class.isAssignableFrom(type);
    }

    private static boolean holdsASecretInClear(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getType() == String.class && !Modifier.isStatic(field.getModifiers()))
                .anyMatch(field -> SECRET_NAME.matcher(field.getName()).matches());
    }

    private static boolean mentions(Class<?> type, Pattern words) {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream code = type.getResourceAsStream(file)) {
            return words.matcher(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .find();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> sources() throws IOException {
        return Files.walk(Path.of("src/main/java"))
                .filter(file -> file.toString().endsWith(".java"))
                .map(file -> {
                    try {
                        return Files.readString(file);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }
}
