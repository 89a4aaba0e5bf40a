package org.akoma.start;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.akoma.ground.database.CheckResult;
import org.akoma.ground.database.CheckResult.Level;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.DatabaseCheck;
import org.akoma.ground.database.FolderCheck;
import org.akoma.ground.database.OpenedHouse;
import org.akoma.ground.database.StartRefused;
import org.akoma.ground.journal.JournalCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./akoma doctor}: what is wrong with an installation, and how to mend it. Changes nothing; a letter leaves only when it is asked for. */
@Command(
        name = "doctor",
        description =
                "Say what is wrong with this house and how to mend it. Changes nothing; works beside a serving Akoma.",
        footer = "Exit code: 0 when nothing is wrong (warnings may remain), 1 when something is.",
        mixinStandardHelpOptions = true)
public class DoctorCommand implements Callable<Integer> {

    @Mixin
    ApplicationCommand.Folder folder = new ApplicationCommand.Folder();

    @Option(
            names = "--mail-to",
            paramLabel = "ADDRESS",
            description = "Also send one letter to this address, to see that mail arrives.")
    @Nullable
    String mailTo;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        DataFolder data = folder.place();
        boolean demo = DemoFolder.isDemo(data);
        Instant now = demo ? DemoFolder.moment(data) : Instant.now();
        List<CheckResult> results = new ArrayList<>(FolderCheck.of(data, Instant.now()));
        if (results.stream().noneMatch(one -> one.level() == Level.WRONG)
                || data.root().resolve("house.properties").toFile().exists() && !FolderCheck.keysAreShut(data))
            results.addAll(inside(data, demo, now));
        results.addAll(new SettingsCheck(SettingsCheck.settings(), data.servedProxies()).all(mailTo));
        return print(results);
    }

    private static List<CheckResult> inside(DataFolder data, boolean demo, Instant now) {
        List<CheckResult> results = new ArrayList<>();
        try (OpenedHouse house = OpenedHouse.of(data, demo)) {
            results.addAll(DatabaseCheck.of(data, house, now));
            if (house.has(Compartment.CUSTODY))
                try (Connection custody = house.as(Compartment.CUSTODY)) {
                    results.addAll(JournalCheck.of(custody, data));
                }
        } catch (StartRefused refused) {
            results.add(CheckResult.wrong(String.valueOf(refused.getMessage()), ""));
        } catch (SQLException | IllegalStateException | java.io.UncheckedIOException e) {
            results.add(CheckResult.wrong(
                    "The database cannot be looked at ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ").",
                    "See pg.log of the data folder, or the log of your own PostgreSQL."));
        }
        return results;
    }

    private int print(List<CheckResult> results) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        for (CheckResult one : results) {
            String word = one.level() == Level.OK ? "ok      " : one.level() == Level.WARNING ? "warning " : "WRONG   ";
            out.println(word + one.sentence() + (one.mend().isEmpty() ? "" : " To do: " + one.mend()));
        }
        long wrong = count(results, Level.WRONG);
        long warnings = count(results, Level.WARNING);
        out.println(wrong + " wrong, " + warnings + (warnings == 1 ? " warning." : " warnings."));
        out.flush();
        return wrong == 0 ? 0 : 1;
    }

    private static long count(List<CheckResult> results, Level level) {
        return results.stream().filter(one -> one.level() == level).count();
    }
}
