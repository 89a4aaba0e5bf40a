package org.akoma;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./akoma keys rotate}: new master keys. */
@Command(name = "keys", description = "The keys that records are sealed with.")
class KeysCommand extends Inside {

    @Command(
            name = "rotate",
            description = "Make a new master key for each compartment and wrap every file's key anew.",
            mixinStandardHelpOptions = true)
    int rotate(@Mixin Folder folder) {
        return run(folder, "keys rotate", null, false);
    }
}
