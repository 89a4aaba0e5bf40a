package org.akoma;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was typed wrong on the command line, in the language of who runs it; what else there is, as picocli says it. */
final class Misread {

    /** How picocli begins, when a command is named without one of its own commands. */
    private static final String WITHOUT_COMMAND = "Missing required subcommand";

    private Misread() {}

    static int explain(ParameterException wrong, String... unused) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(said(wrong).own());
        command.usage(command.getErr());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    static Said said(ParameterException wrong) {
        return switch (wrong) {
            case UnmatchedArgumentException unknown ->
                Said.of("typed.unknown", String.join(" ", unknown.getUnmatched()));
            case MissingParameterException missing ->
                Said.of(
                        "typed.missing",
                        missing.getMissing().stream()
                                .map(one -> one.isOption()
                                        ? ((CommandLine.Model.OptionSpec) one).longestName()
                                        : one.paramLabel())
                                .collect(Collectors.joining(" ")));
            default ->
                String.valueOf(wrong.getMessage()).startsWith(WITHOUT_COMMAND)
                        ? Said.of("typed.no-command")
                        : Said.of("typed.other", wrong.getMessage());
        };
    }
}
