package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.StraightSql;
import org.akoma.protection.record.Medical;
import org.akoma.protection.record.Medicals;
import org.akoma.protection.record.Note;
import org.akoma.protection.record.Notes;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A grant says that a child stays in a shelter, or that a file is somebody's, only where that is written: straight SQL of people's own logins (trust.md, G2). */
class StayGrantsIT extends CareHouse {

    @Autowired
    private Medicals medicals;

    @Autowired
    private Notes notes;

    private String grant(UUID file, String kind, UUID grantee, String reason, int sections, boolean writes) {
        return "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by) values ('"
                + Ids.next() + "', '" + file + "', '" + kind + "', '" + grantee + "', " + sections + ", " + writes
                + ", access.moment(), '" + reason + "', '" + worker.personId() + "')";
    }

    private String said(String sql) throws SQLException {
        return StraightSql.answer(worker, clock.instant(), sql);
    }

    @Test
    void noShelterIsLetInWhereTheChildDoesNotStay() throws SQLException {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Shelter other = shelter(2, Shelter.SexRule.MIXED);
        String code = file("F", 12);
        UUID file = now(code).id();
        assertThat(said(grant(file, "UNIT", home.id(), "SHELTER_STAY", 273, false)))
                .contains("cases.no-such-stay");
        done(placements.place(worker, code, stay(home)));
        assertThat(said(grant(file, "UNIT", other.id(), "SHELTER_STAY", 273, false)))
                .contains("cases.no-such-stay");
        assertThat(said(grant(file, "UNIT", home.id(), "SHELTER_STAY", 273, true)))
                .contains("cases.no-such-stay");
        assertThat(said(grant(file, "UNIT", home.id(), "SHELTER_STAY", 273, false)))
                .isEqualTo("1 rows");
        done(placements.place(
                worker, code, place(Placement.Kind.SHELTER, other.code(), Placement.Reason.BETTER_SUITED)));
        assertThat(said(grant(file, "UNIT", home.id(), "SHELTER_STAY", 273, false)))
                .as("where it stayed before")
                .contains("cases.no-such-stay");
    }

    /** The home page of a shelter: its own children of tonight, and of each what its manager may read and no more. */
    @Test
    void aShelterSeesWhoSleepsThereTonightAndNobodyElse() throws SQLException {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Shelter other = shelter(2, Shelter.SexRule.MIXED);
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        String neighbour = person(Role.SHELTER_MANAGER, ngo, other.id(), null);
        String code = file("F", 12);
        String elsewhere = file("M", 7);
        done(placements.place(worker, elsewhere, stay(other)));
        assertThat(api(manager).get("/?lang=fr").body())
                .contains("Aucun enfant ne dort ici ce soir")
                .doesNotContain(code, elsewhere);
        done(placements.place(worker, code, stay(home)));
        done(medicals.record(worker, code, Ids.next(), Medical.Kind.TREATMENT, clock.instant(), false, "Un vaccin"));
        String calm = api(manager).get("/?lang=fr").body();
        assertThat(calm)
                .contains("Qui dort ici ce soir", code, "Fille", "de 12 à 14 ans", "Vient d’arriver")
                .contains(home.code() + "</dt><dd><a href=\"/shelters/" + home.code() + "\">1</a>")
                .doesNotContain(elsewhere, other.code(), "urgence de santé", "Baobab", "vaccin");
        done(medicals.record(
                worker, code, Ids.next(), Medical.Kind.TREATMENT, clock.instant(), true, "Inhalateur la nuit"));
        done(notes.write(actor(manager), code, Ids.next(), Note.Kind.NOTE, clock.instant(), "A bien dormi"));
        assertThat(api(manager).get("/?lang=fr").body())
                .contains("badge--alert", "Urgence de santé</span>", "urgence de santé notée", "votre dernière note")
                .contains(
                        "class=\"small\" href=\"/shelters/" + home.code() + "\"",
                        "<a class=\"todo__t\" href=\"/cases/" + code + "/stay\"")
                .doesNotContain("Inhalateur", "bien dormi");
        assertThat(browser(manager).get("/shelters/" + home.code() + "?lang=fr").body())
                .as("danger by its kind, above the chart")
                .containsSubsequence("Qui dort ici ce soir", code, "Urgence de santé", "Occupation au fil du temps")
                .doesNotContain("Inhalateur");
        assertThat(browser(supervisor.username())
                        .get("/shelters/" + home.code() + "?lang=fr")
                        .body())
                .as("for who runs the shelter alone")
                .doesNotContain("Urgence de santé");
        assertThat(api(neighbour).get("/?lang=fr").body())
                .contains(elsewhere)
                .doesNotContain(code, "votre dernière note");
        done(placements.end(worker, code, new LeavePlace(TODAY, LeavePlace.Reason.OTHER, "Partie")));
        clock.moveTo(clock.instant().plus(Duration.ofSeconds(1)));
        assertThat(api(manager).get("/?lang=fr").body().replaceAll("\\s+", " "))
                .doesNotContain(code)
                .contains("<dt>Partis hier ou aujourd’hui</dt><dd>1 ");
        assertThat(api(neighbour).get("/?lang=fr").body().replaceAll("\\s+", " "))
                .contains("<dt>Partis hier ou aujourd’hui</dt><dd>0 ");
        for (Actor who : List.of(worker, supervisor, actor(neighbour)))
            assertThat(SqlAs.number(
                            who, clock.instant(), "select coming + gone from cases.shelter_moves('" + TODAY + "')"))
                    .isZero();
    }

    /** What a shelter does for a child's safety is read by its own manager while the child sleeps there, and written by who works on the case alone. */
    @Test
    void whatAShelterIsAskedToDoEndsWithTheStay() throws SQLException {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Shelter other = shelter(2, Shelter.SexRule.MIXED);
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        String neighbour = person(Role.SHELTER_MANAGER, ngo, other.id(), null);
        Actor asked = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        String code = file("F", 12);
        UUID file = now(code).id();
        String said = "Pas de sortie seule : quelqu’un la cherche";
        String api = "/api/v1/cases/" + code + "/placements/current/instructions";
        assertThat(api(worker.username()).post(api, instruct(said)).body()).contains("cases.no-stay");
        UUID stay = done(placements.place(worker, code, stay(home))).id();
        SqlAs.referred(file, "PERSON", asked.personId(), Set.of(Section.values()), clock.instant(), worker.personId());
        assertThat(api(manager).post(api, instruct(said)).status())
                .as("the house writes itself nothing")
                .isEqualTo(403);
        assertThat(api(asked.username()).post(api, instruct(said)).status()).isEqualTo(403);
        assertThat(api(neighbour).post(api, instruct(said)).status()).isEqualTo(404);
        String straight =
                "insert into cases.stay_instruction (id, file_id, placement_id, sealed, recorded_by) values (gen_random_uuid(), '"
                        + file + "', '" + stay + "', '\\x00', '%s')";
        for (Actor who : List.of(actor(manager), asked, actor(neighbour)))
            assertThat(StraightSql.answer(who, clock.instant(), straight.formatted(who.personId())))
                    .contains("row-level security");
        assertThat(said(straight.formatted(supervisor.personId())))
                .as("in another's name")
                .contains("row-level security");
        String bells = "select count(*) from notices.bell where kind = 'task'";
        long before = SqlAs.number(supervisor, clock.instant(), bells);
        assertThat(api(worker.username()).post(api, instruct(said)).status()).isEqualTo(201);
        assertThat(SqlAs.number(supervisor, clock.instant(), bells))
                .as("who supervises hears of it")
                .isEqualTo(before + 1);
        assertThat(api(worker.username()).get("/cases/" + code + "/placement").body())
                .contains(said, "/placement/instructions");
        assertThat(api(supervisor.username()).get(api).body()).contains(said);
        String count = "select count(*) from cases.stay_instruction where file_id = '" + file + "'";
        assertThat(api(manager).get("/cases/" + code + "/stay").body()).contains(said);
        assertThat(api(manager).get(api).body())
                .contains(said, worker.username().toUpperCase(java.util.Locale.ROOT));
        assertThat(api(manager).get("/?lang=fr").body())
                .contains("consigne de sécurité du")
                .doesNotContain("sortie seule");
        assertNotReplacedUnheard(code, api, said, manager);
        assertThat(api(neighbour).get(api).status()).isEqualTo(404);
        assertThat(api(asked.username()).get(api).body()).doesNotContain(said);
        for (Actor who : List.of(asked, actor(neighbour)))
            assertThat(SqlAs.number(who, clock.instant(), count)).isZero();
        clock.moveTo(clock.instant().plus(Duration.ofSeconds(1)));
        done(placements.place(
                worker, code, place(Placement.Kind.SHELTER, other.code(), Placement.Reason.BETTER_SUITED)));
        clock.moveTo(clock.instant().plus(Duration.ofSeconds(1)));
        assertThat(api(manager).get(api).status()).isEqualTo(404);
        assertThat(SqlAs.number(actor(manager), clock.instant(), count)).isZero();
        assertThat(api(neighbour).get(api).body())
                .as("the next house is written to anew")
                .doesNotContain(said);
        assertThat(SqlAs.number(actor(neighbour), clock.instant(), count)).isZero();
        assertThat(api(worker.username()).get("/cases/" + code + "/placement").body())
                .doesNotContain(said);
    }

    /** A worker alone takes a child's protection away by writing another instruction: who leads the file hears of it, and the house still reads the first. */
    private void assertNotReplacedUnheard(String code, String api, String said, String manager) throws SQLException {
        String bells = "select count(*) from notices.bell where kind = 'alert'";
        long quiet = SqlAs.number(supervisor, clock.instant(), bells);
        assertThat(api(worker.username())
                        .post(api, instruct("Elle dort au premier étage"))
                        .status())
                .isEqualTo(201);
        assertThat(SqlAs.number(supervisor, clock.instant(), bells))
                .as("no danger")
                .isEqualTo(quiet);
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/alerts",
                                Map.of("id", Ids.next(), "type", "TRAFFICKER_CONTACT", "what", "Devant le centre"))
                        .status())
                .isEqualTo(201);
        long before = SqlAs.number(supervisor, clock.instant(), bells);
        assertThat(api(worker.username())
                        .post(api, instruct("Elle peut sortir seule"))
                        .status())
                .isEqualTo(201);
        assertThat(SqlAs.number(supervisor, clock.instant(), bells)).isEqualTo(before + 1);
        for (String page : List.of("/stay", "/placement"))
            assertThat(api(manager).get("/cases/" + code + page).body())
                    .contains("Elle peut sortir seule", said, "Consignes précédentes");
    }

    private static Map<String, Object> instruct(String text) {
        return Map.of("id", Ids.next().toString(), "text", text);
    }

    /** A second grant of the same stay, which the application knows nothing of, ends with it all the same. */
    @Test
    void everyGrantOfAStayEndsWithIt() throws SQLException {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        String code = file("F", 12);
        UUID file = now(code).id();
        done(placements.place(worker, code, stay(home)));
        SqlAs.change(worker, clock.instant(), grant(file, "UNIT", home.id(), "SHELTER_STAY", 273, false));
        assertThat(cases.find(manager, code)).isPresent();
        done(placements.end(worker, code, new LeavePlace(TODAY, LeavePlace.Reason.OTHER, "Partie")));
        clock.moveTo(clock.instant().plus(Duration.ofSeconds(1)));
        assertThat(cases.find(manager, code)).isEmpty();
    }

    /** Nor does it end before: a supervisor takes from a shelter the sight of who sleeps there, or from a desk what was referred to it, by no statement. */
    @Test
    void noGrantOfARunningRecordEndsByHand() throws SQLException {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        String code = file("F", 12);
        UUID file = now(code).id();
        done(placements.place(worker, code, stay(home)));
        Actor asked = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        SqlAs.referred(file, "PERSON", asked.personId(), Set.of(Section.STATUS), clock.instant(), worker.personId());
        String ended = "update access.file_grant set valid_until = access.moment() where file_id = '" + file
                + "' and reason = '%s'";
        for (Actor who : List.of(worker, supervisor)) {
            assertThat(StraightSql.answer(who, clock.instant(), ended.formatted("SHELTER_STAY")))
                    .contains("cases.stay-goes-on");
            assertThat(StraightSql.answer(who, clock.instant(), ended.formatted("REFERRAL")))
                    .isEqualTo("0 rows");
        }
        assertThat(cases.find(manager, code)).isPresent();
        assertThat(cases.find(asked, code)).isPresent();
    }

    @Test
    void nobodyAsksForTheEndOfAFileByItsStatusAlone() {
        String code = file("F", 12);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "update cases.case_file set status = 'CLOSURE_REQUESTED' where code = '" + code + "'"))
                .hasMessageContaining("without-request");
    }

    @Test
    void nobodyIsNamedAsDrawnOrAsWhoseFileItIs() throws SQLException {
        UUID file = now(file("F", 12)).id();
        Actor evaluator = actor(person(Role.EVALUATOR, ngo));
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        Actor leader = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(said(grant(file, "PERSON", evaluator.personId(), "SAMPLE", 256, false)))
                .contains("row-level security");
        assertThat(said(grant(file, "PERSON", colleague.personId(), "ASSIGNMENT", 511, true)))
                .contains("row-level security");
        assertThat(said(grant(file, "PERSON", leader.personId(), "SUPERVISION", 511, true)))
                .contains("row-level security");
        assertThat(said(grant(
                        file, "ORGANISATION", structure(Organisation.Kind.NGO).id(), "OWNING_STRUCTURE", 511, true)))
                .contains("row-level security");
    }

    /** By the first grants of a new file: nobody but whom its row names, and the row names nobody from elsewhere. */
    @Test
    void aNewFileBeginsInTheHandsOfItsStructure() throws SQLException {
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        Actor stranger = actor(person(Role.CASE_SUPERVISOR, elsewhere));
        Actor own = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(begun(stranger, stranger)).contains("cases.begins-in-other-hands");
        assertThat(begun(own, stranger)).contains("cases.begins-in-other-hands");
        assertThat(begun(own, own)).isEqualTo("1 rows");
        assertThat(begun(supervisor, supervisor)).isEqualTo("1 rows");
        assertThat(begun(worker, worker)).contains("access.beyond-ceiling");
        TestDatabase.ownerDoes("update access.person set supervisor_id = '" + stranger.personId() + "' where id = '"
                + worker.personId() + "'");
        assertThat(begun(stranger, stranger))
                .as("whom the account names, but who does not lead there")
                .contains("cases.begins-in-other-hands");
    }

    private String begun(Actor named, Actor letIn) throws SQLException {
        UUID file = Ids.next();
        String open = "select access.open(array['" + file + "']::uuid[], array['" + Ids.next() + "', '" + Ids.next()
                + "']::uuid[], array['" + file + "', '" + file + "']::uuid[], array['PERSON', 'PERSON'], array['"
                + worker.personId() + "', '" + letIn.personId()
                + "']::uuid[], array[511, 511], array[true, true], array[access.moment(), access.moment()],"
                + " array[null, null]::timestamptz[], array['ASSIGNMENT', 'SUPERVISION'])";
        String insert =
                "insert into cases.case_file (id, code, registered_at, registered_by, updated_at, status, victim_status, country, sex,"
                        + " organisation_id, worker_id, supervisor_id) values ('" + file
                        + "', cases.next_code(), access.moment(), '" + worker.personId()
                        + "', access.moment(), 'REGISTERED', 'PRESUMED_VICTIM', 'CI', 'F', '" + ngo.id() + "', '"
                        + worker.personId() + "', '" + named.personId() + "')";
        return StraightSql.answer(worker, clock.instant(), open, insert);
    }
}
