package org.akoma.ground.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;

/** What the guide of the first day says of a house, by its counts. */
class FirstDayTest {

    private static final Actor OFFICER = new Actor(
            new UUID(0, 1),
            "dpo-01",
            new UUID(0, 2),
            "HOST",
            Set.of(Role.DATA_PROTECTION_OFFICER),
            Role.DATA_PROTECTION_OFFICER.compartment());

    private static FirstDayLine line(String key, Map<String, Integer> facts) {
        return new FirstDay.Reading(OFFICER, facts, true, new FirstDay.Settings(false, false, true))
                .lines().stream()
                        .filter(one -> one.key().equals(key))
                        .findFirst()
                        .orElseThrow();
    }

    private static FirstDayLine.State state(String key, Map<String, Integer> facts) {
        return line(key, facts).state();
    }

    @Test
    void anAccountThatNobodyOpenedIsNoSecondPerson() {
        for (var one : Map.of("administrators", Role.SYSTEM_ADMINISTRATOR, "officers", Role.DATA_PROTECTION_OFFICER)
                .entrySet()) {
            assertThat(state(one.getKey(), Map.of("role." + one.getValue(), 2, "entered." + one.getValue(), 1)))
                    .isEqualTo(FirstDayLine.State.TO_DO);
            assertThat(state(one.getKey(), Map.of("role." + one.getValue(), 2, "entered." + one.getValue(), 2)))
                    .isEqualTo(FirstDayLine.State.DONE);
        }
    }

    /** The page says then that the first child is registered, no more what is missing before. */
    @Test
    void aRegisteredChildIsNoMoreWaitedFor() {
        assertThat(line("first-file", Map.of()).isOfARegisteredChild()).isFalse();
        assertThat(line("first-file", Map.of("files", 1)).isOfARegisteredChild())
                .isTrue();
        assertThat(line("mail", Map.of("files", 1)).isOfARegisteredChild()).isFalse();
    }

    /** A server of mail reaches nobody who wrote no address. */
    @Test
    void mailIsDoneOnceEverybodyHasAnAddress() {
        assertThat(state("mail", Map.of("without-address", 2))).isEqualTo(FirstDayLine.State.TO_DO);
        assertThat(line("mail", Map.of("without-address", 2)).more()).isEqualTo("mail.addresses");
        assertThat(line("mail", Map.of("without-address", 2)).by())
                .as("each person")
                .isEqualTo("mail.addresses");
        assertThat(line("mail", Map.of("without-address", 2)).href()).endsWith("lacks=ADDRESS");
        assertThat(state("mail", Map.of())).isEqualTo(FirstDayLine.State.DONE);
        assertThat(state("address", Map.of())).isEqualTo(FirstDayLine.State.TO_DO);
    }

    @Test
    void nothingIsDoneInAHouseWhereNothingBegan() {
        for (String key : new String[] {"approvals", "first-visits"}) {
            assertThat(state(key, Map.of())).as(key).isEqualTo(FirstDayLine.State.TO_DO);
            assertThat(line(key, Map.of()).more()).isEqualTo(key + ".first");
            assertThat(state(key, Map.of("roles-approved", 3))).as(key).isEqualTo(FirstDayLine.State.DONE);
        }
        assertThat(state("approvals", Map.of("roles-approved", 3, "roles-waiting", 1)))
                .isEqualTo(FirstDayLine.State.TO_DO);
        assertThat(state("host", Map.of("host-unsaid", 1))).isEqualTo(FirstDayLine.State.TO_DO);
        assertThat(state("host", Map.of("host-unsaid", 0))).isEqualTo(FirstDayLine.State.DONE);
        assertThat(line("approvals", Map.of()).href()).isEqualTo("/approvals");
    }

    /** The documents name the lines of the page, in its order. */
    @Test
    void theGuidesNameTheLinesInTheirOrder() throws IOException {
        for (String language : List.of("fr", "en")) {
            String guide = Files.readString(
                    Path.of(language.equals("fr") ? "../docs/premier-jour.md" : "../docs/operations.md"));
            Properties words = new Properties();
            try (var texts = Files.newBufferedReader(
                    Path.of("src/main/resources/messages/settings_" + language + ".properties"))) {
                words.load(texts);
            }
            int at = 0;
            for (FirstDayLine line :
                    new FirstDay.Reading(OFFICER, Map.of(), true, new FirstDay.Settings(false, false, true)).lines()) {
                String title = "**" + words.getProperty("settings.first-day." + line.key()) + "**";
                int found = guide.indexOf(title, at);
                assertThat(found)
                        .as(language + ", after what comes before it: " + title)
                        .isNotNegative();
                at = found + title.length();
            }
        }
    }

    /** A backup, an agreement, a focal point or a second person in post keeps no child out; two people, a bed and the keys are needed before. */
    @Test
    void onlyWhatTheFirstChildNeedsComesBeforeIt() {
        for (String key : new String[] {"keys", "structures", "supervisors", "workers", "shelters", "first-file"})
            assertThat(line(key, Map.of()).part()).as(key).isEqualTo(FirstDayLine.Part.FIRST_CHILD);
        for (String key :
                new String[] {"backup", "agreements", "focal-points", "limits", "mail", "officers", "contacts"})
            assertThat(line(key, Map.of()).part()).as(key).isEqualTo(FirstDayLine.Part.THIS_WEEK);
        assertThat(line("police", Map.of()).part()).isEqualTo(FirstDayLine.Part.POLICE);
        for (String key : new String[] {"shelters", "shelter-managers"})
            assertThat(state(key, Map.of("role.CASE_WORKER", 1)))
                    .as("a house without a shelter: " + key)
                    .isEqualTo(FirstDayLine.State.OPTIONAL);
        assertThat(state("shelter-managers", Map.of("shelters", 1, "without-manager", 1)))
                .isEqualTo(FirstDayLine.State.TO_DO);
    }

    /** The account of an officer names a coordinator, who therefore comes first. */
    @Test
    void thePoliceBeginsWithItsCoordinator() {
        assertThat(line("police", Map.of()).href()).endsWith("role=LE_COORDINATOR");
        assertThat(state("police", Map.of())).isEqualTo(FirstDayLine.State.OPTIONAL);
        assertThat(state("police", Map.of("role.LE_OFFICER", 1, "without-coordinator", 1)))
                .as("an officer whom nobody leads")
                .isEqualTo(FirstDayLine.State.TO_DO);
        Map<String, Integer> led = Map.of("role.LE_COORDINATOR", 1);
        assertThat(line("police", led).href()).endsWith("role=LE_OFFICER");
        assertThat(state("police", Map.of("role.LE_COORDINATOR", 1, "role.LE_OFFICER", 1)))
                .isEqualTo(FirstDayLine.State.DONE);
    }
}
