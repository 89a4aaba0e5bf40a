package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Into the shelter that a danger may be about, because the child lived there when it was reported or was brought away from it for its safety, a child comes by two
 * people alone who read of the danger first; and the house is not told of it ({@code trust.md 3}).
 */
class BackToTheShelterIT extends DangerHouse {

    private String code;
    private Shelter accused;
    private Actor manager;

    @BeforeEach
    void aChildSleepsThere() {
        code = active();
        accused = shelter(4, Shelter.SexRule.MIXED);
        manager = actor(person(Role.SHELTER_MANAGER, ngo, accused.id(), null));
        done(placements.place(worker, code, stay(accused)));
        later();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private UUID raise() {
        return raise(worker, code, AT_HOME, "Un gardien du centre la bat");
    }

    private Answer moves(Shelter in, UUID answers) {
        return moves(in, "SAFETY", answers);
    }

    private Answer moves(Shelter in, String reason, UUID answers) {
        Map<String, Object> move = new HashMap<>(Map.of(
                "id",
                Ids.next(),
                "kind",
                "SHELTER",
                "shelter",
                in.code(),
                "country",
                "CI",
                "since",
                today().toString(),
                "reason",
                reason));
        if (answers != null) move.put("answers", answers);
        Answer moved = api(worker.username()).post("/api/v1/cases/" + code + "/placements", move);
        assertThat(moved.status()).as(moved.body()).isEqualTo(201);
        later();
        return moved;
    }

    private Answer answers(UUID request, boolean agreed) {
        return api(supervisor.username())
                .post(
                        "/api/v1/decisions/" + request + "/verdict",
                        agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Pas là"));
    }

    /** Proposed and agreed to, or begun at once. */
    private void goesElsewhere(String reason) {
        Answer moved = moves(shelter(4, Shelter.SexRule.MIXED), reason, null);
        UUID stay = UUID.fromString(moved.json().path("id").asString());
        if (moved.json().path("state").asString().equals("PROPOSED"))
            assertThat(answers(waiting(Placements.HOME, stay).id(), true).status())
                    .isEqualTo(200);
        later();
    }

    private void closes(UUID alert, String word, String outcome) {
        api(supervisor.username()).post("/api/v1/alerts/" + alert + "/acknowledgement", Map.of());
        later();
        Answer said = api(worker.username())
                .post("/api/v1/alerts/" + alert + "/actions", Map.of("kind", word, "text", "Elle dort au centre"));
        assertThat(said.status()).as(said.body()).isEqualTo(200);
        later();
        Answer closed = api(supervisor.username())
                .post("/api/v1/alerts/" + alert + "/closing", Map.of("outcome", outcome, "end", "Vue au centre"));
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        later();
    }

    private UUID lives() {
        return done(placements.of(supervisor, code)).stream()
                .filter(one -> one.state() == Placement.State.CURRENT)
                .findFirst()
                .orElseThrow()
                .shelterId();
    }

    private void comesBackByTwo(UUID alert) {
        comesBackByTwo(alert, alert, "alerte ouverte");
    }

    private void comesBackByTwo(UUID alert, UUID answers, String how) {
        Answer back = moves(accused, answers);
        assertThat(back.json().path("state").asString()).as(back.body()).isEqualTo("PROPOSED");
        assertThat(lives()).isNotEqualTo(accused.id());
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                        do $$ declare home cases.placement; begin
                            select * into home from cases.placement where state = 'CURRENT' and file_id = (select file_id from cases.placement where id = '%1$s');
                            update cases.placement set state = 'ENDED', until = greatest(since, date '%3$s'), version = version + 1 where id = home.id;
                            insert into cases.placement (id, file_id, kind, state, shelter_id, country, since, reason, recorded_by, sealed, from_id)
                            select '%4$s', file_id, 'SHELTER', 'CURRENT', '%2$s', country, date '%3$s', 'SAFETY', access.actor(), sealed, home.id
                              from cases.placement where id = '%1$s';
                            perform access.propose(gen_random_uuid(), 'SHELTER_MOVE', home.file_id, '%4$s', 1, array[access.actor()], null, null);
                        end $$""".formatted(
                                back.json().path("id").asString(), accused.id(), today(), Ids.next())))
                .hasStackTraceContaining("cases.home-not-decided");
        UUID request = waiting(
                        Placements.HOME, UUID.fromString(back.json().path("id").asString()))
                .id();
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + request + "?lang=fr")
                        .body())
                .contains("/alerts/" + alert, how, "L’enfant a déjà vécu dans ce centre")
                .doesNotContain("??");
        Answer agreed = answers(request, true);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        assertThat(lives()).isEqualTo(accused.id());
        Answer told = api(manager.username()).get("/api/v1/cases/" + code + "/placements/current/dangers");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body()).as("to the house").doesNotContain("DANGER_AT_HOME");
    }

    /** The way of the attacker in the first nights, which need nobody. */
    @Test
    void inTheFirstNights() {
        UUID alert = raise();
        moves(shelter(4, Shelter.SexRule.MIXED), null);
        comesBackByTwo(alert);
    }

    /** And later, when a move for safety is put to a supervisor afterwards. */
    @Test
    void afterTheFirstNights() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(9)));
        UUID alert = raise();
        Answer away = moves(shelter(4, Shelter.SexRule.MIXED), alert);
        assertThat(away.json().path("state").asString()).isEqualTo("CURRENT");
        comesBackByTwo(alert);
    }

    /** The danger is reported once the child is away from it. */
    @Test
    void reportedAfterTheChildWasBroughtAway() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(9)));
        moves(shelter(4, Shelter.SexRule.MIXED), null);
        comesBackByTwo(raise());
    }

    /** Any other shelter takes the child at once. */
    @Test
    void elsewhereAtOnce() {
        UUID alert = raise();
        moves(shelter(4, Shelter.SexRule.MIXED), alert);
        Shelter next = shelter(4, Shelter.SexRule.MIXED);
        assertThat(moves(next, alert).json().path("state").asString()).isEqualTo("CURRENT");
        assertThat(lives()).isEqualTo(next.id());
    }

    /** A child tells once it is out: whatever was said of why it left, in its first nights and later. */
    @Test
    void toldOnceTheChildHadLeft() {
        goesElsewhere("BETTER_SUITED");
        comesBackByTwo(raise());
    }

    @Test
    void toldOnceTheChildHadLeftWithTheAgreementOfTwo() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(9)));
        goesElsewhere("BETTER_SUITED");
        comesBackByTwo(raise());
    }

    @Test
    void toldOnceTheChildHadRunAway() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(9)));
        Answer left = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/placements/current/end",
                        Map.of("until", today().toString(), "reason", "BROKE_DOWN", "words", "Parti"));
        assertThat(left.status()).as(left.body()).isEqualTo(200);
        later();
        moves(shelter(4, Shelter.SexRule.MIXED), null);
        comesBackByTwo(raise());
    }

    @Test
    void toldInAFosterFamily() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(9)));
        fostered(code, "CI");
        later();
        UUID alert = raise();
        comesBackByTwo(alert, null, "alerte ouverte");
    }

    /** That the child is safe elsewhere does not open the way back; the move names no alert. */
    @Test
    void onceTheAlertIsClosed() {
        UUID alert = raise();
        moves(shelter(4, Shelter.SexRule.MIXED), alert);
        closes(alert, "CHILD_SAFE", "CHILD_SAFE");
        comesBackByTwo(alert, null, "alerte close");
    }

    /** Two people said that there was no danger. */
    @Test
    void afterAFalseAlarmAtOnce() {
        UUID alert = raise();
        moves(shelter(4, Shelter.SexRule.MIXED), alert);
        closes(alert, "NO_DANGER", "FALSE_ALARM");
        assertThat(moves(accused, null).json().path("state").asString()).isEqualTo("CURRENT");
    }

    /** A request of before the danger was reported is not agreed to: it is made again by who knows of it. */
    @Test
    void aRequestOfBeforeIsMadeAgain() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(9)));
        goesElsewhere("BETTER_SUITED");
        UUID early = UUID.fromString(
                moves(accused, "BETTER_SUITED", null).json().path("id").asString());
        UUID alert = raise();
        UUID request = waiting(Placements.HOME, early).id();
        Answer agreed = answers(request, true);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(422);
        assertThat(agreed.body()).contains("cases.shelter-of-danger", "déjà vécu dans ce centre");
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), """
                        do $$ begin
                            perform access.decide('%1$s', true, null);
                            update cases.placement set state = 'ENDED', until = greatest(since, date '%2$s'), version = version + 1
                             where state = 'CURRENT' and file_id = (select file_id from cases.placement where id = '%3$s');
                            update cases.placement set state = 'CURRENT', approved_by = access.actor(), approved_at = access.moment(), version = version + 1 where id = '%3$s';
                        end $$""".formatted(request, today(), early)))
                .hasStackTraceContaining("cases.shelter-of-danger");
        assertThat(answers(request, false).status()).isEqualTo(200);
        later();
        comesBackByTwo(alert);
    }
}
