package org.akoma.start;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.akoma.Refused;
import org.akoma.Said;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.HouseBackup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./akoma backup DIR}: all records of one moment, without the keys. */
@Command(
        name = "backup",
        description =
                "Write all records of this house, as they are at this moment, into a new folder. Works beside a serving Akoma."
                        + " The keys are never in it: keep a copy of them elsewhere.",
        mixinStandardHelpOptions = true)
public class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "A new folder, or an empty one.")
    Path to = Path.of("backup");

    @Option(names = "--check", description = "Read all of it again afterwards and compare it with its checksums.")
    boolean check;

    @Mixin
    ApplicationCommand.Folder folder = new ApplicationCommand.Folder();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        DataFolder data = folder.place();
        if (DemoFolder.isDemo(data)) throw Refused.of("backup.demo", data.root());
        HouseBackup.Written written = HouseBackup.write(data, to, Version.own(), check);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(Said.say(
                check ? "backup.checked" : "backup.written",
                to.toAbsolutePath().normalize(),
                written.tables(),
                written.bytes() / 1024));
        out.println(Said.say("backup.no-keys", written.keys()));
        out.flush();
        return 0;
    }
}
