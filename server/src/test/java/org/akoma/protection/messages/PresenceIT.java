package org.akoma.protection.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** T9 is met by two people who each say under their own account that they were there; what the minutes say of others counts for nothing (trust.md 3). */
class PresenceIT extends TalkHouse {

    private static final Instant PLANNED = Instant.parse("2015-11-17T09:00:00Z");
    private static final Instant HELD = Instant.parse("2015-11-17T09:30:00Z");
    private static final Instant AFTER = Instant.parse("2015-11-17T12:00:00Z");

    @Autowired
    Conferences conferences;

    @Autowired
    org.akoma.protection.assessment.Assessments assessments;

    private CaseFile highRisk() {
        CaseFile file = file();
        done(assessments.assess(
                worker,
                file.code(),
                new AssessChild(
                        Ids.next(),
                        Assessment.Kind.INITIAL,
                        CaseFile.Risk.HIGH,
                        List.of("SHELTER"),
                        new Assessment.SealedText(null, null, null, "Menacée", "Ne sort pas seule", null, null))));
        return file;
    }

    private static Set<String> names(Actor... people) {
        return Arrays.stream(people).map(Actor::username).collect(Collectors.toSet());
    }

    private Conference planned(CaseFile file, Actor... people) {
        return done(conferences.plan(
                worker,
                file.code(),
                new PlanConference(
                        Ids.next(),
                        null,
                        Section.NOTES,
                        PLANNED,
                        worker.username(),
                        names(people),
                        new Conference.Agenda("L’école à la rentrée", null))));
    }

    private Conference held(CaseFile file, Conference plan, Actor... present) {
        clock.moveTo(AFTER);
        return done(conferences.hold(
                worker,
                file.code(),
                plan.id(),
                new HoldConference(
                        HELD,
                        names(present),
                        new Conference.Minutes("Elle veut retourner en classe.", "Directrice d’école, infirmier"),
                        List.of(),
                        null),
                null));
    }

    private @Nullable String asked(String question) throws SQLException {
        return LoginSql.answer(worker, clock.instant(), question);
    }

    /** When T9 was met, as its worker reads it; null while it runs. */
    private @Nullable String met(CaseFile file) throws SQLException {
        return asked(
                "select to_char(done_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from cases.due_conference where file_id = '"
                        + file.id() + "'");
    }

    private @Nullable String task(CaseFile file) throws SQLException {
        return asked("select kind from cases.due_conference where file_id = '" + file.id()
                + "' and done_at is null and closed_at is null");
    }

    private static String waiting(UUID conference) {
        return "select count(*) from referrals.due_presence where id = '" + conference
                + "' and worker_id = access.actor()";
    }

    private static String say(UUID conference, boolean there) {
        return "select referrals.say_presence('" + conference + "', " + there + ")";
    }

    private static String address(CaseFile file, Conference one) {
        return "/cases/" + file.code() + "/conferences/" + one.id();
    }

    private Answer sent(Actor who, CaseFile file, Conference one, boolean there) {
        return api(who.username()).post("/api/v1" + address(file, one) + "/presence", Map.of("wasThere", there));
    }

    /** The login that writes minutes writes no presence: not of the supervisor whom it names, and not with the database before it. */
    @Test
    void nobodyWritesThePresenceOfAnother() throws SQLException {
        CaseFile file = highRisk();
        Conference plan = planned(file, supervisor);
        assertThat(asked(say(plan.id(), true))).as("not held").isEqualTo("f");
        Conference minutes = held(file, plan, worker, supervisor);
        String mine = " where conference_id = '" + plan.id() + "'";
        for (String forged : List.of(
                "update referrals.attendance set confirmed_at = access.moment()" + mine,
                "update referrals.attendance set denied_at = access.moment()" + mine,
                "insert into referrals.attendance (conference_id, person_id, file_id, section, organisation_id, planned_for, asked_at, confirmed_at) select conference_id, '"
                        + other.personId()
                        + "', file_id, section, organisation_id, planned_for, asked_at, asked_at from referrals.attendance"
                        + mine + " limit 1",
                "insert into referrals.conference (id, file_id, organisation_id, worker_id, section, state, planned_for, planned_by, planned_at, chair_id, agenda) select gen_random_uuid(), file_id, organisation_id, worker_id, section, 'PLANNED', planned_for, planned_by, planned_for, chair_id, agenda from referrals.conference where id = '"
                        + plan.id() + "'",
                "delete from referrals.attendance" + mine,
                "select referrals.count_presences('" + file.id() + "')",
                "update cases.high_risk set met_at = since, held = false"))
            assertThat(LoginSql.refusal(worker, clock.instant(), forged))
                    .as(forged)
                    .contains("permission denied");
        for (String rewritten : List.of(
                "update referrals.attendance set withdrawn = true" + mine,
                "update referrals.attendance set present = not present" + mine,
                "update referrals.attendance set closed_at = closed_at + interval '1 year'" + mine,
                "insert into referrals.attendance (conference_id, person_id, file_id, section, organisation_id, planned_for, asked_at) select conference_id, '"
                        + other.personId()
                        + "', file_id, section, organisation_id, planned_for, asked_at from referrals.attendance" + mine
                        + " limit 1",
                "update referrals.conference set held_at = held_at - interval '1 day' where id = '" + plan.id() + "'",
                "update referrals.conference set settled_by = access.actor(), minutes = agenda where id = '" + plan.id()
                        + "'"))
            assertThat(LoginSql.refusal(worker, clock.instant(), rewritten))
                    .as(rewritten)
                    .contains("referrals.conference-over");
        assertThat(asked(say(plan.id(), true))).as("said by writing").isEqualTo("f");
        for (Actor stranger : List.of(other, officer))
            for (boolean there : List.of(true, false))
                assertThat(LoginSql.answer(stranger, clock.instant(), say(plan.id(), there)))
                        .as(stranger.username())
                        .isEqualTo("f");
        assertThat(LoginSql.refusal(police, clock.instant(), say(plan.id(), true)))
                .contains("permission denied");
        assertThat(minutes.confirmed()).isEqualTo(1);
        assertThat(minutes.attendance(supervisor.personId()).map(Conference.Attendance::presence))
                .contains(Conference.Presence.NAMED);
        assertThat(met(file)).as("one worker ticked two").isNull();
    }

    /** By a program and on the page: not of others, not where one was not asked, not before it was held, and not what was called off. */
    @Test
    void onlyWhoWasAskedSaysSoAndOnlyOfWhatWasHeld() {
        CaseFile file = highRisk();
        share(file, other, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.SHARED);
        Conference plan = planned(file, supervisor);
        assertThat(sent(supervisor, file, plan, true).code()).isEqualTo("form.invalid");
        assertThat(refused(conferences.say(supervisor, file.code(), plan.id(), true)))
                .isEqualTo("referrals.conference-not-held");
        assertThat(browser(supervisor.username()).get(address(file, plan)).body())
                .doesNotContain("/presence\"");
        Conference off = planned(file, supervisor);
        done(conferences.cancel(worker, file.code(), off.id(), "Route coupée", null));
        assertThat(sent(supervisor, file, off, true).body()).contains("referrals.conference-not-held");
        held(file, plan, worker, supervisor);
        assertThat(sent(other, file, plan, true).status())
                .as("sees it, was not asked")
                .isEqualTo(403);
        assertThat(browser(other.username()).get(address(file, plan)).body())
                .contains("Elle veut retourner en classe")
                .doesNotContain("/presence\"");
        for (Actor stranger : List.of(officer, police, actor(person(Role.EVALUATOR, ngo))))
            assertThat(sent(stranger, file, plan, true).status())
                    .as(stranger.username())
                    .isIn(403, 404);
        Caller program = api(worker.username());
        String address = "/api/v1" + address(file, plan) + "/presence";
        assertThat(program.post(address, Map.of("wasThere", true, "person", supervisor.username()))
                        .body())
                .contains("form.unknown-field");
        assertThat(program.post(address, Map.of()).body()).contains("wasThere");
        Answer again = program.post(address, Map.of("wasThere", true));
        assertThat(again.status()).as("the author again").isEqualTo(200);
        assertThat(again.body()).contains("\"CONFIRMED\"", "\"NAMED\"");
    }

    /** A participant who lost the file since, or holds it by an emergency alone, learns nothing by having been named and says nothing. */
    @Test
    void whoSeesTheFileNoMoreSeesNothingOfIt() throws SQLException {
        CaseFile file = highRisk();
        Grant grant = share(file, other, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.SHARED);
        Conference plan = planned(file, supervisor, other);
        held(file, plan, worker, other);
        assertThat(LoginSql.answer(other, clock.instant(), waiting(plan.id()))).isEqualTo("1");
        TestDatabase.ownerDoes(
                "update access.file_grant set valid_until = '" + clock.instant() + "' where id = '" + grant.id() + "'");
        assertThat(LoginSql.answer(other, clock.instant(), waiting(plan.id()))).isEqualTo("0");
        assertThat(sent(other, file, plan, true).status()).isEqualTo(404);
        assertThat(LoginSql.answer(other, clock.instant(), say(plan.id(), true)))
                .isEqualTo("f");
        share(file, other, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.BREAK_GLASS);
        assertThat(sent(other, file, plan, true).status()).isEqualTo(403);
        assertThat(browser(other.username()).get(address(file, plan)).body()).doesNotContain("/presence\"");
        assertThat(LoginSql.answer(other, clock.instant(), say(plan.id(), true)))
                .isEqualTo("f");
        assertThat(met(file)).isNull();
    }

    @Test
    void twoWhoSaySoMeetTheClockAtTheMomentItWasHeld() throws SQLException {
        CaseFile file = highRisk();
        Conference plan = planned(file, supervisor);
        assertThat(task(file)).isEqualTo("cases.conference");
        long bells = rings(supervisor);
        held(file, plan, worker, supervisor);
        assertThat(rings(supervisor)).isEqualTo(bells + 1);
        assertThat(task(file)).isEqualTo("cases.conference-unconfirmed");
        String first = "/cases/" + file.code();
        for (Actor reader : List.of(worker, supervisor))
            assertThat(text(browser(reader.username()).get(first + "?lang=fr")))
                    .contains(supervisor.code().toUpperCase() + " n’a pas encore confirmé sa présence");
        assertThat(text(browser(worker.username()).get(first + "/print?lang=en")))
                .contains("has not yet confirmed being at the case conference");
        assertThat(text(browser(worker.username()).get("/tasks?lang=fr")))
                .contains("concertation tenue, présences à confirmer");
        assertThat(api(worker.username()).get("/api/v1" + first).body()).contains("conferenceUnconfirmed");
        clock.moveTo(AFTER.plus(Duration.ofDays(2)));
        assertThat(LoginSql.answer(supervisor, clock.instant(), waiting(plan.id())))
                .isEqualTo("1");
        assertThat(text(browser(supervisor.username()).get("/tasks?lang=fr")))
                .contains("dire si vous y étiez", address(file, plan) + "#h-presence");
        assertThat(text(browser(supervisor.username()).get("/conferences?past=true&lang=fr")))
                .contains("Dire si vous y étiez");
        Visit visit = browser(supervisor.username());
        Answer page = visit.get(address(file, plan) + "?lang=fr");
        assertThat(text(page)).contains("Étiez-vous à la concertation du 17 novembre 2015 ?", "Oui, j’y étais");
        Answer pressed = visit.press(address(file, plan), address(file, plan) + "/presence", "wasThere", "true");
        assertThat(pressed.status()).isEqualTo(303);
        assertThat(met(file)).as("when it was held").isEqualTo("2015-11-17 09:30");
        assertThat(LoginSql.answer(supervisor, clock.instant(), waiting(plan.id())))
                .isEqualTo("0");
        assertThat(text(browser(worker.username()).get(first + "?lang=fr")))
                .doesNotContain("n’a pas encore confirmé", "présences à confirmer");
        assertThat(text(browser(worker.username()).get(address(file, plan) + "?lang=fr")))
                .contains("a confirmé sa présence");
    }

    /** Who was not there is not counted, though the minutes say so; it opens the clock again. */
    @Test
    void whoWasNotThereIsNotCounted() throws SQLException {
        CaseFile file = highRisk();
        Conference plan = planned(file, supervisor);
        held(file, plan, worker, supervisor);
        done(conferences.say(supervisor, file.code(), plan.id(), true));
        assertThat(met(file)).isNotNull();
        long bells = bellsOf(worker.username());
        Conference after = done(conferences.say(supervisor, file.code(), plan.id(), false));
        assertThat(bellsOf(worker.username())).as("the chair hears of it").isEqualTo(bells + 1);
        assertThat(after.confirmed()).isEqualTo(1);
        assertThat(met(file)).isNull();
        assertThat(text(browser(worker.username()).get(address(file, plan) + "?lang=fr")))
                .contains("dit ne pas avoir été là", "1 sur les deux");
        assertThat(text(browser(worker.username()).get("/cases/" + file.code() + "?lang=fr")))
                .contains("moins de deux personnes disent y avoir été");
        done(conferences.say(supervisor, file.code(), plan.id(), false));
        assertThat(bellsOf(worker.username())).as("said once").isEqualTo(bells + 1);
    }

    /** A worker who was not named by the minutes may say that they were there; guests without an account count for nothing. */
    @Test
    void whoWasAskedAndLeftOutMaySayThatTheyWereThere() throws SQLException {
        CaseFile file = highRisk();
        Conference plan = planned(file, supervisor);
        held(file, plan, worker);
        assertThat(met(file)).as("two guests are typed").isNull();
        assertThat(LoginSql.answer(supervisor, clock.instant(), waiting(plan.id())))
                .isEqualTo("0");
        done(conferences.say(supervisor, file.code(), plan.id(), true));
        assertThat(met(file)).isEqualTo("2015-11-17 09:30");
    }

    /** Who plans and writes it for others without being there is none of the two. */
    @Test
    void minutesOfWhoWasNotThereConfirmNobody() throws SQLException {
        CaseFile file = highRisk();
        Conference plan = planned(file, supervisor);
        held(file, plan, supervisor);
        assertThat(done(conferences.of(worker, file.code())).getFirst().confirmed())
                .isZero();
        done(conferences.say(supervisor, file.code(), plan.id(), true));
        assertThat(met(file)).isNull();
        assertThat(conferences.say(officer, file.code(), plan.id(), true)).isInstanceOf(Outcome.NotFound.class);
    }

    /** Each of two who answer in the same moment would count one. */
    @Test
    void twoAtOnceAreTwo() throws SQLException {
        CaseFile file = highRisk();
        share(file, other, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.SHARED);
        Conference plan = planned(file, supervisor, other);
        held(file, plan, supervisor, other);
        List<CompletableFuture<Void>> both = Stream.of(supervisor, other)
                .map(one -> CompletableFuture.runAsync(() -> done(conferences.say(one, file.code(), plan.id(), true))))
                .toList();
        both.forEach(CompletableFuture::join);
        assertThat(met(file)).isEqualTo("2015-11-17 09:30");
    }

    private static String text(Answer answer) {
        return answer.body().replace('\u00a0', ' ');
    }

    /** Who writes the minutes sees their own tick before they send, and can still say otherwise afterwards; a wrong decision is named by its number. */
    @Test
    void whoWritesTheMinutesSaysOfThemselvesWhetherTheyWereThere() {
        CaseFile file = file();
        Conference plan = planned(file, worker, supervisor);
        clock.moveTo(AFTER);
        Visit writes = browser(worker.username());
        String form = writes.get(address(file, plan) + "?lang=fr").body();
        String ticked = "name=\"present\"[^>]*value=\"%s\" checked";
        assertThat(form)
                .contains("J’y étais")
                .containsPattern(ticked.formatted(worker.username()))
                .doesNotContainPattern(ticked.formatted(supervisor.username()))
                .doesNotContain("À haut risque, le délai est tenu");
        List<String> fields = new ArrayList<>(List.of(
                "version", String.valueOf(plan.version()),
                "heldAt", "2015-11-17",
                "heldAt-time", "09:30",
                "present", supervisor.username(),
                "minutes", "Elle veut retourner en classe.",
                "text-1", "Appeler l’école",
                "owner-1", worker.username(),
                "dueOn-1", "2015-11-20",
                "text-2", "Chercher l’oncle"));
        String minutes = address(file, plan) + "/minutes";
        assertThat(writes.post(minutes, fields.toArray(String[]::new)).body())
                .contains("Décision 2\u00a0: ", "Dites qui le fait", "Dites avant quel jour")
                .doesNotContain("Décision 1\u00a0: ");
        fields.addAll(List.of("owner-2", worker.username(), "dueOn-2", "2015-11-21"));
        String back = writes.post(minutes, fields.toArray(String[]::new))
                .header("Location")
                .orElseThrow();
        assertThat(back).contains(address(file, plan) + "?done=referrals.conference-held");
        assertThat(writes.get(address(file, plan) + "?done=referrals.conference-held")
                        .body())
                .contains("Le compte rendu est enregistré", "Oui, j’y étais")
                .doesNotContain("sur les deux qu’il faut");
        Visit supervises = browser(supervisor.username());
        assertThat(supervises.get("/conferences?lang=fr").body())
                .contains("Dire si vous y étiez", address(file, plan) + "#h-presence");
        writes.post(address(file, plan) + "/presence", "version", version(writes, file, plan), "wasThere", "true");
        assertThat(conferences.of(worker, file.code()))
                .extracting(all -> done(all)
                        .getFirst()
                        .attendance(worker.personId())
                        .orElseThrow()
                        .presence())
                .isEqualTo(Conference.Presence.CONFIRMED);
    }

    private static String version(Visit reads, CaseFile file, Conference one) {
        String page = reads.get(address(file, one)).body();
        return page.replaceFirst("(?s).*/presence\".*?name=\"version\" value=\"([0-9]+)\".*", "$1");
    }

    /** How often somebody was rung: unread rings of one file and matter are one line of theirs. */
    private long rings(Actor of) throws SQLException {
        return SqlAs.number(of, clock.instant(), "select count(*) from notices.bell");
    }
}
