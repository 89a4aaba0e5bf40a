package org.akoma;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./akoma journal verify}: proves that nobody rewrote what happened. */
@Command(name = "journal", description = "The record of what happened.")
class JournalCommand extends Inside {

    @Command(
            name = "verify",
            description = "Recompute every entry; name the first that does not fit.",
            mixinStandardHelpOptions = true)
    int verify(@Mixin Folder folder) {
        return run(folder, "journal verify", null, false);
    }
}
