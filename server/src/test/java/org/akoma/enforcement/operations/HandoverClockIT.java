package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.Ids;
import org.akoma.airlock.slips.CorrectSlip;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipContent;
import org.akoma.airlock.slips.WriteSlip;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Tasks;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** T1: from finding a child to the hand-over, on both homes, by JSON and on the page; then the file is waited for (T3). */
class HandoverClockIT extends PoliceScene {

    private static final Instant MET = MORNING.plus(Duration.ofHours(1));
    private static final Instant LIMIT = MET.plus(Duration.ofHours(24));

    @Autowired
    List<Tasks> rooms;

    private SlipContent said(Instant handed) {
        return said(handed, false);
    }

    private SlipContent said(Instant handed, boolean urgent) {
        SlipContent one = content(1, worker, handed);
        return new SlipContent(
                one.site(),
                MET,
                handed,
                one.badge(),
                one.receiver(),
                one.childNumber(),
                one.apparentSex(),
                one.apparentAge(),
                urgent,
                one.interpreterLanguage(),
                one.condition(),
                one.belongings());
    }

    private Slip announced() {
        clock.moveTo(MET.plusSeconds(600));
        return ((WriteSlip.Result.Written)
                        slips.write(officer, new WriteSlip(Ids.next(), operation.code(), said(null))))
                .slip();
    }

    private List<String> home(Actor who, Slip slip) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return rooms.stream()
                .flatMap(room -> room.tasksFor(who, today).stream())
                .filter(task -> slip.number().equals(task.code()))
                .map(task -> task.kind() + " " + task.due() + " " + task.when(today))
                .toList();
    }

    private JsonNode told(Slip slip) {
        return api(officer.username()).get("/api/v1/slips/" + slip.number()).json();
    }

    private Slip corrected(Slip slip, Instant handed) {
        return ((CorrectSlip.Result.Corrected)
                        slips.correct(officer, new CorrectSlip(slip.number(), slip.version(), said(handed))))
                .slip();
    }

    @Test
    void runsFromFindingToHandOverAndNoFurther() {
        Slip slip = announced();
        assertThat(home(officer, slip)).containsExactly("slip-sign 2015-11-17 WAITING");
        assertThat(home(outsider, slip)).isEmpty();
        assertThat(home(coordinator, slip)).as("theirs is what is late").isEmpty();
        clock.moveTo(LIMIT.minusSeconds(60));
        assertThat(home(officer, slip)).containsExactly("slip-sign 2015-11-17 TODAY");
        assertThat(home(worker, slip)).containsExactly("slip-announced 2015-11-17 TODAY");
        assertThat(told(slip).path("due").asString()).isEqualTo(LIMIT.toString());
        assertThat(told(slip).path("hoursLate").asInt()).isZero();
        clock.moveTo(LIMIT.plusSeconds(60));
        slip = corrected(slip, null);
        assertThat(home(officer, slip)).as("a minute after").containsExactly("slip-sign 2015-11-17 LATE");
        assertThat(home(worker, slip)).containsExactly("slip-announced 2015-11-17 LATE");
        assertThat(home(coordinator, slip)).containsExactly("slip-unsigned 2015-11-17 LATE");
        assertThat(browser(coordinator.username()).get("/?lang=fr").body())
                .contains(slip.number(), "à signer par un agent");
        assertThat(told(slip).path("hoursLate").asInt()).isEqualTo(1);
        assertThat(browser(officer.username()).get("/?lang=fr").body()).contains(slip.number(), "moins d’1");
        assertThat(browser(officer.username()).get("/slips?lang=en").body()).contains("late");
        slip = corrected(slip, LIMIT.plusSeconds(30));
        assertThat(home(officer, slip)).as("by the hand-over").containsExactly("slip-sign 2015-11-19 WAITING");
    }

    private List<String> children(Actor who) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return rooms.stream()
                .flatMap(room -> room.tasksFor(who, today).stream())
                .filter(task -> task.kind().startsWith("child-without-slip"))
                .map(task -> task.kind() + " " + task.code() + " " + task.when(today))
                .toList();
    }

    /** The hours of T1 run from when a child was met, whether somebody begins a slip or not. */
    @Test
    void aChildWithoutASlipIsATaskOfThePolice() {
        clock.moveTo(MET.plusSeconds(600));
        screenings.screen(
                officer, new ScreenPerson(operation.code(), "SITE-01", MET, Screened.Appears.ADULT, "M", 30, null));
        assertThat(children(officer)).isEmpty();
        Screened child = ((ScreenPerson.Result.Recorded) screenings.screen(
                        officer,
                        new ScreenPerson(operation.code(), "SITE-01", MET, Screened.Appears.CHILD, "F", 12, null)))
                .person();
        String code = child.code() + ", " + operation.code();
        assertThat(children(officer)).containsExactly("child-without-slip " + code + " WAITING");
        assertThat(children(coordinator)).containsExactly("child-without-slip-waits " + code + " WAITING");
        for (Actor other : List.of(outsider, worker))
            assertThat(children(other)).as(other.username()).isEmpty();
        clock.moveTo(LIMIT.plusSeconds(60));
        assertThat(children(officer)).containsExactly("child-without-slip " + code + " LATE");
        String page = "/operations/" + operation.code() + "/persons/" + child.code() + "?lang=fr";
        assertThat(browser(officer.username()).get("/?lang=fr").body()).contains("Un enfant sans fiche de remise");
        assertThat(browser(officer.username()).get(page).body()).contains("n’a pas de fiche de remise");
        assertThat(browser(coordinator.username()).get(page).body())
                .contains("Un agent d’une structure de police", "/operations/" + operation.code() + "/edit");
        assertThat(browser(officer.username())
                        .get("/slips/new?operation=" + operation.code() + "&person=" + child.code())
                        .status())
                .isEqualTo(200);
        WriteSlip slip = new WriteSlip(Ids.next(), operation.code(), said(MET.plusSeconds(300)));
        assertThat(slips.write(officer, slip)).isInstanceOf(WriteSlip.Result.Written.class);
        assertThat(children(officer)).as("the slip of another child").hasSize(1);
    }

    @Test
    void whoWasHandedOverWaitsForTheFile() {
        Slip slip = announced();
        Instant handed = MET.plus(Duration.ofHours(1));
        clock.moveTo(handed.plusSeconds(60));
        slip = corrected(slip, handed);
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        Instant limit = handed.plus(Duration.ofHours(48));
        clock.moveTo(limit.minusSeconds(60));
        assertThat(home(officer, slip)).as("theirs is done").isEmpty();
        assertThat(home(worker, slip)).containsExactly("slip-receive 2015-11-18 TODAY");
        clock.moveTo(limit.plusSeconds(60));
        assertThat(home(worker, slip)).containsExactly("slip-receive 2015-11-18 LATE");
        OpenCase wanted = SomeChild.ofSlip("Lune", slip.number(), handed);
        assertThat(cases.open(worker, wanted)).isInstanceOf(OpenCase.Result.Opened.class);
        assertThat(home(worker, slip)).isEmpty();
    }

    @Autowired
    Cases cases;

    /** What the slip says of an urgent medical need rings as soon as the file is open. */
    @Test
    void theSlipsUrgentNeedRaisesAnAlert() {
        clock.moveTo(MET.plusSeconds(600));
        SlipContent urgent = said(MET.plusSeconds(60), true);
        Slip slip = ((WriteSlip.Result.Written)
                        slips.write(officer, new WriteSlip(Ids.next(), operation.code(), urgent)))
                .slip();
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        var program = api(worker.username());
        var opened = program.post(
                "/api/v1/cases",
                java.util.Map.of("slip", slip.number(), "sex", "F", "age", 12, "country", "CI", "anyway", true));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        assertThat(program.get("/api/v1/cases/" + opened.json().path("code").asString() + "/alerts")
                        .body())
                .contains("HEALTH_URGENT");
    }
}
