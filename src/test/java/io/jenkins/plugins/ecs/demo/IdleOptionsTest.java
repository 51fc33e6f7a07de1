package io.jenkins.plugins.ecs.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jenkins.plugins.ecs.simulator.Region;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What would have no effect is refused, with the name of the option and what to do. */
class IdleOptionsTest {

    private static String complaint(Set<String> environment, String options) {
        CommandLine command = new CommandLine(new TerminalCommand());
        return IdleOptions.complaint(command.parseArgs(options.split(" ")), environment);
    }

    @ParameterizedTest
    @CsvSource({
        "--login-host host, --login-host, --wait-for-login",
        "--login-port 2222, --login-port, --wait-for-login",
        "--login-timeout-minutes 3, --login-timeout-minutes, --wait-for-login",
        "--login-user linux --private-key file, --login-user, --wait-for-login",
        "--login-user linux --wait-for-login, --login-user, --private-key or ECS_ADMIN_PASSWORD",
        "--user-id 7e25b1da389f4697a79df3a0e5bd494e, --user-id, --key-pair",
        "--project 5fa3a0b7c1d24e0fb3c1d6a1e2f30415, --project, --endpoint",
        "--iam-endpoint https://iam.example.com, --iam-endpoint, --endpoint",
        "--ims-endpoint https://ims.example.com, --ims-endpoint, --endpoint"
    })
    void areRefusedWithWhatTheyNeed(String options, String idle, String needed) {
        String words = idle + " has no effect without " + needed + ": add that, or leave " + idle + " out";

        assertEquals(words, complaint(Set.of(), options));
    }

    @Test
    void areRefusedWhereAnotherLoginIsChosen() {
        String end = " has no effect without --wait-for-login: add that, or leave --private-key out";
        assertEquals("--private-key beside --key-pair" + end, complaint(Set.of(), "--private-key file --key-pair own"));
        assertEquals(
                "--private-key beside ECS_ADMIN_PASSWORD" + end,
                complaint(Set.of("ECS_ADMIN_PASSWORD"), "--private-key file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--private-key file",
                "--private-key file --wait-for-login --login-user linux --login-host host --login-port 2222",
                "--private-key file --key-pair own --wait-for-login",
                "--key-pair own --user-id 7e25b1da389f4697a79df3a0e5bd494e"
            })
    void areNoneWhereEachHasAnEffect(String options) {
        assertNull(complaint(Set.of(), options));
        assertNull(complaint(Set.of("ECS_ADMIN_PASSWORD"), "--wait-for-login --login-user linux"));
    }

    @Test
    void areSaidInTheTerminal() {
        StringWriter said = new StringWriter();
        List<String> arguments =
                new ArrayList<>(Arrays.asList("terminal", "--server", Region.SERVER, "--image", Region.IMAGE));
        arguments.addAll(List.of("--dry-run", "--login-port", "2222"));

        int exit = Demo.run(new PrintWriter(said), arguments.toArray(String[]::new));

        assertEquals(2, exit);
        assertEquals(
                "--login-port has no effect without --wait-for-login: add that, or leave --login-port out",
                said.toString().lines().findFirst().orElseThrow());
    }
}
