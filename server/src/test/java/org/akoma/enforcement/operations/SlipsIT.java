package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.airlock.slips.AcceptSlip;
import org.akoma.airlock.slips.CorrectSlip;
import org.akoma.airlock.slips.RefuseSlip;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipContent;
import org.akoma.airlock.slips.SlipStatus;
import org.akoma.airlock.slips.WriteSlip;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.junit.jupiter.api.Test;

/** A slip from its first word to two signatures. */
class SlipsIT extends SlipScene {

    @Test
    void anOfficerWritesASlipOnce() {
        WriteSlip command = new WriteSlip(Ids.next(), operation.code(), content(1, worker, null));
        Slip slip = ((WriteSlip.Result.Written) slips.write(officer, command)).slip();
        assertThat(slip.number()).matches("FR-2015-\\d{4,}");
        assertThat(slip.status()).isEqualTo(SlipStatus.OPEN);
        assertThat(slip.officer()).isEqualTo(officer.code());
        assertThat(slip.content().receiver().code()).isEqualTo(worker.code());
        assertThat(slip.content().receiver().organisation()).isEqualTo(ngo.code());
        assertThat(slips.write(officer, command)).isEqualTo(new WriteSlip.Result.Written(slip));
        assertThat(slips.write(officer, new WriteSlip(Ids.next(), operation.code(), content(1, worker, null))))
                .isEqualTo(new WriteSlip.Result.NumberTaken());
        assertThat(slips.write(outsider, new WriteSlip(Ids.next(), operation.code(), content(2, worker, null))))
                .isEqualTo(new WriteSlip.Result.NoSuchSite());
        assertThat(slips.write(worker, new WriteSlip(Ids.next(), operation.code(), content(2, worker, null))))
                .isEqualTo(new WriteSlip.Result.Forbidden());
    }

    @Test
    void twoSignaturesOverTheSameContentMakeAFile() {
        Slip slip = written(1);
        assertThat(accept(worker, slip)).isEqualTo(new AcceptSlip.Result.NotSigned());
        Slip signed = signed(slip);
        assertThat(slips.sign(officer, new SignSlip(slip.number(), signed.version())))
                .isEqualTo(new SignSlip.Result.AlreadySigned());
        assertThat(slips.correct(officer, new CorrectSlip(slip.number(), signed.version(), content(2, worker, HANDED))))
                .isEqualTo(new CorrectSlip.Result.AlreadySigned());
        Slip accepted = ((AcceptSlip.Result.Accepted) accept(worker, signed)).slip();
        assertThat(accepted.receiverSignature().code()).isEqualTo(worker.code());
        assertThat(accepted.receiverSignature().contentHash())
                .isEqualTo(accepted.officerSignature().contentHash())
                .hasSize(64);
        assertThat(accept(worker, signed)).isEqualTo(new AcceptSlip.Result.AlreadyAccepted());
        assertThat(slips.refuse(worker, new RefuseSlip(slip.number(), "x")))
                .isEqualTo(new RefuseSlip.Result.AlreadySettled());
    }

    @Test
    void whoHandsOverSigns() throws SQLException {
        Slip slip = written(3);
        Actor colleague = actor(person(Role.LE_OFFICER, police));
        assertThat(slips.sign(colleague, new SignSlip(slip.number(), slip.version())))
                .isEqualTo(new SignSlip.Result.NotYours(officer.code()));
        assertThat(api(colleague.username())
                        .post("/api/v1/slips/" + slip.number() + "/signature", Map.of(), "\"" + slip.version() + "\"")
                        .status())
                .isEqualTo(403);
        assertThat(browser(colleague.username()).get("/slips/" + slip.number()).body())
                .contains(officer.code() + " a écrit cette fiche")
                .doesNotContain("/signature\"");
        String sign = "update slips.slip set status = 'SIGNED_BY_OFFICER' where number = '" + slip.number() + "'";
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, colleague, sign)).hasMessageContaining("slips.not-yours");
        Slip taken = ((CorrectSlip.Result.Corrected) slips.correct(
                        colleague, new CorrectSlip(slip.number(), slip.version(), content(3, worker, HANDED))))
                .slip();
        assertThat(taken.officer()).isEqualTo(colleague.code());
        assertThat(slips.sign(colleague, new SignSlip(slip.number(), taken.version())))
                .isInstanceOf(SignSlip.Result.Signed.class);
    }

    /** The slip of a child is not made that of an adult before it is signed; younger is written at once. */
    @Test
    void whoWasWrittenAsAChildStaysOne() {
        Slip slip = written(4);
        assertThat(slips.correct(officer, new CorrectSlip(slip.number(), slip.version(), aged(slip.content(), 19))))
                .isEqualTo(new CorrectSlip.Result.StaysAChild());
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        officer,
                        "update slips.slip set apparent_age = 18 where number = '" + slip.number() + "'"))
                .hasMessageContaining("slips.stays-a-child");
        assertThat(slips.correct(officer, new CorrectSlip(slip.number(), slip.version(), aged(slip.content(), 9))))
                .isInstanceOf(CorrectSlip.Result.Corrected.class);
    }

    /** Anyone who gives a slip another number writes no second one for the same child; another person who was met takes the number. */
    @Test
    void aNumberThatWasMovedAwayIsNotWrittenAgain() throws SQLException {
        Slip first = written(31);
        String moved = "update slips.slip set child_number = 32 where number = '" + first.number() + "'";
        assertThat(SqlAs.change(officer, clock.instant(), moved)).isEqualTo(1);
        WriteSlip again = new WriteSlip(Ids.next(), operation.code(), content(31, worker, HANDED));
        assertThat(slips.write(officer, again)).isEqualTo(new WriteSlip.Result.NumberTaken());
        String copied =
                "insert into slips.slip (id, operation_id, site_code, found_at, handed_at, receiver_id, child_number, apparent_sex, apparent_age,"
                        + " urgent_medical, condition, belongings) select gen_random_uuid(), operation_id, site_code, found_at, handed_at, receiver_id, 31,"
                        + " apparent_sex, apparent_age, urgent_medical, condition, belongings from slips.slip where number = '"
                        + first.number() + "'";
        assertThatThrownBy(() -> SqlAs.change(officer, clock.instant(), copied))
                .hasMessageContaining("slips.number-taken");
        Slip other = written(33);
        assertThat(slips.correct(
                        officer, new CorrectSlip(other.number(), other.version(), content(31, worker, HANDED))))
                .isEqualTo(new CorrectSlip.Result.NumberTaken());
        assertThatThrownBy(() -> SqlAs.change(
                        officer,
                        clock.instant(),
                        "update slips.slip set child_number = 31 where number = '" + other.number() + "'"))
                .hasMessageContaining("slips.number-taken");
        String met = ((ScreenPerson.Result.Recorded) screenings.screen(
                        officer,
                        new ScreenPerson(operation.code(), "SITE-01", FOUND, Screened.Appears.CHILD, "M", 14, null)))
                .person()
                .code();
        assertThat(slips.write(
                        officer, new WriteSlip(Ids.next(), operation.code(), content(31, worker, HANDED), met, null)))
                .isInstanceOf(WriteSlip.Result.Written.class);
        Slip now = slips.find(officer, first.number()).orElseThrow();
        assertThat(slips.correct(officer, new CorrectSlip(now.number(), now.version(), content(34, worker, HANDED))))
                .as("a slip itself is corrected as often as need be")
                .isInstanceOf(CorrectSlip.Result.Corrected.class);
    }

    /** The signature is on the page that a task opens, with the hour of the hand-over where it is not written yet; then it leads on. */
    @Test
    void aSlipIsSignedWhereItsTaskLeads() {
        WriteSlip.Result made =
                slips.write(officer, new WriteSlip(Ids.next(), operation.code(), content(41, worker, null)));
        Slip open = ((WriteSlip.Result.Written) made).slip();
        String page = "/slips/" + open.number();
        Visit visit = browser(officer.username());
        assertThat(visit.get(page + "?lang=fr").body())
                .containsSubsequence(
                        "Fiche de remise " + open.number(), "name=\"handedAt-day\"", "Signer la fiche", "Où et quand")
                .doesNotContain("??");
        String[] tomorrow = {
            "handedAt-day", "18", "handedAt-month", "11", "handedAt-year", "2015", "handedAt-time", "07:30"
        };
        assertThat(visit.press(page, page + "/signature", tomorrow).location()).endsWith("/edit?then=sign");
        assertThat(slips.find(officer, open.number()).orElseThrow().isOpen()).isTrue();
        var hour = HANDED.atOffset(java.time.ZoneOffset.UTC);
        String signed = visit.press(
                        page,
                        page + "/signature",
                        "handedAt-day",
                        String.valueOf(hour.getDayOfMonth()),
                        "handedAt-month",
                        String.valueOf(hour.getMonthValue()),
                        "handedAt-year",
                        String.valueOf(hour.getYear()),
                        "handedAt-time",
                        hour.toLocalTime().toString())
                .location();
        assertThat(signed).endsWith("done=slips.signed");
        Slip now = slips.find(officer, open.number()).orElseThrow();
        assertThat(now.isSigned()).isTrue();
        assertThat(now.content().handedAt()).isEqualTo(HANDED);
        assertThat(visit.get(page + "?done=slips.signed&lang=fr").body())
                .contains("/operations/" + operation.code() + "/persons/new");
    }

    private static SlipContent aged(SlipContent said, int age) {
        return new SlipContent(
                said.site(),
                said.foundAt(),
                said.handedAt(),
                said.badge(),
                said.receiver(),
                said.childNumber(),
                said.apparentSex(),
                age,
                said.urgentMedical(),
                said.interpreterLanguage(),
                said.condition(),
                said.belongings());
    }

    /** Requirements 9, "Handover slip": the coordinator reads. */
    @Test
    void whoCoordinatesReadsSlipsAndWritesNone() throws SQLException {
        Slip slip = written(4);
        WriteSlip another = new WriteSlip(Ids.next(), operation.code(), content(5, worker, HANDED));
        assertThat(slips.write(coordinator, another)).isEqualTo(new WriteSlip.Result.Forbidden());
        assertThat(slips.correct(
                        coordinator, new CorrectSlip(slip.number(), slip.version(), content(4, worker, HANDED))))
                .isEqualTo(new CorrectSlip.Result.Forbidden());
        assertThat(slips.sign(coordinator, new SignSlip(slip.number(), slip.version())))
                .isEqualTo(new SignSlip.Result.Forbidden());
        String address = "/api/v1/slips/" + slip.number();
        String tag = "\"" + slip.version() + "\"";
        var program = api(coordinator.username());
        assertThat(program.get(address).status()).isEqualTo(200);
        assertThat(program.post("/api/v1/slips", Map.of()).status()).isEqualTo(403);
        assertThat(program.send("PUT", address, "application/json", "{}", "If-Match", tag)
                        .status())
                .isEqualTo(403);
        assertThat(program.post(address + "/signature", Map.of(), tag).status()).isEqualTo(403);
        for (String offered :
                List.of("/slips", "/slips/" + slip.number(), "/operations/" + operation.code() + "/slips"))
            assertThat(browser(coordinator.username()).get(offered).body())
                    .contains(slip.number())
                    .doesNotContain("/slips/new", "/edit\"", "/signature\"");
        for (String refused : List.of("/slips/new", "/slips/" + slip.number() + "/edit"))
            assertThat(browser(coordinator.username()).get(refused).status()).isEqualTo(403);
        String only = " where number = '" + slip.number() + "'";
        String copied =
                "insert into slips.slip (id, operation_id, site_code, found_at, handed_at, receiver_id, child_number, apparent_sex, apparent_age,"
                        + " urgent_medical, condition, belongings) select gen_random_uuid(), operation_id, site_code, found_at, handed_at, receiver_id, 6,"
                        + " apparent_sex, apparent_age, urgent_medical, condition, belongings from slips.slip" + only;
        for (String write : List.of(
                "update slips.slip set badge = 'X'" + only,
                "update slips.slip set status = 'SIGNED_BY_OFFICER'" + only,
                copied))
            assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, coordinator, write))
                    .hasMessageContaining("slips.officers-alone");
        assertThat(sql(Compartment.ENFORCEMENT, officer, copied)).isEqualTo("1");
    }

    @Test
    void nothingIsWrittenOnAnOperationThatIsOver() {
        Slip open = written(1);
        operations.move(coordinator, new MoveOperation(operation.code(), operation.version(), OperationStatus.CLOSED));
        assertThat(slips.write(officer, new WriteSlip(Ids.next(), operation.code(), content(2, worker, HANDED))))
                .isEqualTo(new WriteSlip.Result.NoSuchSite());
        assertThat(slips.scenes(officer)).isEmpty();
        String change = "update slips.slip set badge = 'X' where number = '" + open.number() + "'";
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, change))
                .hasMessageContaining("slips.operation-not-running");
    }

    @Test
    void aSlipWithoutHandOverIsNotSigned() {
        Slip slip = ((WriteSlip.Result.Written)
                        slips.write(officer, new WriteSlip(Ids.next(), operation.code(), content(1, worker, null))))
                .slip();
        assertThat(slips.sign(officer, new SignSlip(slip.number(), slip.version())))
                .isEqualTo(new SignSlip.Result.NotHanded());
        Slip corrected = ((CorrectSlip.Result.Corrected) slips.correct(
                        officer, new CorrectSlip(slip.number(), slip.version(), content(1, worker, HANDED))))
                .slip();
        assertThat(slips.correct(officer, new CorrectSlip(slip.number(), slip.version(), content(1, worker, HANDED))))
                .isEqualTo(new CorrectSlip.Result.Changed(corrected));
        assertThat(slips.sign(officer, new SignSlip(slip.number(), corrected.version())))
                .isInstanceOf(SignSlip.Result.Signed.class);
    }

    /** What lay open when its operation ended is still completed: when, to whom, and the signature; nothing else of it. */
    @Test
    void anOpenSlipIsSignedAfterTheEndOfItsOperation() {
        Slip open = ((WriteSlip.Result.Written)
                        slips.write(officer, new WriteSlip(Ids.next(), operation.code(), content(1, worker, null))))
                .slip();
        operations.move(coordinator, new MoveOperation(operation.code(), operation.version(), OperationStatus.CLOSED));
        assertThat(slips.correct(officer, new CorrectSlip(open.number(), open.version(), content(2, worker, HANDED))))
                .isEqualTo(new CorrectSlip.Result.OnlyHanded());
        Slip handed = ((CorrectSlip.Result.Corrected) slips.correct(
                        officer, new CorrectSlip(open.number(), open.version(), content(1, worker, HANDED))))
                .slip();
        assertThat(browser(officer.username())
                        .get("/slips/" + open.number() + "/edit")
                        .body())
                .contains("SITE-01");
        assertThat(api(officer.username())
                        .post("/api/v1/slips/" + open.number() + "/signature", Map.of(), "\"" + handed.version() + "\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void acceptingWithoutOpeningAFileIsUndone() {
        Slip signed = signed(written(1));
        assertThatThrownBy(() -> slips.accept(worker, new AcceptSlip(signed.number(), Ids.next())))
                .hasStackTraceContaining("slips.accepted-without-file");
        assertThat(slips.find(worker, signed.number()).orElseThrow().status()).isEqualTo(SlipStatus.SIGNED_BY_OFFICER);
    }

    @Test
    void whatWasSignedCannotBeRewritten() throws SQLException {
        Slip signed = signed(written(1));
        String only = " where number = '" + signed.number() + "'";
        assertThat(sql(Compartment.ENFORCEMENT, officer, "update slips.slip set apparent_age = 19" + only))
                .isEqualTo("0");
        assertThatThrownBy(() -> sql(Compartment.PROTECTION, worker, "update slips.slip set apparent_age = 19" + only))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> sql(Compartment.PROTECTION, worker, "update slips.slip set status = 'OPEN'" + only))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, "delete from slips.slip" + only))
                .hasMessageContaining("permission denied");
    }
}
