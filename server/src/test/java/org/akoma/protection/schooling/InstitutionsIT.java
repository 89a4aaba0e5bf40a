package org.akoma.protection.schooling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.payments.AidHouse;
import org.junit.jupiter.api.Test;

/** A structure becomes the school of children by its own word alone, and nobody changes another's school (trust.md G2, G3). */
class InstitutionsIT extends AidHouse {

    private static final String SCHOOLS = "/api/v1/institutions";

    private KeepInstitution named(String code, @org.jspecify.annotations.Nullable Organisation runs, Integer version) {
        return new KeepInstitution(
                Ids.next(),
                code,
                Institution.Kind.SCHOOL,
                "CI",
                runs == null ? null : runs.code(),
                null,
                new Institution.SealedText("École Wharf", null, null, null),
                version);
    }

    @Test
    void anotherStructureIsAskedAndAnswersItself() {
        Organisation centre = structure(Organisation.Kind.PROVIDER);
        Actor teacher = actor(person(Role.PROVIDER, centre));
        String code = fresh("FOR");
        Institution made = done(institutions.add(worker, named(code, centre, null)));
        assertThat(made.organisationId()).isNull();
        assertThat(made.deskId()).isNull();
        Actor outside = actor(person(Role.PROVIDER, structure(Organisation.Kind.PROVIDER)));
        String about = "School or centre " + code;
        assertThat(browser(teacher.username()).get("/notices?lang=en").body())
                .contains(about, "href=\"/attendance/" + code + "\"");
        rung(outside.username(), made.id());
        assertThat(browser(outside.username()).get("/notices?lang=en").body()).doesNotContain(about, code);
        for (Actor no : List.of(
                worker,
                supervisor,
                actor(person(Role.PROVIDER, structure(Organisation.Kind.PROVIDER))),
                actor(person(Role.OBSERVER, centre)))) {
            assertThat(institutions.answer(no, code, true)).as(no.username()).isNotInstanceOf(Outcome.Done.class);
            assertThat(api(no.username())
                            .post(SCHOOLS + "/" + code + "/answer", Map.of("agreed", true))
                            .status())
                    .as(no.username())
                    .isIn(403, 404);
        }
        assertThat(browser(supervisor.username()).get("/attendance/" + code).body())
                .doesNotContain("/answer");
        assertThat(browser(teacher.username()).get("/attendance").body()).contains(code);
        assertThat(browser(teacher.username()).get("/attendance/" + code).body())
                .contains("/institutions/" + code + "/answer");
        Answer yes = api(teacher.username()).post(SCHOOLS + "/" + code + "/answer", Map.of("agreed", true));
        assertThat(yes.status()).as(yes.toString()).isEqualTo(200);
        assertThat(yes.body()).contains("\"bound\":true", "\"asked\":false");
        assertThat(institutions.find(worker, code).orElseThrow().deskId()).isEqualTo(centre.deskId());
        assertThat(institutions.answer(teacher, code, false)).isInstanceOf(Outcome.Forbidden.class);
    }

    @Test
    void aNoLeavesTheInstitutionToTheWorkers() {
        Organisation centre = structure(Organisation.Kind.PROVIDER);
        Actor teacher = actor(person(Role.PROVIDER, centre));
        String code = fresh("FOR");
        done(institutions.add(worker, named(code, centre, null)));
        Institution now = done(institutions.answer(teacher, code, false));
        assertThat(now.askedId()).isNull();
        assertThat(now.organisationId()).isNull();
    }

    @Test
    void ownStructureNeedsNoAnswer() {
        String code = fresh("FOR");
        assertThat(done(institutions.add(worker, named(code, ngo, null))).deskId())
                .isEqualTo(ngo.deskId());
    }

    @Test
    void nobodyChangesTheSchoolOfOthers() {
        String code = fresh("FOR");
        done(institutions.add(worker, named(code, null, null)));
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        Actor stranger = actor(person(Role.CASE_WORKER, elsewhere));
        assertThat(refused(institutions.change(stranger, named(code, null, 1))))
                .isEqualTo("assistance.institution-of-others");
        Answer no = api(stranger.username())
                .put(SCHOOLS + "/" + code, Map.of("kind", "SCHOOL", "country", "CI", "name", "Prise"), "\"1\"");
        assertThat(no.status()).isEqualTo(422);
        assertThat(no.body()).contains("assistance.institution-of-others");
        assertThat(browser(stranger.username()).get("/institutions/" + code).status())
                .isEqualTo(403);
        assertThat(browser(stranger.username()).get("/attendance/" + code).body())
                .doesNotContain("/institutions/" + code);
        assertThat(done(institutions.change(supervisor, named(code, null, 1))).version())
                .isEqualTo(2);
    }

    /** Straight SQL of a worker's login. */
    @Test
    void noLoginBindsAnotherStructureOrChangesItsSchool() throws SQLException {
        Organisation centre = structure(Organisation.Kind.PROVIDER);
        Actor stranger = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        String others = "assistance.institution-of-others";
        String insert =
                "insert into assistance.institution (id, code, kind, country, organisation_id, desk_id, kept_by,"
                        + " made_by, sealed) values (gen_random_uuid(), '"
                        + fresh("FOR") + "', 'SCHOOL', 'CI', %s, %s, '%s', '%s', '')";
        String bound = "'" + centre.id() + "', '" + centre.deskId() + "'";
        assertThat(tried(worker, insert.replace("%s, %s, ", bound + ", ").formatted(ngo.id(), worker.personId())))
                .contains(others);
        assertThat(tried(
                        worker,
                        insert.formatted(
                                "'" + ngo.id() + "'", "'" + centre.deskId() + "'", ngo.id(), worker.personId())))
                .contains(others);
        assertThat(tried(worker, insert.formatted("null", "null", centre.id(), worker.personId())))
                .contains(others);
        assertThat(tried(worker, insert.formatted("null", "null", ngo.id(), supervisor.personId())))
                .contains(others);
        assertThat(tried(worker, insert.formatted("null", "null", ngo.id(), worker.personId())))
                .isEmpty();

        String code = fresh("FOR");
        done(institutions.add(worker, named(code, centre, null)));
        String where = ", version = version + 1 where code = '" + code + "'";
        for (String change : List.of(
                "organisation_id = '" + centre.id() + "', desk_id = '" + centre.deskId() + "', asked_id = null",
                "asked_id = null",
                "kept_by = '" + centre.id() + "'",
                "made_by = '" + supervisor.personId() + "'",
                "country = 'ML'"))
            assertThat(tried(worker, "update assistance.institution set " + change + where))
                    .as(change)
                    .contains(others);
        assertThat(tried(worker, "update assistance.institution set kind = 'CENTRE' where code = '" + code + "'"))
                .as("without a version")
                .contains(others);
        assertThat(tried(stranger, "update assistance.institution set kind = 'CENTRE'" + where))
                .contains(others);
        assertThat(tried(worker, "update assistance.institution set kind = 'CENTRE'" + where))
                .isEmpty();
        String answer = "select assistance.answer_institution(id, true) from assistance.institution where code = '"
                + code + "'";
        for (Actor no : List.of(worker, supervisor, stranger, actor(person(Role.FINANCE_OFFICER, centre))))
            assertThat(LoginSql.answer(no, clock.instant(), answer))
                    .as(no.username())
                    .isEqualTo("f");
    }

    private String tried(Actor by, String statement) throws SQLException {
        return LoginSql.refusal(by, clock.instant(), statement);
    }
}
