package org.akoma.start;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.akoma.Said;
import org.akoma.ground.database.CheckResult;
import org.akoma.ground.database.CheckResult.Level;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.DatabaseCheck;
import org.akoma.ground.database.FolderCheck;
import org.akoma.ground.database.KeyRefused;
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

    private static final int WIDTH = 1
            + Stream.of(Level.values())
                    .mapToInt(level -> Said.say("doctor.level." + level).length())
                    .max()
                    .orElseThrow();

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
            results.add(CheckResult.refused(refused));
        } catch (SQLException | IllegalStateException | java.io.UncheckedIOException e) {
            results.add(CheckResult.wrong("doctor.database.closed", why(e)));
        }
        return results;
    }

    private static Object why(Exception e) {
        return e instanceof KeyRefused key
                ? key.said()
                : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private int print(List<CheckResult> results) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        for (CheckResult one : results) out.println(line(one));
        long wrong = count(results, Level.WRONG);
        out.println(Said.say("doctor.summary", count(results, Level.WARNING), wrong));
        out.flush();
        return wrong == 0 ? 0 : 1;
    }

    /** The level in a column of its own. */
    private static String line(CheckResult one) {
        String level = Said.say("doctor.level." + one.level());
        return level
                + " ".repeat(WIDTH - level.length())
                + one.sentence()
                + (one.mend().isEmpty() ? "" : " " + Said.say("doctor.to-do", one.mend()));
    }

    private static long count(List<CheckResult> results, Level level) {
        return results.stream().filter(one -> one.level() == level).count();
    }
}
