package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.akoma.enforcement.suspects.AddEvidence;
import org.akoma.enforcement.suspects.Evidence;
import org.akoma.enforcement.suspects.LinkVictim;
import org.akoma.enforcement.suspects.MoveSuspect;
import org.akoma.enforcement.suspects.Suspect;
import org.akoma.enforcement.suspects.SuspectStatus;
import org.akoma.ground.database.Compartment;
import org.junit.jupiter.api.Test;

/** Suspects, what became of them, the victims to whom they are linked, and evidence. */
class SuspectsIT extends PersonsScene {

    @Test
    void theLawIsThatOfTheDayOfTheFacts() {
        Suspect before = suspect(LocalDate.of(2015, 6, 4));
        assertThat(before.code()).isEqualTo("LE-S-01");
        assertThat(before.legalBasis()).isEqualTo("CI-2010-272");
        assertThat(suspect(LocalDate.of(2016, 12, 8)).legalBasis()).isEqualTo("CI-2016-1111");
        assertThat(suspect(LocalDate.of(2009, 1, 1)).legalBasis()).isNull();
    }

    @Test
    void whatBecameOfASuspectIsKeptWithItsDay() {
        Suspect suspect = suspect(LocalDate.of(2015, 6, 4));
        assertThat(suspects.move(officer, moved(suspect, SuspectStatus.ON_TRIAL, "2015-07-01")))
                .isEqualTo(new MoveSuspect.Result.Forbidden());
        Suspect tried = ((MoveSuspect.Result.Moved)
                        suspects.move(coordinator, moved(suspect, SuspectStatus.ON_TRIAL, "2015-07-01")))
                .suspect();
        assertThat(suspects.move(coordinator, moved(suspect, SuspectStatus.CONVICTED, "2015-06-30")))
                .isEqualTo(new MoveSuspect.Result.WrongDay(LocalDate.of(2015, 7, 1), LocalDate.of(2015, 11, 16)));
        assertThat(suspects.move(coordinator, moved(suspect, SuspectStatus.ARRESTED, "2015-07-02")))
                .isEqualTo(new MoveSuspect.Result.NotPossible(SuspectStatus.ON_TRIAL));
        assertThat(tried.proceedings())
                .extracting(Suspect.Proceeding::status)
                .containsExactly(SuspectStatus.ARRESTED, SuspectStatus.ON_TRIAL);
        assertThat(tried.identity().name()).isEqualTo("Kubla Xanadou");
        assertThat(tried.victims()).isEmpty();
    }

    @Test
    void victimsAndSuspectsAreLinked() {
        Suspect suspect = suspect(LocalDate.of(2015, 6, 4));
        Screened child = screened(officer);
        screenings.decide(officer, decision(child, ScreeningStatus.PRESUMED_VICTIM, null));
        assertThat(suspects.link(officer, new LinkVictim(operation.code(), "LE-V-01", Set.of("LE-S-99"), null)))
                .isEqualTo(new LinkVictim.Result.NoSuchSuspect("LE-S-99"));
        suspects.link(officer, new LinkVictim(operation.code(), "LE-V-01", Set.of(suspect.code()), null));
        assertThat(suspects.open(officer, operation, suspect.code())
                        .orElseThrow()
                        .victims())
                .containsExactly("LE-V-01");
        assertThat(suspects.link(officer, new LinkVictim(operation.code(), "LE-V-01", Set.of(), null)))
                .as("an officer takes no child out of a suspect's trial")
                .isEqualTo(new LinkVictim.Result.Forbidden());
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        officer,
                        "delete from operations.victim_suspect where suspect_id = '" + suspect.id() + "'"))
                .hasMessageContaining("access.role-needed");
        int read = screenings
                .find(coordinator, operation, child.code())
                .orElseThrow()
                .version();
        assertThat(suspects.link(coordinator, new LinkVictim(operation.code(), "LE-V-01", Set.of(), read - 1)))
                .isEqualTo(new LinkVictim.Result.Overtaken());
        String links = "/api/v1/operations/" + operation.code() + "/victims/LE-V-01/suspects";
        assertThat(api(coordinator.username())
                        .put(links, java.util.Map.of("suspects", List.of()), null)
                        .status())
                .isEqualTo(428);
        assertThat(api(coordinator.username())
                        .put(links, java.util.Map.of("suspects", List.of()), "\"" + read + "\"")
                        .status())
                .isEqualTo(204);
        assertThat(api(coordinator.username())
                        .get("/api/v1/operations/" + operation.code() + "/suspects/" + suspect.code())
                        .body())
                .as("what it was stays readable")
                .contains("\"was\":\"LE-V-01\"");
        assertThat(suspects.open(officer, operation, suspect.code())
                        .orElseThrow()
                        .victims())
                .isEmpty();
    }

    /** A link that was taken away is kept with who did it, and no statement takes those of several victims away. */
    @Test
    void formerLinksAreKept() throws SQLException {
        Suspect suspect = suspect(LocalDate.of(2015, 6, 4));
        for (String victim : List.of("LE-V-01", "LE-V-02")) {
            screenings.decide(officer, decision(screened(officer), ScreeningStatus.PRESUMED_VICTIM, null));
            suspects.link(officer, new LinkVictim(operation.code(), victim, Set.of(suspect.code()), null));
        }
        String own = " where operation_id = '" + operation.id() + "'";
        assertThatThrownBy(
                        () -> sql(Compartment.ENFORCEMENT, coordinator, "delete from operations.victim_suspect" + own))
                .hasMessageContaining("operations.links-one-by-one");
        suspects.link(coordinator, new LinkVictim(operation.code(), "LE-V-01", Set.of(), null));
        assertThat(sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "select count(*) from operations.former_link" + own + " and removed_by = access.actor()"))
                .isEqualTo("1");
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, "delete from operations.former_link" + own))
                .hasMessageContaining("permission denied");
    }

    @Test
    void evidenceIsNumbered() {
        AddEvidence add = new AddEvidence(
                operation.code(), Evidence.Kind.DOCUMENT, null, LocalDate.of(2015, 11, 15), "PV 12, cahier de Xanadou");
        assertThat(((AddEvidence.Result.Added) suspects.addEvidence(officer, add))
                        .evidence()
                        .code())
                .isEqualTo("E-001");
        assertThat(suspects.evidence(coordinator, operation))
                .extracting(Evidence::reference)
                .containsExactly("PV 12, cahier de Xanadou");
    }

    private MoveSuspect moved(Suspect suspect, SuspectStatus to, String since) {
        return new MoveSuspect(operation.code(), suspect.code(), to, false, LocalDate.parse(since), null);
    }
}
