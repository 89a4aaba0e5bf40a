package org.akoma;

import org.akoma.ground.database.DataFolderBusy;
import org.akoma.ground.database.DatabaseNotReady;
import org.akoma.ground.database.StartRefused;
import org.akoma.start.AccountsCommand;
import org.akoma.start.Demo;
import org.akoma.start.ExportCommand;
import org.akoma.start.ImportCommand;
import org.akoma.start.JournalCommand;
import org.akoma.start.KeysCommand;
import org.akoma.start.Serve;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The one program: {@code ./akoma COMMAND}. */
@EnableScheduling
@SpringBootApplication
@CommandLine.Command(
        name = "akoma",
        description = "Case management for children rescued from trafficking.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Demo.class,
            Serve.class,
            ImportCommand.class,
            ExportCommand.class,
            JournalCommand.class,
            KeysCommand.class,
            AccountsCommand.class
        })
public class Akoma {

    static void main(String[] args) {
        System.exit(new CommandLine(new Akoma())
                .setExecutionExceptionHandler(Akoma::explain)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    /** What the person can mend gets its message; anything else is a bug and shows where. */
    private static int explain(Exception problem, CommandLine command, ParseResult unused) {
        if (problem instanceof Refused
                || problem instanceof StartRefused
                || problem instanceof DataFolderBusy
                || problem instanceof DatabaseNotReady) {
            command.getErr().println(problem.getMessage());
        } else {
            problem.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
