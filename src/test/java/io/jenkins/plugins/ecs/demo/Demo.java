package io.jenkins.plugins.ecs.demo;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** The main class behind {@code ./demo terminal} and {@code ./demo cloud}. */
@Command(
        name = "./demo",
        subcommands = {TerminalCommand.class, CloudCommand.class},
        mixinStandardHelpOptions = true,
        description = "Without a command: starts Jenkins with a ready job, or the terminal demo where it cannot.")
public final class Demo {

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** @return 0 changed, 1 refused or failed, 2 usage, 3 outcome unknown */
    static int run(String... arguments) {
        return run(new PrintWriter(System.err, true), arguments);
    }

    /** @param wrong where it says what is wrong with the arguments */
    static int run(PrintWriter wrong, String... arguments) {
        return new CommandLine(new Demo())
                .setErr(wrong)
                .setParameterExceptionHandler(Demo::sayWhatIsWrong)
                .execute(arguments);
    }

    private static int sayWhatIsWrong(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(e.getMessage());
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }
}
