package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;

/**
 * In whatever order two people move a child, propose homes, take moves back and work on an alert: no child comes to a home that is no shelter while a danger
 * runs, nor back by one person where a danger was closed since it left ({@code trust.md 3}).
 */
class DangerOrdersIT extends DangerHouse {

    /** What is done, whether or not it is refused. */
    private enum Act {
        /** The worker brings the child to another shelter. */
        MOVE,
        /** The worker proposes a foster family with the words of the home of the danger; the supervisor agrees. */
        HOME,
        /** The worker takes the move back; the supervisor refuses it. */
        UNDO,
        /** The supervisor takes the alert on and closes it alone; then the worker says that the child is safe, and the supervisor closes it. */
        CLOSE
    }

    private String code;
    private UUID alert;
    private boolean closed;
    private final List<Shelter> houses = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @Test
    void noOrderOfActsLeadsIntoTheDanger() {
        List<List<Act>> orders = orders(List.of(Act.values()));
        assertThat(orders).hasSize(24);
        for (List<Act> order : orders) {
            List<Act> all = new ArrayList<>(order);
            all.add(Act.MOVE);
            all.add(Act.UNDO);
            aChildInDanger("DANGER_AT_HOME");
            for (Act act : all) {
                Placement before = lives(code).orElse(null);
                boolean ran = !closed;
                take(act);
                Placement now = lives(code).orElse(null);
                if (now == null
                        || now.kind() == Placement.Kind.SHELTER
                        || before != null && now.id().equals(before.id())) continue;
                assertThat(ran)
                        .as("%s then %s led to %s during the alert", all, act, now.kind())
                        .isFalse();
                assertThat(act == Act.UNDO && closedSinceItLeft(now))
                        .as("%s: led back by one past the alert", all)
                        .isFalse();
            }
        }
        assertThat(said).as("each refusal names the danger").contains("cases.move-out-of-danger");
    }

    private static List<List<Act>> orders(List<Act> acts) {
        if (acts.isEmpty()) return List.of(List.of());
        List<List<Act>> all = new ArrayList<>();
        for (Act first : acts) {
            List<Act> rest = new ArrayList<>(acts);
            rest.remove(first);
            for (List<Act> one : orders(rest)) {
                List<Act> whole = new ArrayList<>(List.of(first));
                whole.addAll(one);
                all.add(whole);
            }
        }
        return all;
    }

    private void aChildInDanger(String type) {
        code = active();
        agree(done(placements.place(worker, code, home())));
        alert = raise(worker, code, type, "Battue");
        closed = false;
        later();
    }

    private static PlaceChild home() {
        return place(Placement.Kind.FOSTER_FAMILY, null, Placement.Reason.BETTER_SUITED);
    }

    private void agree(Placement home) {
        done(placements.decide(supervisor, code, home.id(), true, null));
    }

    /** The alert was closed after the child left this home. */
    private boolean closedSinceItLeft(Placement home) {
        return query("""
                select a.closed_at >= (select min(p.recorded_at) from cases.placement p where p.from_id = '%s')
                  from followup.alert a where a.id = '%s'""".formatted(home.id(), alert));
    }

    private boolean query(String sql) {
        try (var owner = org.akoma.ground.database.TestDatabase.connectAs(
                        org.akoma.ground.database.Compartment.MIGRATOR);
                var statement = owner.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(Act act) {
        clock.moveTo(clock.instant().plusSeconds(1));
        switch (act) {
            case MOVE -> move();
            case HOME -> propose();
            case UNDO -> undo();
            case CLOSE -> {
                closeAlone();
                close();
            }
        }
    }

    private void move() {
        if (houses.isEmpty()) for (int n = 0; n < 3; n++) houses.add(shelter(100, Shelter.SexRule.MIXED));
        Shelter in = houses.removeFirst();
        houses.add(in);
        done(placements.place(worker, code, place(Placement.Kind.SHELTER, in.code(), Placement.Reason.SAFETY)));
    }

    private void propose() {
        Answer proposed = post(worker, "/api/v1/cases/" + code + "/placements", foster());
        if (proposed.status() != 201) return;
        post(
                supervisor,
                "/api/v1/cases/" + code + "/placements/"
                        + proposed.json().path("id").asString() + "/decision",
                Map.of("approved", true));
    }

    private void undo() {
        Placement stay = lives(code).orElse(null);
        if (stay == null || stay.kind() != Placement.Kind.SHELTER) return;
        transactions
                .as(supervisor, () -> decisions.waiting(ShelterMoves.KIND, stay.id()))
                .ifPresent(asked -> {
                    post(worker, "/api/v1/decisions/" + asked.id() + "/withdrawal", Map.of());
                    post(
                            supervisor,
                            "/api/v1/decisions/" + asked.id() + "/verdict",
                            Map.of("agreed", false, "reason", "Rien vu"));
                });
    }

    private void closeAlone() {
        String one = "/api/v1/alerts/" + alert;
        post(supervisor, one + "/acknowledgement", Map.of("id", Ids.next()));
        assertThat(post(supervisor, one + "/closing", ending()).status()).isEqualTo(422);
    }

    private void close() {
        String one = "/api/v1/alerts/" + alert;
        post(worker, one + "/actions", Map.of("id", Ids.next(), "kind", "CHILD_SAFE", "text", "Elle dort au centre"));
        Answer ended = post(supervisor, one + "/closing", ending());
        assertThat(ended.status()).as(ended.body()).isBetween(200, 201);
        closed = true;
    }

    private static Map<String, Object> ending() {
        return Map.of("id", Ids.next(), "outcome", "CHILD_SAFE", "end", "Vérifié avec la famille");
    }

    private Answer post(Actor by, String address, Map<String, Object> body) {
        Answer answer = api(by.username()).post(address, new HashMap<>(body));
        if (answer.status() == 422 && answer.body().contains("cases.move-out-of-danger"))
            said.add("cases.move-out-of-danger");
        return answer;
    }

    /** The way of the attacker, step by step, and past the application as the login of the supervisor. */
    @Test
    void aHomeDuringTheAlertNeedsAnExceptionThatNamesIt() {
        aChildInDanger("DANGER_AT_HOME");
        String homes = "/api/v1/cases/" + code + "/placements";
        move();
        String gate = api(worker.username())
                .get("/api/v1/cases/" + code + "/placements/return-gate")
                .body();
        assertThat(gate).contains("\"DANGER\"", alert.toString(), "DANGER_AT_HOME");
        Answer refused = post(worker, homes, foster());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cases.move-out-of-danger", "une exception");
        UUID asked = exception();
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + asked + "?lang=fr")
                        .body())
                .contains("/alerts/" + alert, "alerte ouverte", "aucune alerte de danger en cours");
        Answer proposed = post(worker, homes, foster());
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        UUID home = UUID.fromString(proposed.json().path("id").asString());
        UUID request = waiting(Placements.HOME, home).id();
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + request + "?lang=fr")
                        .body())
                .contains("/alerts/" + alert, "Lire l’alerte", "par exception");
        assertThat(api(supervisor.username())
                        .get("/api/v1/decisions/" + request)
                        .json()
                        .path("notes"))
                .hasSizeGreaterThan(1);
        String verdict = "/api/v1/decisions/" + request + "/verdict";
        assertThat(post(supervisor, verdict, Map.of("agreed", true)).body())
                .as("nobody agreed to the exception yet")
                .contains("cases.move-out-of-danger");
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), """
                        do $$ begin
                            perform access.decide('%s', true, null);
                            update cases.placement set state = 'ENDED', until = since, version = version + 1 where file_id = (select file_id from cases.placement where id = '%s') and state = 'CURRENT';
                            update cases.placement set state = 'CURRENT', approved_by = access.actor(), approved_at = access.moment(), version = version + 1 where id = '%2$s';
                        end $$""".formatted(request, home)))
                .hasMessageContaining("cases.move-out-of-danger");
        post(supervisor, "/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true));
        later();
        raise(
                worker,
                code,
                "DANGER_AT_HOME",
                "Le père attend devant le centre"); // again: the exception was asked for before
        assertThat(post(supervisor, verdict, Map.of("agreed", true)).body()).contains("cases.move-out-of-danger");
        later();
        UUID anew = exception();
        post(supervisor, "/api/v1/decisions/" + anew + "/verdict", Map.of("agreed", true));
        Answer agreed = post(supervisor, verdict, Map.of("agreed", true));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        assertThat(lives(code).map(Placement::id)).contains(home);
        Placement there = lives(code).orElseThrow();
        Answer words = api(worker.username())
                .put(
                        homes + "/" + home + "/home",
                        Map.of("address", "Chez le père", "withWhom", "Le père"),
                        "\"" + there.version() + "\"");
        assertThat(words.status()).as("nor is it written to be another").isEqualTo(422);
        assertThat(words.body()).contains("cases.move-out-of-danger");
        move();
        undo();
        assertThat(lives(code).map(Placement::kind)).contains(Placement.Kind.SHELTER);
    }

    /** The way of the attacker: a home that was agreed to before the danger is written to be another house. */
    @Test
    void anotherAddressIsAnotherHome() {
        code = active();
        agree(done(placements.place(worker, code, home())));
        Placement there = lives(code).orElseThrow();
        String homes = "/api/v1/cases/" + code + "/placements";
        Map<String, Object> other = Map.of("address", "Maison du recruteur", "withWhom", "Sa tante");
        String version = "\"" + there.version() + "\"";
        assertThat(api(worker.username())
                        .put(homes + "/" + there.id() + "/home", other, version)
                        .status())
                .as("before the danger")
                .isEqualTo(202);
        UUID asked = waiting(Placements.HOME_CHANGE, there.id()).id();
        later();
        raise(worker, code, "TRAFFICKER_CONTACT", "Il la cherche");
        later();
        Answer agreed = post(supervisor, "/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(422);
        assertThat(agreed.body()).contains("cases.move-out-of-danger");
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), """
                        do $$ begin
                            perform access.decide('%s', true, null);
                            update cases.placement set sealed = sealed || decode('00', 'hex'), version = version + 1 where id = '%s';
                        end $$""".formatted(asked, there.id())))
                .hasStackTraceContaining("cases.move-out-of-danger");
        Answer words = api(worker.username()).put(homes + "/" + there.id() + "/home", other, version);
        assertThat(words.status()).as(words.body()).isEqualTo(422);
        assertThat(words.body()).contains("cases.move-out-of-danger", "une autre adresse");
    }

    /** The way of the attacker: the move out of the danger names no alert, and is then taken back by who made it. */
    @Test
    void aMoveForSafetyIsAboutEveryDangerThatRuns() {
        for (String type : List.of("DANGER_AT_WORK", "HEALTH_URGENT")) {
            aChildInDanger("DANGER_AT_WORK");
            if (type.equals("HEALTH_URGENT")) health();
            Placement before = lives(code).orElseThrow();
            move();
            UUID stay = lives(code).orElseThrow().id();
            UUID asked = waiting(ShelterMoves.KIND, stay).id();
            Answer back = post(worker, "/api/v1/decisions/" + asked + "/withdrawal", Map.of());
            assertThat(back.status()).as(back.body()).isEqualTo(422);
            assertThat(back.body()).contains("cases.move-out-of-danger");
            for (Actor who : List.of(worker, supervisor))
                assertThatThrownBy(() -> SqlAs.change(who, clock.instant(), """
                                do $$ begin
                                    perform access.%s;
                                    update cases.placement set state = 'ENDED', until = since, end_reason = 'OTHER', version = version + 1 where id = '%s';
                                    update cases.placement set state = 'CURRENT', until = null, version = version + 1 where id = '%s';
                                end $$""".formatted(
                                        who == worker
                                                ? "withdraw('" + asked + "')"
                                                : "decide('" + asked + "', false, decode(repeat('00', 60), 'hex'))",
                                        stay,
                                        before.id())))
                        .hasStackTraceContaining("cases.move-out-of-danger");
            assertThat(api(worker.username())
                            .get("/api/v1/cases/" + code + "/placements/return-gate")
                            .body())
                    .contains("DANGER", alert.toString());
            assertThat(post(worker, "/api/v1/cases/" + code + "/placements", foster())
                            .body())
                    .contains("cases.move-out-of-danger");
        }
    }

    /** The alert of work is none any more: another kind, which alone would bar no home, is the one out of which the child was brought. */
    private void health() {
        org.akoma.ground.database.TestDatabase.ownerDoes(
                "update followup.alert set type = 'HEALTH_URGENT' where id = '" + alert + "'");
    }

    private UUID exception() {
        Answer asked = post(
                worker,
                "/api/v1/cases/" + code + "/placements/return-exceptions",
                Map.of("reason", "Aucun centre ne prend un nourrisson"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        return UUID.fromString(asked.json().path("id").asString());
    }
}
