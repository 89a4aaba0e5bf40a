package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.akoma.Command.Order;
import org.akoma.Time;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.schooling.AttendanceFigures;
import org.akoma.protection.schooling.Attendances;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The reference scenario in the test database: told once, for anyone who asks first. */
final class ReferenceScenario {

    private static final Instant DURING_THE_OPERATION = Instant.parse("2015-06-05T10:00:00Z");
    private static final Instant EVE_OF_MISSION = Instant.parse("2015-11-16T08:00:00Z");

    private static @Nullable Run told;
    private static int emptied;

    private ReferenceScenario() {}

    record Run(int code, String out, String err) {}

    /** How many came to school, of all children in the house, before and after the story was told. */
    private static final Map<String, AttendanceFigures> BEFORE = new TreeMap<>();

    private static final Map<String, AttendanceFigures> AFTER = new TreeMap<>();
    private static final List<String> SCHOOL_DAYS = List.of("2015-06-08", "2015-11-12", "2015-11-16");

    /** Of this story's children alone: other tests may have sent others to school in the same house. */
    static AttendanceFigures atSchool(String day) {
        AttendanceFigures then = Objects.requireNonNull(BEFORE.get(day));
        AttendanceFigures now = Objects.requireNonNull(AFTER.get(day));
        return new AttendanceFigures(
                now.regular() - then.regular(),
                now.irregular() - then.irregular(),
                now.atRisk() - then.atRisk(),
                now.unknown() - then.unknown());
    }

    /** Told first while the operation runs, then again when months have gone by: the story goes on where it stood. */
    static synchronized Run told(ScenarioCommand command, Attendances attendances, JdbcClient owner)
            throws IOException {
        if (told == null || emptied != TestDatabase.emptied()) {
            emptied = TestDatabase.emptied();
            count(owner);
            SCHOOL_DAYS.forEach(day -> BEFORE.put(day, attendances.figures(LocalDate.parse(day))));
            assertThat(run(command, story(), DURING_THE_OPERATION, false).out()).contains(" 24 slips, 3 new files");
            told = run(command, story(), EVE_OF_MISSION, false);
            assertThat(told.code()).as(told.err()).isZero();
            count(owner);
            SCHOOL_DAYS.forEach(day -> AFTER.put(day, attendances.figures(LocalDate.parse(day))));
        }
        return Objects.requireNonNull(told);
    }

    /** As the round does that counts what changed. */
    private static void count(JdbcClient owner) {
        owner.sql("select indicators.count_changed(1000000, now())")
                .query(Long.class)
                .single();
    }

    static Run run(ScenarioCommand command, byte[] story, Instant now, boolean dry) throws IOException {
        Path file = Files.write(TestDatabase.root().resolve("scenario.json"), story);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Order order = new Order(Optional.of(file), dry, new PrintWriter(out, true), new PrintWriter(err, true));
        int code = Time.at(now, () -> command.run(order));
        return new Run(code, out.toString(), err.toString());
    }

    static byte[] story() {
        try (var shipped = ReferenceScenario.class.getResourceAsStream("/demo/scenario.json")) {
            return Objects.requireNonNull(shipped).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
