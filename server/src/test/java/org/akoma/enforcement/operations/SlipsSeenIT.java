package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.airlock.slips.RefuseSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipStatus;
import org.akoma.airlock.slips.WriteSlip;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who sees a slip, on which list and in which order, and what neither side learns of the other: access test 2 of the scenario. */
class SlipsSeenIT extends SlipScene {

    @Autowired
    Grants grants;

    /** Who is to receive a child hears of it, has it on the list of tasks, and the police hear that the child was received. */
    @Test
    void aChildToBeReceivedIsABellAndATask() {
        Slip slip = written(1);
        var care = api(worker.username());
        var police = api(officer.username());
        long begun = bellsOf(officer.username());
        assertThat(care.get("/api/v1/tasks?kind=slips.hand-over").body()).contains(slip.number(), "\"rule\":\"T1\"");
        assertThat(care.get("/api/v1/notices").body()).doesNotContain("\"task\"");
        Slip signed = signed(slip);
        assertThat(care.get("/api/v1/notices").body()).contains("\"task\"");
        assertThat(browser(worker.username())
                        .post("/notices/read", "kind", "task")
                        .location())
                .as("one thing waits: the bell leads to it")
                .endsWith("/slips/" + slip.number());
        assertThat(care.get("/api/v1/tasks?kind=slips.hand-over").body()).doesNotContain(slip.number());
        assertThat(care.get("/api/v1/tasks?kind=slips.open-file").body()).contains(slip.number(), "\"rule\":\"T3\"");
        assertThat(browser(worker.username()).get("/tasks?lang=fr").body())
                .contains("/slips/" + slip.number())
                .doesNotContain("??");
        assertThat(bellsOf(officer.username())).isEqualTo(begun);
        accept(worker, signed);
        assertThat(bellsOf(officer.username())).isGreaterThan(begun);
        assertThat(care.get("/api/v1/tasks?kind=slips.open-file").body()).doesNotContain(slip.number());
        String news = "L’enfant est reçu";
        String page = "/slips/" + slip.number();
        browser(coordinator.username()).get(page);
        browser(worker.username()).get(page);
        assertThat(browser(officer.username()).get("/?lang=fr").body()).contains(news);
        assertThat(browser(officer.username()).get(page).status()).isEqualTo(200);
        assertThat(browser(officer.username()).get("/?lang=fr").body())
                .as("news that was read")
                .doesNotContain(news);
        Slip second = signed(written(2));
        accept(worker, second);
        assertThat(browser(officer.username()).get("/?lang=fr").body()).contains(news);
        police.get("/api/v1/slips/" + second.number());
        assertThat(browser(officer.username()).get("/?lang=fr").body()).doesNotContain(news);
    }

    /** A slip names who receives the child and where: both sides leave a trace of reading it, by page and by program. */
    @Test
    void readingASlipIsJournalled() {
        Slip slip = signed(written(1));
        for (Actor reader : List.of(worker, officer, coordinator)) {
            long before = readings(reader);
            browser(reader.username()).get("/slips/" + slip.number());
            api(reader.username()).get("/api/v1/slips/" + slip.number());
            assertThat(readings(reader)).as(reader.code()).isEqualTo(before + 2);
            browser(reader.username()).get("/slips");
            api(reader.username()).get("/api/v1/slips");
            assertThat(readings(reader)).as(reader.code()).isEqualTo(before + 4);
        }
    }

    private static long readings(Actor reader) {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery("select count(*) from journal.entry where chain = '" + reader.personId()
                        + "' and act in ('slips.read', 'slips.listed')")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theNewestSlipComesFirstOnEveryPage() {
        List<String> written = new ArrayList<>();
        for (int child = 1; child <= 5; child++) {
            clock.moveTo(MORNING.plusSeconds(60L * child));
            UUID id = child == 1
                    ? UUID.fromString(
                            "ffffffff-ffff-4fff-bfff-" + Ids.next().toString().substring(24))
                    : Ids.next();
            WriteSlip command = new WriteSlip(id, operation.code(), content(child, worker, HANDED));
            written.addFirst(((WriteSlip.Result.Written) slips.write(officer, command))
                    .slip()
                    .number());
        }
        for (Actor reader : List.of(officer, worker)) {
            List<Slip> first = slips.list(reader, null, null, null, 3);
            List<Slip> second = slips.list(reader, null, null, first.getLast().id(), 3);
            assertThat(Stream.concat(first.stream(), second.stream()).map(Slip::number))
                    .as(reader.code())
                    .isEqualTo(written);
        }
    }

    /** Lists and single answers agree: who finds a slip alone has it on the list. */
    @Test
    void whatOneFindsAloneIsOnTheList() {
        Organisation without = structure(Organisation.Kind.NGO);
        String supervisor = person(Role.CASE_SUPERVISOR, ngo);
        provisioning.deputise(Map.of(without.id(), actor(supervisor).personId()), BEGINNING);
        Actor receiver =
                actor(person(Role.CASE_WORKER, without, null, actor(supervisor).personId()));
        Slip slip = signed(((WriteSlip.Result.Written)
                        slips.write(officer, new WriteSlip(Ids.next(), operation.code(), content(3, receiver, HANDED))))
                .slip());
        assertThat(slips.find(actor(supervisor), slip.number())).isPresent();
        assertThat(slips.list(actor(supervisor), null, null, null, 50))
                .extracting(Slip::number)
                .contains(slip.number());
        slips.refuse(receiver, new RefuseSlip(slip.number(), "Pas pour nous"));
        assertThat(api(supervisor).get("/api/v1/tasks?kind=slips.refused").body())
                .contains(slip.number());
    }

    @Test
    void onlyThoseConcernedSeeASlip() {
        Slip slip = written(1);
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        assertThat(slips.find(worker, slip.number())).isPresent();
        assertThat(slips.find(supervisor, slip.number())).isPresent();
        assertThat(slips.find(coordinator, slip.number())).isPresent();
        for (Actor other : List.of(colleague, manager, outsider))
            assertThat(slips.find(other, slip.number())).isEmpty();
        assertThat(slips.list(worker, null, null, null, 10))
                .extracting(Slip::number)
                .containsExactly(slip.number());
        assertThat(slips.list(colleague, null, null, null, 10)).isEmpty();
        assertThat(slips.list(outsider, null, null, null, 10)).isEmpty();
        assertThat(slips.list(officer, operation.id(), SlipStatus.ACCEPTED, null, 10))
                .isEmpty();
        assertThat(slips.waiting(worker)).isEqualTo(1);
    }

    @Test
    void whoSeesTheFileSeesItsSlip() {
        Slip signed = signed(written(1));
        Actor later = actor(person(Role.CASE_WORKER, ngo));
        accept(worker, signed);
        UUID file = transactions.as(
                worker,
                () -> jdbc.sql(
                                "select file_id from slips.acceptance a join slips.slip s on s.id = a.slip_id where s.number = :number")
                        .param("number", signed.number())
                        .query(UUID.class)
                        .single());
        assertThat(slips.find(later, signed.number())).isEmpty();
        transactions.doAs(
                worker,
                () -> grants.give(
                        worker,
                        grants.starting(
                                file,
                                Grant.Kind.PERSON,
                                later.personId(),
                                Section.ALL,
                                false,
                                clock.instant().plusSeconds(86_400),
                                Grant.Reason.SHARED)));
        assertThat(slips.find(later, signed.number())).isPresent();
        assertThat(slips.list(later, null, null, null, 10))
                .extracting(Slip::number)
                .contains(signed.number());
    }

    /** The police keep it by their own law. */
    @Test
    void careReadsNoSlipOfAnErasedFile() {
        Slip signed = signed(written(1));
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        accept(worker, signed);
        for (Actor care : List.of(worker, supervisor))
            assertThat(slips.find(care, signed.number())).isPresent();
        TestDatabase.ownerDoes(
                "update cases.case_file f set erased_at = now() from slips.acceptance a join slips.slip s on s.id = a.slip_id"
                        + " where f.id = a.file_id and s.number = '" + signed.number() + "'");
        for (Actor care : List.of(worker, supervisor))
            assertThat(slips.find(care, signed.number())).isEmpty();
        assertThat(slips.find(officer, signed.number())).isPresent();
        assertThat(browser(worker.username()).get("/slips/" + signed.number()).status())
                .isEqualTo(404);
    }

    @Test
    void careNeverLearnsTheOperationAndPoliceNeverTheFile() throws SQLException {
        Slip slip = written(1);
        assertThat(sql(
                        Compartment.PROTECTION,
                        worker,
                        "select count(*) from slips.slip where number = '" + slip.number() + "'"))
                .isEqualTo("1");
        assertThatThrownBy(() -> sql(Compartment.PROTECTION, worker, "select operation_id from slips.slip"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, "select count(*) from slips.acceptance"))
                .hasMessageContaining("permission denied");
        assertThat(sql(Compartment.ENFORCEMENT, outsider, "select count(*) from slips.slip"))
                .isEqualTo("0");
        for (Compartment other : List.of(
                Compartment.CUSTODY, Compartment.ADMINISTRATION, Compartment.PUBLICATION, Compartment.STATISTICS))
            assertThatThrownBy(() -> sql(other, null, "select count(*) from slips.slip"))
                    .hasMessageContaining("permission denied");
    }

    @Test
    void belongingsLieSealed() throws SQLException {
        Slip slip = written(1);
        assertThat(sql(
                        Compartment.PROTECTION,
                        worker,
                        "select position('Xanadou'::bytea in belongings) from slips.slip where number = '"
                                + slip.number() + "'"))
                .isEqualTo("0");
        assertThat(slips.find(worker, slip.number()).orElseThrow().content().belongings())
                .isEqualTo("Un sac brodé de Xanadou");
    }
}
