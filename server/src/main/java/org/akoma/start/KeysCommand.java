package org.akoma.start;

import org.akoma.Refused;
import org.akoma.Said;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.KeyRefused;
import org.akoma.ground.database.LoginPasswords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./akoma keys rotate}: new master keys; {@code keys logins}: new passwords of the database's logins. */
@Command(name = "keys", description = "The keys that records are sealed with, and the database's logins.")
public class KeysCommand extends ApplicationCommand {

    @Command(
            name = "rotate",
            description = "Make a new master key for each compartment and wrap every file's key anew.",
            mixinStandardHelpOptions = true)
    int rotate(@Mixin Folder folder) {
        return run(folder, "keys rotate", null, false);
    }

    @Command(
            name = "logins",
            description =
                    "Forget the passwords of the database's logins, with Akoma stopped; the next start makes new ones and sets them.",
            mixinStandardHelpOptions = true)
    int logins(@Mixin Folder folder) {
        DataFolder place = folder.place();
        try {
            int forgotten = LoginPasswords.forget(place);
            java.util.Objects.requireNonNull(spec)
                    .commandLine()
                    .getOut()
                    .println(Said.say("keys.forgotten", forgotten, place.keys()));
            return 0;
        } catch (KeyRefused elsewhere) {
            throw new Refused(elsewhere.said());
        }
    }
}
