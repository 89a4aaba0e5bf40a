package org.akoma;

import org.akoma.start.AccountsCommand;
import org.akoma.start.BackupCommand;
import org.akoma.start.Demo;
import org.akoma.start.DoctorCommand;
import org.akoma.start.ExportCommand;
import org.akoma.start.HandoverCommand;
import org.akoma.start.ImportCommand;
import org.akoma.start.JournalCommand;
import org.akoma.start.KeysCommand;
import org.akoma.start.RestoreCommand;
import org.akoma.start.Serve;
import org.akoma.start.Version;
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
        footer = {
            "",
            "Of the script ./akoma alone:",
            "  package FILE.tar.gz  the build as one file, for another machine",
            "  walk CALLS           each role's account tries the API at random",
            "  bench                load and measurements"
        },
        subcommands = {
            Demo.class,
            Serve.class,
            ImportCommand.class,
            ExportCommand.class,
            JournalCommand.class,
            KeysCommand.class,
            AccountsCommand.class,
            HandoverCommand.class,
            DoctorCommand.class,
            BackupCommand.class,
            RestoreCommand.class
        })
public class Akoma {

    static void main(String[] args) {
        System.exit(run(args));
    }

    /** @return with which the process ends */
    static int run(String... args) {
        CommandLine akoma = commands(CommandLanguage.own());
        tellVersion(akoma);
        return akoma.setExecutionExceptionHandler(Akoma::explain)
                .setParameterExceptionHandler(Misread::explain)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    static CommandLine commands(CommandLanguage language) {
        CommandLine akoma = new CommandLine(new Akoma());
        language.help().ifPresent(help -> {
            akoma.setResourceBundle(help);
            nameSubcommands(akoma, help.getString("usage.subcommand"));
        });
        return akoma;
    }

    private static void nameSubcommands(CommandLine command, String name) {
        command.getCommandSpec().usageMessage().synopsisSubcommandLabel(name);
        command.getSubcommands().values().forEach(one -> nameSubcommands(one, name));
    }

    /** Every command answers {@code --version} alike. */
    private static void tellVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Akoma::tellVersion);
    }

    /** What the person can mend gets its message; anything else is a bug and shows where. */
    private static int explain(Exception problem, CommandLine command, ParseResult unused) {
        switch (problem) {
            case Refused refused -> command.getErr().println(refused.own());
            case Explained stopped -> command.getErr().println(stopped.said().own());
            default -> problem.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
