package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.airlock.slips.RefuseSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipStatus;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.junit.jupiter.api.Test;

/** A slip that care sent back: the child is with nobody until another slip is accepted, or two people say which one is the same child's. */
class SlipsSentBackIT extends SlipScene {

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
        assertThat(body(supervisor, "/")).contains("dire si deux fiches sont du même enfant");
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
                .doesNotContain("Personne dans cette structure", "??");
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
                    .contains("est la sienne", other.number())
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
}
