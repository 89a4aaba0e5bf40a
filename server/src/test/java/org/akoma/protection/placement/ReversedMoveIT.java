package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.shelters.Shelter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A move into a shelter that is refused, taken back or overtaken leaves the child in the home where it lived before ({@code trust.md 2}). */
class ReversedMoveIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ShelterMoves moves;

    private String code;
    private Placement home;

    @BeforeEach
    void aChildInAnApprovedHome() {
        code = active();
        home = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        done(placements.decide(supervisor, code, home.id(), true, null));
    }

    private Placement moved(Shelter shelter) {
        Placement begun = done(
                placements.place(worker, code, place(Placement.Kind.SHELTER, shelter.code(), Placement.Reason.SAFETY)));
        assertThat(begun.state()).isEqualTo(Placement.State.CURRENT);
        return begun;
    }

    private Shelter shelter() {
        return shelter(2, Shelter.SexRule.MIXED);
    }

    private void refuse(Placement move) {
        Decision asked = waiting(ShelterMoves.KIND, move.id());
        done(moves.decide(supervisor, code, asked, false, "Elle était en sécurité"));
    }

    private void confirm(Placement move) {
        done(moves.decide(supervisor, code, waiting(ShelterMoves.KIND, move.id()), true, null));
    }

    private void withdraw(Placement move) {
        UUID asked = waiting(ShelterMoves.KIND, move.id()).id();
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + asked + "/withdrawal", java.util.Map.of())
                        .status())
                .isEqualTo(200);
    }

    private String page(String username, String address) {
        return browser(username).get(address + "?lang=fr").body();
    }

    @Test
    void whoFollowsTheChildReadsOfTheRefusalWhereItLives() {
        Placement move = moved(shelter());
        UUID asked = waiting(ShelterMoves.KIND, move.id()).id();
        assertThat(page(supervisor.username(), "/decisions/" + asked))
                .contains("Il vivait avant", "Famille d’accueil", "Si vous refusez")
                .contains(worker.code());
        refuse(move);
        assertThat(page(worker.username(), "/cases/" + code + "/placement"))
                .contains("Arrivée au centre refusée par", "Elle était en sécurité");
        moved(shelter());
        assertThat(page(worker.username(), "/cases/" + code + "/placement"))
                .doesNotContain("Arrivée au centre refusée par");
    }

    @Test
    void aMissingChildIsNamedToWhoRaisedItAndToWhoFollowsIt() {
        Shelter in = shelter();
        var manager = actor(person(Role.SHELTER_MANAGER, ngo, in.id(), null));
        confirm(moved(in));
        UUID id = org.akoma.Ids.next();
        assertThat(api(manager.username())
                        .post(
                                "/api/v1/cases/" + code + "/alerts",
                                java.util.Map.of("id", id.toString(), "type", "MISSING", "what", "Pas rentrée"))
                        .status())
                .isEqualTo(201);
        String address = "/alerts/" + id;
        assertThat(page(manager.username(), "/")).contains(address, "pas encore pris en compte");
        assertThat(page(manager.username(), "/cases/" + code + "/alerts"))
                .contains(address, "Alertes que vous avez données", "appelez " + worker.code());
        assertThat(page(manager.username(), "/alerts")).contains(address);
        assertThat(page(worker.username(), "/")).contains(address, "pas encore pris en compte");
        assertThat(page(supervisor.username(), "/")).contains(": prendre en compte");
        assertThat(page(supervisor.username(), "/cases/" + code + "/plan")).contains(address, "Ouvrir l’alerte");
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/alerts/" + id + "/acknowledgement",
                                java.util.Map.of("id", org.akoma.Ids.next().toString()))
                        .status())
                .isEqualTo(200);
        assertThat(page(manager.username(), "/")).contains("la supervision s’en occupe");
        assertThat(page(worker.username(), "/")).doesNotContain("pas encore pris en compte");
    }

    /** What was reported while it slept there may be about that house, also when it slept elsewhere since. */
    @Test
    void aHouseIsToldOfNoViolenceThatMayBeItsOwnWhenTheChildComesBack() {
        Shelter in = shelter();
        var manager = actor(person(Role.SHELTER_MANAGER, ngo, in.id(), null));
        confirm(moved(in));
        for (String type : java.util.List.of("DANGER_AT_HOME", "TRAFFICKER_CONTACT"))
            assertThat(api(worker.username())
                            .post("/api/v1/cases/" + code + "/alerts", java.util.Map.of("type", type, "what", "Battu"))
                            .status())
                    .isEqualTo(201);
        clock.moveTo(clock.instant().plusSeconds(300));
        confirm(moved(shelter()));
        Placement back = done(placements.place(
                worker, code, place(Placement.Kind.SHELTER, in.code(), Placement.Reason.BETTER_SUITED)));
        done(placements.decide(supervisor, code, back.id(), true, null));
        assertThat(api(manager.username())
                        .get("/api/v1/cases/" + code + "/placements/current/dangers")
                        .body())
                .contains("TRAFFICKER_CONTACT")
                .doesNotContain("DANGER_AT_HOME");
    }

    private UUID alert(String type) {
        var raised = api(worker.username())
                .post("/api/v1/cases/" + code + "/alerts", java.util.Map.of("type", type, "what", "Battue"));
        assertThat(raised.status()).isEqualTo(201);
        return UUID.fromString(raised.json().path("id").asString());
    }

    private void act(org.akoma.ground.access.Actor by, UUID alert, String address, java.util.Map<String, Object> said) {
        var sent = new java.util.HashMap<>(said);
        sent.put("id", org.akoma.Ids.next().toString());
        var answer = api(by.username()).post("/api/v1/alerts/" + alert + "/" + address, sent);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    /** A supervisor takes it on, the worker says that the child is safe, the supervisor closes it so. */
    private void close(UUID alert, String outcome) {
        act(supervisor, alert, "acknowledgement", java.util.Map.of());
        act(worker, alert, "actions", java.util.Map.of("kind", "CHILD_SAFE", "text", "Elle dort au centre"));
        if (outcome.equals("FALSE_ALARM"))
            act(worker, alert, "actions", java.util.Map.of("kind", "NO_DANGER", "text", "Personne n’est venu"));
        act(supervisor, alert, "closing", java.util.Map.of("outcome", outcome, "end", "Vérifié avec la famille"));
    }

    /** Past the application: the question ends, the stay too, and the child is where it was. */
    private String back(Placement move, String ends) {
        return """
                do $$ begin
                    perform access.%s;
                    update cases.placement set state = 'ENDED', until = greatest(since, date '2015-11-16'), end_reason = 'OTHER', version = version + 1 where id = '%s';
                    update cases.placement set state = 'CURRENT', until = null, version = version + 1 where id = '%s';
                end $$""".formatted(ends, move.id(), home.id());
    }

    private void nobodyUndoes(Placement move) {
        UUID asked = waiting(ShelterMoves.KIND, move.id()).id();
        String address = "/api/v1/decisions/" + asked;
        var refused = api(supervisor.username())
                .post(address + "/verdict", java.util.Map.of("agreed", false, "reason", "Rien vu"));
        var taken = api(worker.username()).post(address + "/withdrawal", java.util.Map.of());
        for (var answer : java.util.List.of(refused, taken)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("cases.move-out-of-danger");
        }
        String page = page(supervisor.username(), "/decisions/" + asked);
        assertThat(page)
                .contains("danger là où vit l’enfant", "alerte ", "Lire l’alerte", "Donnez votre accord")
                .doesNotContain("id=\"agreed-2\"", "Si vous refusez");
        assertThat(page(worker.username(), "/decisions/" + asked)).doesNotContain("/withdrawal");
        for (String[] one : new String[][] {
            {worker.username(), "withdraw('" + asked + "')"}, {"", "decide('" + asked + "', false, '\\x01')"}
        }) {
            var by = one[0].isEmpty() ? supervisor : worker;
            assertThatThrownBy(() -> org.akoma.SqlAs.change(by, clock.instant(), back(move, one[1])))
                    .hasMessageContaining("cases.move-out-of-danger");
        }
        livesIn(move.id(), "SHELTER");
    }

    /** Neither who brought the child away nor who is asked leads it back into a danger that an alert names, also once the alert was closed ({@code trust.md 3}). */
    @Test
    void nobodyIsLedBackIntoDanger() {
        UUID danger = alert("DANGER_AT_HOME");
        Placement first = moved(shelter());
        nobodyUndoes(first);
        Placement next = moved(shelter());
        refuse(first); // where the child is no more
        nobodyUndoes(next);
        close(danger, "CHILD_SAFE");
        nobodyUndoes(next);
        confirm(next);
        livesIn(next.id(), "SHELTER");
        Placement further = moved(shelter());
        refuse(further); // the danger lay not in the shelter where the child comes back to
        livesIn(next.id(), "SHELTER");
    }

    /** That there was no danger takes two people; then the move is refused as any other. */
    @Test
    void afterAFalseAlarmTheMoveIsRefused() {
        UUID danger = alert("TRAFFICKER_CONTACT");
        Placement move = moved(shelter());
        close(danger, "FALSE_ALARM");
        refuse(move);
        livesAtHome();
    }

    private String straight(String from, Shelter in, String since) {
        return """
                do $$ begin
                    update cases.placement set state = 'ENDED', until = date '%2$s', version = version + 1 where file_id = '%1$s' and state = 'CURRENT';
                    insert into cases.placement (id, file_id, kind, state, shelter_id, country, since, reason, recorded_by, sealed, from_id)
                    select '%5$s', file_id, 'SHELTER', 'CURRENT', '%4$s', country, date '%6$s', 'SAFETY', access.actor(), sealed, id
                      from cases.placement where id = '%3$s';
                    perform access.propose(gen_random_uuid(), 'SHELTER_MOVE', '%1$s', '%5$s', 1, array[access.actor()], null, null);
                end $$""".formatted(now(code).id(), TODAY, from, in.id(), org.akoma.Ids.next(), since);
    }

    /** Two homes ago, or of the home that was left for another one: no move of one person leads back there. */
    @Test
    void nobodyIsLedBackWhereTheMoveDidNotComeFrom() throws java.sql.SQLException {
        Placement second = done(placements.place(
                worker, code, place(Placement.Kind.FOSTER_FAMILY, null, Placement.Reason.BETTER_SUITED)));
        done(placements.decide(supervisor, code, second.id(), true, null));
        Shelter in = shelter();
        assertThatThrownBy(() -> org.akoma.SqlAs.change(
                        worker, clock.instant(), straight(home.id().toString(), in, TODAY.toString())))
                .hasMessageContaining("cases.not-left-for-this");
        livesIn(second.id(), "FOSTER_FAMILY");
        assertThat(org.akoma.SqlAs.change(
                        worker, clock.instant(), straight(second.id().toString(), in, TODAY.toString())))
                .isZero(); // as the application does it
        UUID stay = done(placements.of(supervisor, code)).stream()
                .filter(one -> one.state() == Placement.State.CURRENT)
                .map(Placement::id)
                .findFirst()
                .orElseThrow();
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/decisions/"
                                        + waiting(ShelterMoves.KIND, stay).id() + "/withdrawal",
                                java.util.Map.of())
                        .status())
                .isEqualTo(200);
        livesIn(second.id(), "FOSTER_FAMILY");
    }

    /** A move that a supervisor agreed to is not put again, and taken back by one. */
    @Test
    void anAgreedMoveIsNotTakenBackByOne() {
        Placement stay = moved(shelter());
        confirm(stay);
        for (boolean left : new boolean[] {false, true}) {
            String back = """
                    do $$ declare asked uuid := gen_random_uuid(); begin
                        perform access.propose(asked, 'SHELTER_MOVE', '%1$s', '%2$s', 1, array[access.actor()], null, null);
                        perform access.withdraw(asked);
                        %4$s
                        update cases.placement set state = 'CURRENT', until = null, version = version + 1 where id = '%3$s';
                    end $$""".formatted(
                            now(code).id(),
                            stay.id(),
                            home.id(),
                            left
                                    ? ""
                                    : "update cases.placement set state = 'ENDED', until = date '" + TODAY
                                            + "', end_reason = 'OTHER', version = version + 1 where id = '" + stay.id()
                                            + "';");
            assertThatThrownBy(() -> org.akoma.SqlAs.change(worker, clock.instant(), back))
                    .hasMessageContaining("cases.home-not-decided");
            if (!left) {
                Placement next = done(placements.place(
                        worker, code, place(Placement.Kind.FOSTER_FAMILY, null, Placement.Reason.BETTER_SUITED)));
                done(placements.decide(supervisor, code, next.id(), true, null));
            }
        }
    }

    /** What the file says, in every place that says it. */
    private void livesIn(@Nullable UUID place, @Nullable String care) {
        assertThat(done(placements.of(supervisor, code)).stream()
                        .filter(one -> one.state() == Placement.State.CURRENT)
                        .map(Placement::id)
                        .findFirst()
                        .orElse(null))
                .isEqualTo(place);
        assertThat(now(code).care()).isEqualTo(care);
    }

    private void livesAtHome() {
        livesIn(home.id(), "FOSTER_FAMILY");
        Placement again = done(placements.of(supervisor, code)).stream()
                .filter(one -> one.id().equals(home.id()))
                .findFirst()
                .orElseThrow();
        assertThat(again.until()).isNull();
        assertThat(again.words()).isEqualTo(home.words());
    }

    @Test
    void refusedItLeadsBackHome() {
        Shelter there = shelter();
        String manager = person(Role.SHELTER_MANAGER, ngo, there.id(), null);
        refuse(moved(there));
        livesAtHome();
        assertThat(api(manager).get("/api/v1/cases/" + code).status()).isEqualTo(404);
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/placement")
                        .body())
                .contains("Famille d’accueil")
                .doesNotContain("Aucun lieu de vie");
    }

    @Test
    void takenBackItLeadsBackHome() {
        withdraw(moved(shelter()));
        livesAtHome();
    }

    @Test
    void confirmedItStaysAndIsNotReversedAfterwards() {
        Placement move = moved(shelter());
        Decision asked = waiting(ShelterMoves.KIND, move.id());
        confirm(move);
        livesIn(move.id(), "SHELTER");
        assertThat(moves.decide(supervisor, code, asked, false, "Trop tard")).isInstanceOf(Outcome.Refused.class);
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + asked.id() + "/withdrawal", java.util.Map.of())
                        .status())
                .isNotEqualTo(200);
        livesIn(move.id(), "SHELTER");
        String typed = "update cases.placement set state = 'CURRENT', until = null, version = version + 1 where id = '"
                + home.id() + "'";
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(typed).update()))
                .isInstanceOf(Exception.class);
    }

    /** Two moves one after the other: whatever is refused or taken back, and in which order, the child ends up where the last good home was. */
    @Test
    void twoMovesAreReversedInAnyOrder() {
        for (int order = 0; order < 4; order++) {
            Placement first = moved(shelter());
            Placement second = moved(shelter());
            if (order == 0) {
                refuse(second);
                livesIn(first.id(), "SHELTER");
                refuse(first);
            } else if (order == 1) {
                refuse(first);
                livesIn(second.id(), "SHELTER");
                withdraw(second);
            } else if (order == 2) {
                withdraw(second);
                livesIn(first.id(), "SHELTER");
                withdraw(first);
            } else {
                withdraw(first);
                livesIn(second.id(), "SHELTER");
                refuse(second);
            }
            livesAtHome();
        }
    }

    @Test
    void aConfirmedFirstMoveIsWhereTheSecondLeadsBackTo() {
        Placement first = moved(shelter());
        Placement second = moved(shelter());
        confirm(first);
        refuse(second);
        livesIn(first.id(), "SHELTER");
    }

    /** The bed was given away in between: the child comes back all the same. */
    @Test
    void backIntoAShelterThatIsFullMeanwhile() {
        Shelter one = shelter(1, Shelter.SexRule.MIXED);
        String girl = code;
        code = active();
        Placement stay = done(placements.place(worker, code, stay(one)));
        Placement move = done(placements.place(
                worker, code, place(Placement.Kind.SHELTER, elsewhere().code(), Placement.Reason.SAFETY)));
        done(placements.place(worker, girl, place(Placement.Kind.SHELTER, one.code(), Placement.Reason.SAFETY)));
        refuse(move);
        livesIn(stay.id(), "SHELTER");
        Placement left = done(placements.end(worker, code, new LeavePlace(TODAY, LeavePlace.Reason.END_OF_STAY, null)));
        assertThat(left.state()).isEqualTo(Placement.State.ENDED);
    }

    private Shelter elsewhere() {
        var ministry = structure(org.akoma.ground.access.Organisation.Kind.NGO);
        var leads = actor(person(Role.CASE_SUPERVISOR, ministry));
        Shelter theirs = new Shelter(
                org.akoma.Ids.next(),
                fresh("SH"),
                ministry.id(),
                "CI",
                2,
                Shelter.SexRule.MIXED,
                6,
                17,
                0,
                true,
                null,
                true,
                1,
                null);
        assertThat(shelters.open(leads, theirs, new Shelter.Location("Abengourou", "Centre", null)))
                .isTrue();
        agreeTo(theirs.id());
        return theirs;
    }

    /** A first night has no home before it: the child needs a place tonight. */
    @Test
    void aFirstNightThatIsReversedRaisesAnAlert() {
        code = active();
        Placement night = done(placements.place(worker, code, stay(elsewhere())));
        refuse(night);
        livesIn(null, null);
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/alerts")
                        .body())
                .contains("WITHOUT_PLACE");
        done(placements.place(worker, code, stay(shelter())));
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/alerts")
                        .body())
                .contains("PLACED");
    }

    /** Nobody goes back to a home without a reversal of this very moment, nor says from where a child came. */
    @Test
    void noLoginGoesBackByItself() {
        Placement move = moved(shelter());
        confirm(move);
        String back =
                "update cases.placement set state = 'ENDED', until = date '2015-11-16', version = version + 1 where id = '"
                        + move.id() + "'";
        String open = "update cases.placement set state = 'CURRENT', until = null, version = version + 1 where id = '"
                + home.id() + "'";
        for (var one : java.util.List.of(worker, supervisor))
            assertThatThrownBy(() -> transactions.doAs(one, () -> {
                        jdbc.sql(back).update();
                        jdbc.sql(open).update();
                    }))
                    .hasStackTraceContaining("cases.home-not-decided");
        String add = """
                insert into cases.placement (id, file_id, kind, state, shelter_id, country, since, reason, recorded_by, sealed, from_id)
                select gen_random_uuid(), id, 'SHELTER', 'PROPOSED', '%s', 'CI', date '2015-11-16', 'SAFETY', access.actor(), '\\x00', '%s'
                  from cases.case_file where code = '%s'""".formatted(shelter().id(), move.id(), code);
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(add).update()))
                .hasStackTraceContaining("cases.not-left-for-this");
    }

    /** Who moved the child, or refuses the move, past the application keeps nothing of it: the question does not end while the child is there. */
    @Test
    void noLoginEndsTheQuestionAndKeepsTheMove() {
        Placement move = moved(shelter());
        UUID asked = waiting(ShelterMoves.KIND, move.id()).id();
        String undo = "do $$ begin perform access.%s; set constraints all immediate; end $$";
        String later = "do $$ begin perform access.%s; end $$";
        String withdraw = "withdraw('" + asked + "')";
        String refuse = "decide('" + asked + "', false, '\\x01')";
        for (String how : java.util.List.of(undo, later)) {
            assertThatThrownBy(() -> transactions.doAs(
                            worker, () -> jdbc.sql(how.formatted(withdraw)).update()))
                    .hasStackTraceContaining("cases.move-not-undone");
            assertThatThrownBy(() -> transactions.doAs(
                            supervisor, () -> jdbc.sql(how.formatted(refuse)).update()))
                    .hasStackTraceContaining("cases.move-not-undone");
        }
        withdraw(move);
        livesAtHome();
        String back = "update cases.placement set state = 'CURRENT', until = null, version = version + 1 where id = '"
                + move.id() + "'";
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(back).update()))
                .hasStackTraceContaining("cases.home-not-decided");
    }

    /** An old move, or a home from long before, is no way back past a home to which two people agreed since. */
    @Test
    void noOldMoveLeadsBack() {
        Placement move = moved(shelter());
        UUID asked = waiting(ShelterMoves.KIND, move.id()).id();
        Placement since = done(
                placements.place(worker, code, place(Placement.Kind.RESIDENTIAL_CARE, null, Placement.Reason.OTHER)));
        done(placements.decide(supervisor, code, since.id(), true, null));
        assertThat(transactions.as(
                        supervisor, () -> decisions.find(asked).orElseThrow().state()))
                .as("nobody is asked about it any more")
                .isEqualTo(Decision.State.REPLACED);
        String end =
                "update cases.placement set state = 'ENDED', until = greatest(since, date '2015-11-16'), version = version + 1 where id = '"
                        + since.id() + "'";
        String open = "update cases.placement set state = 'CURRENT', until = null, version = version + 1 where id = '"
                + home.id() + "'";
        assertThatThrownBy(() -> transactions.doAs(worker, () -> {
                    jdbc.sql("select access.withdraw('" + asked + "')")
                            .query(String.class)
                            .single();
                    jdbc.sql(end).update();
                    jdbc.sql(open).update();
                }))
                .hasStackTraceContaining("cases.home-not-decided");
        clock.moveTo(clock.instant().plusSeconds(600));
        String add = """
                insert into cases.placement (id, file_id, kind, state, shelter_id, country, since, reason, recorded_by, sealed, from_id)
                select gen_random_uuid(), id, 'SHELTER', 'CURRENT', '%s', 'CI', date '2015-11-16', 'SAFETY', access.actor(), '\\x00', '%s'
                  from cases.case_file where code = '%s'""".formatted(shelter().id(), home.id(), code);
        assertThatThrownBy(() -> transactions.doAs(worker, () -> {
                    jdbc.sql(end).update();
                    jdbc.sql(add).update();
                }))
                .hasStackTraceContaining("cases.not-left-for-this");
    }
}
