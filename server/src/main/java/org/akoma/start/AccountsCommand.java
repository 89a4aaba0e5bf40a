package org.akoma.start;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./akoma accounts rescue CODE}: acts on accounts for which no account with the right is left. */
@Command(name = "accounts", description = "People's accounts.")
public class AccountsCommand extends ApplicationCommand {

    @Command(
            name = "rescue",
            description =
                    "Give another password for three days to the only administrator, or to one of the first two people who never came in; the data protection officer hears of it.",
            mixinStandardHelpOptions = true)
    int rescue(@Parameters(paramLabel = "CODE") String code, @Mixin Folder folder) {
        return run(folder, "accounts rescue", null, false, code);
    }
}
