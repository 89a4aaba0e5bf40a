package org.akoma.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.Refused;
import org.akoma.ground.database.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {

    private static final byte[] STORY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final LocalDate EVE = LocalDate.parse("2015-11-16");
    private static final Instant OPENING = Instant.parse("2015-11-16T08:00:00Z");

    @TempDir
    Path home = Path.of("unset");

    private final StringWriter said = new StringWriter();
    private DataFolder data = new DataFolder(Path.of("unset"));

    @BeforeEach
    void folder() {
        data = new DataFolder(home.resolve("data"));
    }

    @Test
    void beginsAtEightOfTheDay() {
        assertThat(demo(EVE, false).clockStart()).isEqualTo(OPENING);
        assertThat(DemoFolder.propertiesOf(data)).contains("akoma.demo=true", "akoma.clock.start=" + OPENING);
    }

    @Test
    void goesOnFromWhereItStopped() {
        Instant stopped = OPENING.plus(Duration.ofHours(3));
        run(stopped);
        assertThat(demo(EVE, false).clockStart()).isEqualTo(stopped);
    }

    @Test
    void afterAKillItsClockIsNeverBehindWhatItShowed() {
        DemoFolder demo = demo(EVE, false);
        demo.markFilled();
        Instant kept = OPENING.plus(Duration.ofHours(1));
        assertThat(demo.keepTime(Clock.fixed(kept, ZoneOffset.UTC))).isNotNull(); // never closed: killed
        assertThat(demo(EVE, false).clockStart()).isAfter(kept);
    }

    @Test
    void anotherDayIsSetAsideNotLost() throws IOException {
        run(OPENING);
        Files.writeString(data.root().resolve("mine.txt"), "kept");
        DemoFolder other = demo(LocalDate.parse("2015-12-31"), false);
        assertThat(other.filled()).isFalse();
        Path aside = folders().stream()
                .filter(path -> path.toString().contains(".before-"))
                .findFirst()
                .orElseThrow();
        assertThat(aside.resolve("mine.txt")).exists();
        assertThat(said.toString()).contains(aside.toString());
    }

    @Test
    void anotherScenarioIsSetAside() {
        run(OPENING);
        byte[] other = "{\"meta\":{}}".getBytes(StandardCharsets.UTF_8);
        assertThat(DemoFolder.prepare(data, other, EVE, false, new PrintWriter(said))
                        .filled())
                .isFalse();
    }

    @Test
    void freshDeletesADemo() throws IOException {
        run(OPENING);
        Files.writeString(data.root().resolve("mine.txt"), "gone");
        assertThat(demo(EVE, true).filled()).isFalse();
        assertThat(folders()).containsExactly(data.root());
        assertThat(data.root().resolve("mine.txt")).doesNotExist();
    }

    @Test
    void aFirstStartThatWasCutShortIsBegunAgain() {
        demo(EVE, false); // never filled
        assertThat(demo(EVE, false).filled()).isFalse();
    }

    @Test
    void whatIsNoDemoIsLeftAloneEvenWhenAskedForAFreshOne() throws IOException {
        Files.createDirectories(data.root());
        Path records = Files.writeString(data.root().resolve("records"), "real");
        assertThatThrownBy(() -> demo(EVE, true)).isInstanceOf(Refused.class).hasMessageContaining("not a demo");
        assertThat(records).hasContent("real");
    }

    private void run(Instant until) {
        DemoFolder demo = demo(EVE, false);
        demo.markFilled();
        demo.keepTime(Clock.fixed(until, ZoneOffset.UTC)).close();
    }

    private DemoFolder demo(LocalDate today, boolean fresh) {
        return DemoFolder.prepare(data, STORY, today, fresh, new PrintWriter(said));
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> found = Files.list(home)) {
            return found.toList();
        }
    }
}
