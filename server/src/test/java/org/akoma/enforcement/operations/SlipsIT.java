package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.airlock.slips.AcceptSlip;
import org.akoma.airlock.slips.CorrectSlip;
import org.akoma.airlock.slips.RefuseSlip;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipContent;
import org.akoma.airlock.slips.SlipStatus;
import org.akoma.airlock.slips.WriteSlip;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The airlock from both sides: access test 2 of the scenario, and what PostgreSQL itself refuses. */
class SlipsIT extends PoliceScene {

    @Autowired
    Grants grants;

    @Autowired
    JdbcClient jdbc;

    @Test
    void whoMayConfirmPlacesIsRungWhenTheyAreAskedFor() {
        String confirms = person(Role.CASE_SUPERVISOR, ngo);
        String manages = person(Role.PROJECT_MANAGER, ngo);
        String elsewhere = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        planned(fresh("OP"), 10, 12, ngo.code());
        for (String rung : List.of(confirms, manages))
            assertThat(api(rung).get("/api/v1/notices").body())
                    .doesNotContain("\"unread\":0,")
                    .contains("task");
        assertThat(api(elsewhere).get("/api/v1/notices").body()).contains("\"unread\":0,");
        assertThat(browser(confirms).get("/slips/care").status()).isEqualTo(200);
    }

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

    /** Who is to receive a child hears of it, has it on the list of tasks, and the police hear that the child was received. */
    @Test
    void aChildToBeReceivedIsABellAndATask() {
        Slip slip = written(1);
        var care = api(worker.username());
        var police = api(officer.username());
        assertThat(care.get("/api/v1/tasks?kind=slips.hand-over").body()).contains(slip.number(), "\"rule\":\"T1\"");
        assertThat(care.get("/api/v1/notices").body()).doesNotContain("\"task\"");
        Slip signed = signed(slip);
        assertThat(care.get("/api/v1/notices").body()).contains("\"task\"");
        assertThat(care.get("/api/v1/tasks?kind=slips.hand-over").body()).doesNotContain(slip.number());
        assertThat(care.get("/api/v1/tasks?kind=slips.open-file").body()).contains(slip.number(), "\"rule\":\"T3\"");
        assertThat(browser(worker.username()).get("/tasks?lang=fr").body())
                .contains("/slips/" + slip.number())
                .doesNotContain("??");
        assertThat(police.get("/api/v1/notices").body()).doesNotContain("\"task\"");
        accept(worker, signed);
        assertThat(police.get("/api/v1/notices").body()).contains("\"task\"");
        assertThat(care.get("/api/v1/tasks?kind=slips.open-file").body()).doesNotContain(slip.number());
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

    @Test
    void aRefusedSlipMakesRoomForAnother() {
        Slip signed = signed(written(7));
        Slip refused = ((RefuseSlip.Result.Refused)
                        slips.refuse(worker, new RefuseSlip(signed.number(), "L’heure est fausse")))
                .slip();
        assertThat(refused.status()).isEqualTo(SlipStatus.REFUSED);
        assertThat(slips.find(officer, signed.number()).orElseThrow().refusal()).isEqualTo("L’heure est fausse");
        assertThat(written(7).number()).isNotEqualTo(signed.number());
    }

    /** Sent back, the child is with nobody: until another slip is accepted it is a task on both sides, and the operation does not end. */
    @Test
    void aChildWhoWasSentBackIsATaskUntilSomebodyReceivesThem() throws SQLException {
        String supervisor = person(Role.CASE_SUPERVISOR, ngo);
        Slip signed = signed(written(7));
        assertThat(slips.refuse(worker, new RefuseSlip(signed.number(), "Pas pour nous")))
                .isInstanceOf(RefuseSlip.Result.Refused.class);
        assertThat(api(supervisor).get("/api/v1/notices").body()).contains("\"task\"");
        assertThat(api(coordinator.username()).get("/api/v1/notices").body()).contains("\"task\"");
        assertThat(api(supervisor).get("/api/v1/tasks?kind=slips.refused").body())
                .contains(signed.number());
        assertThat(browser(supervisor).get("/?lang=fr").body()).contains(signed.number(), "que personne n’a reçu");
        assertThat(api(worker.username())
                        .get("/api/v1/tasks?kind=slips.refused")
                        .body())
                .contains(signed.number());
        assertThat(browser(worker.username()).get("/?lang=fr").body())
                .contains(signed.number(), "que personne n’a reçu");
        assertThat(browser(coordinator.username()).get("/?lang=fr").body()).contains(signed.number());
        assertThat(browser(supervisor)
                        .get("/slips/" + signed.number() + "?lang=fr")
                        .body())
                .contains("Personne n’a reçu cet enfant", "/settlement")
                .doesNotContain("??");
        MoveOperation close = new MoveOperation(operation.code(), operation.version(), OperationStatus.CLOSED);
        assertThat(operations.move(coordinator, close))
                .isEqualTo(new MoveOperation.Result.ChildrenSentBack(List.of(signed.number())));
        assertThat(api(coordinator.username())
                        .post(
                                "/api/v1/operations/" + operation.code() + "/close",
                                Map.of(),
                                "\"" + operation.version() + "\"")
                        .body())
                .contains("operations.children-sent-back", signed.number());
        String end = "update operations.operation set status = 'CLOSED' where code = '" + operation.code() + "'";
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, coordinator, end))
                .hasMessageContaining("operations.children-sent-back");
        accept(worker, signed(written(7)));
        assertThat(api(supervisor).get("/api/v1/tasks?kind=slips.refused").body())
                .doesNotContain(signed.number());
        assertThat(operations.move(coordinator, close)).isInstanceOf(MoveOperation.Result.Moved.class);
    }

    @Test
    void aSupervisorSaysWhichSlipIsTheSameChilds() throws SQLException {
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor elsewhere = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        Slip back = signed(written(7));
        slips.refuse(worker, new RefuseSlip(back.number(), "C’est l’enfant de l’autre fiche"));
        Slip other = signed(written(8));
        String address = "/api/v1/slips/" + back.number() + "/settlement";
        Map<String, Object> same = Map.of("slip", other.number(), "reason", "Le même garçon, compté deux fois");
        assertThat(api(supervisor.username()).post(address, same).body()).contains("slips.settle-with-accepted");
        accept(worker, other);
        assertThat(api(worker.username()).post(address, same).status()).isEqualTo(403);
        assertThat(api(elsewhere.username()).post(address, same).status()).isEqualTo(404);
        assertThat(api(supervisor.username())
                        .post(address, Map.of("slip", other.number()))
                        .body())
                .contains("form.required");
        String id = "(select s.id from slips.slip s where s.number = '" + back.number() + "')";
        assertThat(sql(
                        Compartment.PROTECTION,
                        worker,
                        "select slips.ask_settlement(" + id + ", '" + other.number() + "')"))
                .isEqualTo("FORBIDDEN");
        String straight = "update slips.slip set settled_at = access.moment() where number = '" + back.number() + "'";
        assertThatThrownBy(() -> sql(Compartment.PROTECTION, supervisor, straight))
                .hasMessageContaining("permission denied");
        assertThat(api(supervisor.username()).post(address, same).status()).isEqualTo(202);
        assertThat(slips.find(supervisor, back.number()).orElseThrow().isSentBack())
                .isTrue();
        assertThat(api(supervisor.username()).post(address, same).status()).isEqualTo(409);
        assertThat(sql(Compartment.PROTECTION, supervisor, "select slips.settle(" + id + ")"))
                .isEqualTo("f");
        String waiting = waiting(supervisor);
        assertThat(verdict(supervisor, waiting, true)).isEqualTo(403);
        assertThat(verdict(elsewhere, waiting, true)).isEqualTo(404);
        assertThat(verdict(officer, waiting, true)).isEqualTo(404);
        assertThat(browser(coordinator.username())
                        .get("/decisions/" + waiting + "?lang=fr")
                        .body())
                .contains(back.number(), other.number(), "compté deux fois", "Garçon")
                .doesNotContain("??");
        assertThat(verdict(coordinator, waiting, true)).isEqualTo(200);
        Slip settled = slips.find(supervisor, back.number()).orElseThrow();
        assertThat(settled.isSentBack()).isFalse();
        assertThat(settled.receiverSignature().code()).as("who sent it back").isEqualTo(worker.code());
        assertThat(api(supervisor.username()).post(address, same).status()).isEqualTo(409);
    }

    /** Two girls who were sent back do not vanish behind one boy: neither by a slip of the same number, nor by one supervisor, nor twice. */
    @Test
    void oneSlipAnswersForOneChildOnly() {
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        List<Slip> girls = new ArrayList<>();
        for (int number : new int[] {1, 2}) {
            Slip girl = signed(written(number, "F", 12));
            slips.refuse(worker, new RefuseSlip(girl.number(), "Aucun enfant n’est venu"));
            girls.add(girl);
        }
        Slip boy = signed(written(1, "M", 5));
        accept(worker, boy);
        for (Slip girl : girls)
            assertThat(slips.find(supervisor, girl.number()).orElseThrow().isSentBack())
                    .isTrue();
        assertThat(api(supervisor.username())
                        .get("/api/v1/tasks?kind=slips.refused")
                        .body())
                .contains(girls.getFirst().number(), girls.getLast().number());
        Map<String, Object> same = Map.of("slip", boy.number(), "reason", "La fiche a été mal remplie");
        assertThat(settling(supervisor, girls.getFirst(), same).status()).isEqualTo(202);
        String first = waiting(supervisor);
        assertThat(browser(second.username())
                        .get("/decisions/" + first + "?lang=fr")
                        .body())
                .contains("Fille", "Garçon", "Comparez les deux fiches");
        assertThat(api(second.username())
                        .post(
                                "/api/v1/decisions/" + first + "/verdict",
                                Map.of("agreed", false, "reason", "Deux enfants"))
                        .status())
                .isEqualTo(200);
        assertThat(slips.find(supervisor, girls.getFirst().number())
                        .orElseThrow()
                        .isSentBack())
                .isTrue();
        assertThat(settling(supervisor, girls.getFirst(), same).status()).isEqualTo(202);
        assertThat(verdict(second, waiting(supervisor), true)).isEqualTo(200);
        assertThat(settling(supervisor, girls.getLast(), same).body()).contains("slips.settle-answers");
        accept(worker, signed(written(2, "F", 11)));
        assertThat(slips.find(supervisor, girls.getLast().number())
                        .orElseThrow()
                        .isSentBack())
                .as("the same girl, with her age guessed anew")
                .isFalse();
    }

    /** A slip that was accepted with another age answers for no child by itself: the one that was sent back names it, on both sides, and asks for no third one. */
    @Test
    void aSlipAcceptedWithAnotherAgeIsNamedOnTheOneThatWasSentBack() throws SQLException {
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        Slip back = signed(written(2, "M", 14));
        slips.refuse(worker, new RefuseSlip(back.number(), "L’enfant dit avoir 10 ans"));
        String page = "/slips/" + back.number();
        String anew = "/slips/new?instead=" + back.number();
        assertThat(body(officer, page)).contains(anew, "même numéro d’enfant");
        assertThat(body(officer, anew)).contains("name=\"childNumber\"", "value=\"14\"", "value=\"2\"");
        assertThat(browser(coordinator.username()).get(anew).status()).isEqualTo(403);
        assertThat(browser(worker.username()).get(anew).status()).isEqualTo(403);
        Slip other = signed(written(2, "M", 10));
        accept(worker, other);
        assertThat(body(officer, page))
                .contains(other.number(), "n’écrivez pas d’autre fiche")
                .doesNotContain(anew, "??");
        assertThat(body(officer, "/")).contains("peut-être un seul enfant");
        assertThat(body(supervisor, page)).contains("settlement?slip=" + other.number());
        assertThat(body(supervisor, page + "/settlement?slip=" + other.number()))
                .contains("value=\"" + other.number());
        assertThat(body(supervisor, "/")).contains("peut-être un seul enfant");
        assertThat(body(officer, "/slips/FR-2015-9999"))
                .contains("La police voit les opérations auxquelles elle participe")
                .doesNotContain("Si un enfant vous a été confié");
        Actor elsewhere = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        String straight = "select count(*) from slips.others_of(array['" + back.id() + "'::uuid])";
        assertThat(sql(Compartment.PROTECTION, supervisor, straight)).isEqualTo("1");
        assertThat(sql(Compartment.PROTECTION, elsewhere, straight)).isEqualTo("0");
        Map<String, Object> same = Map.of("slip", other.number(), "reason", "Le même garçon, mieux regardé");
        assertThat(settling(supervisor, back, same).status()).isEqualTo(202);
        String asked = "/decisions/" + waiting(supervisor);
        assertThat(body(supervisor, page)).contains(asked).doesNotContain("/settlement");
        assertThat(body(supervisor, asked))
                .contains("la coordination de l’opération (police)")
                .doesNotContain("Personne de cette structure", "??");
        assertThat(body(coordinator, asked))
                .contains("la supervision de l’assistance", "/slips/" + other.number(), "Fiche refusée", ">14<", ">10<")
                .doesNotContain("inconnu", "??");
        Map<String, Object> no = Map.of("agreed", false, "reason", "Deux garçons sur les photos");
        assertThat(api(coordinator.username())
                        .post("/api/v1" + asked + "/verdict", no)
                        .status())
                .isEqualTo(200);
        assertThat(body(officer, page)).contains("fiche d’un autre enfant", anew);
        assertThat(body(officer, anew)).doesNotContain("name=\"childNumber\" value=\"2\"");
        assertThat(settling(supervisor, back, same).status()).isEqualTo(202);
        assertThat(verdict(coordinator, waiting(supervisor), true)).isEqualTo(200);
        for (Actor one : List.of(officer, worker))
            assertThat(body(one, page))
                    .contains("répond de lui", other.number())
                    .doesNotContain("??");
    }

    private String body(Actor reader, String page) {
        return browser(reader.username())
                .get(page + (page.contains("?") ? "&" : "?") + "lang=fr")
                .body();
    }

    private Answer settling(Actor by, Slip back, Map<String, Object> same) {
        return api(by.username()).post("/api/v1/slips/" + back.number() + "/settlement", same);
    }

    private int verdict(Actor by, String decision, boolean agreed) {
        return api(by.username())
                .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", agreed))
                .status();
    }

    private String waiting(Actor proposer) {
        return transactions.as(
                proposer,
                () -> jdbc.sql(
                                "select d.id::text from access.decision d where d.kind = 'SLIP_SETTLEMENT' and d.state = 'WAITING' and d.proposed_by = access.actor()")
                        .query(String.class)
                        .single());
    }

    private Slip written(int child, String sex, int age) {
        SlipContent said = content(child, worker, HANDED);
        SlipContent seen = new SlipContent(
                said.site(),
                said.foundAt(),
                said.handedAt(),
                said.badge(),
                said.receiver(),
                child,
                sex,
                age,
                said.urgentMedical(),
                said.interpreterLanguage(),
                said.condition(),
                said.belongings());
        return ((WriteSlip.Result.Written) slips.write(officer, new WriteSlip(Ids.next(), operation.code(), seen)))
                .slip();
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

    @Test
    void acceptingWithoutOpeningAFileIsUndone() {
        Slip signed = signed(written(1));
        assertThatThrownBy(() -> slips.accept(worker, new AcceptSlip(signed.number(), Ids.next())))
                .hasStackTraceContaining("slips.accepted-without-file");
        assertThat(slips.find(worker, signed.number()).orElseThrow().status()).isEqualTo(SlipStatus.SIGNED_BY_OFFICER);
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
        for (Compartment other : List.of(Compartment.CUSTODY, Compartment.ADMINISTRATION, Compartment.PUBLICATION))
            assertThatThrownBy(() -> sql(other, null, "select count(*) from slips.slip"))
                    .hasMessageContaining("permission denied");
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

    private Slip signed(Slip slip) {
        return ((SignSlip.Result.Signed) slips.sign(officer, new SignSlip(slip.number(), slip.version()))).slip();
    }

    /** Opens the child's file, which accepts the slip; where it is not signed, or accepted already, only asks. */
    private AcceptSlip.Result accept(Actor by, Slip slip) {
        if (slips.find(by, slip.number()).orElseThrow().status() != SlipStatus.SIGNED_BY_OFFICER)
            return slips.accept(by, new AcceptSlip(slip.number(), Ids.next()));
        Map<String, Object> child = Map.of(
                "sex",
                slip.content().apparentSex(),
                "age",
                slip.content().apparentAge(),
                "country",
                "CI",
                "slip",
                slip.number());
        assertThat(api(by.username()).post("/api/v1/cases", child).status()).isEqualTo(201);
        return new AcceptSlip.Result.Accepted(slips.find(by, slip.number()).orElseThrow());
    }
}
