package org.akoma.protection.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.akoma.Answer;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.referrals.AnswerReferral;
import org.akoma.protection.referrals.Referral;
import org.akoma.protection.referrals.Referral.Step;
import org.akoma.protection.referrals.ReferralHouse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Each structure keeps its own entry, everybody on the care side reads it, and its focal point receives what no desk does. */
class DirectoryIT extends ReferralHouse {

    private Answer keep(String username, String structure, String version, Map<String, ?> entry) {
        return api(username)
                .send(
                        "PUT",
                        "/api/v1/directory/" + structure,
                        "application/json",
                        JsonMapper.shared().writeValueAsString(entry),
                        "If-Match",
                        version);
    }

    @Test
    void aStructuresOwnPeopleKeepItsEntryAndNobodyElse() {
        Map<String, ?> entry =
                Map.of("services", Set.of("IMM_MEDICAL_TREATMENT"), "hours", "8 h – 17 h", "capacity", 12);
        assertThat(keep(worker.username(), clinic.code(), "\"0\"", entry).status())
                .isEqualTo(403);
        assertThat(keep(nurse.username(), clinic.code(), "\"0\"", entry).status())
                .isEqualTo(200);
        assertThat(keep(nurse.username(), clinic.code(), "\"0\"", entry).status())
                .isEqualTo(409);
        assertThat(keep(nurse.username(), clinic.code(), "\"1\"", Map.of("region", "XX99"))
                        .status())
                .isEqualTo(422);
        assertThat(api(worker.username())
                        .get("/api/v1/directory?service=IMM_MEDICAL_TREATMENT&q=" + clinic.code())
                        .body())
                .contains("8 h – 17 h");
        assertThat(api(worker.username())
                        .get("/api/v1/directory?q=" + clinic.code() + "&country=ML")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(browser(person(Role.FINANCE_OFFICER, ngo))
                        .get("/directory/" + clinic.code())
                        .body())
                .contains("8 h – 17 h")
                .doesNotContain("/edit");
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        assertThat(api(worker.username())
                        .get("/api/v1/directory/" + police.code())
                        .status())
                .isEqualTo(404);
        assertThat(api(person(Role.LE_OFFICER, police)).get("/api/v1/directory").status())
                .isEqualTo(403);
    }

    @Test
    void thePageKeepsWhatWasTyped() {
        Visit visit = browser(nurse.username());
        String page = "/directory/" + clinic.code() + "/edit";
        assertThat(visit.get(page).status()).isEqualTo(200);
        Answer wrong = visit.post(page, "hours", "Le matin", "telephone", "appelez-moi", "version", "0");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Le matin", "appelez-moi");
        assertThat(visit.post(page, "hours", "Le matin", "version", "0").status())
                .isEqualTo(303);
        assertThat(browser(worker.username()).get(page).status()).isEqualTo(403);
    }

    @Test
    void aFocalPointReceivesWhatNoDeskDoes() {
        Organisation small = structure(Organisation.Kind.NGO);
        Actor focal = actor(person(Role.CASE_WORKER, small));
        Actor colleague = actor(person(Role.CASE_WORKER, small));
        Actor chief = actor(person(Role.CASE_SUPERVISOR, small));
        agree(ngo, small, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        assertThat(keep(chief.username(), small.code(), "\"0\"", Map.of("focalPoint", nurse.code()))
                        .status())
                .isEqualTo(422);
        assertThat(keep(chief.username(), small.code(), "\"0\"", Map.of("focalPoint", focal.code()))
                        .status())
                .isEqualTo(200);
        Referral made = done(referrals.draft(worker, file, draft(small, Section.ASSISTANCE)));
        Referral sent = done(referrals.send(worker, file, made.id(), null));
        assertThat(cases.find(focal, file)).isPresent();
        assertThat(cases.find(colleague, file)).isEmpty();
        assertThat(browser(focal.username()).get("/referrals?scope=INCOMING").body())
                .contains(sent.code());
        done(answers.answer(
                focal, sent.code(), new AnswerReferral(Step.DECLINE, null, "OUT_OF_AREA", null, null, null)));
        assertThat(cases.find(focal, file)).isEmpty();
    }

    /** Who only looks on, pays or evaluates changes nothing of what others call and go by. */
    @Test
    void whoLooksOnKeepsNoEntry() throws SQLException {
        Organisation small = structure(Organisation.Kind.NGO);
        Actor clerk = actor(person(Role.CASE_WORKER, small));
        assertThat(keep(clerk.username(), small.code(), "\"0\"", Map.of("hours", "8 h"))
                        .status())
                .isEqualTo(200);
        for (Role role : new Role[] {Role.OBSERVER, Role.FINANCE_OFFICER, Role.EVALUATOR}) {
            Actor looker = actor(person(role, small));
            assertThat(keep(looker.username(), small.code(), "\"1\"", Map.of("telephone", "+225 05 66 66 66 66"))
                            .status())
                    .as(role.name())
                    .isEqualTo(403);
            assertThat(LoginSql.answer(
                            looker, MORNING, "select referrals.ask_number('" + small.id() + "', '+225 05 66', null)"))
                    .as(role.name())
                    .isNull();
            assertThat(SqlAs.change(
                            looker,
                            MORNING,
                            "update referrals.structure_entry set hours = 'jamais', updated_by = access.actor() where organisation_id = '"
                                    + small.id() + "'"))
                    .as(role.name())
                    .isZero();
            assertThat(LoginSql.refusal(
                            looker,
                            MORNING,
                            "select access.propose(gen_random_uuid(), 'TELEPHONE', null, '" + small.id()
                                    + "', 1, '{}', null, '\\x00')"))
                    .contains("not-theirs-to-propose");
        }
    }

    /** A worker calls this number about a child in danger: who replaces it alone answers that call. */
    @Test
    void anotherTelephoneWaitsForASecondPerson() throws SQLException {
        Organisation small = structure(Organisation.Kind.NGO);
        Actor clerk = actor(person(Role.CASE_WORKER, small));
        Actor chief = actor(person(Role.CASE_SUPERVISOR, small));
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER));
        confirmed(clerk, custodian, small, "\"0\"", "+225 27 00 00 00 01");
        Map<String, ?> full =
                Map.of("capacity", 12, "services", Set.of("IMM_FOOD"), "telephone", "+225 27 00 00 00 01");
        assertThat(keep(clerk.username(), small.code(), version(chief, small), full)
                        .status())
                .isEqualTo(200);
        int rung = unread(chief);
        Answer sly =
                keep(clerk.username(), small.code(), version(chief, small), Map.of("telephone", "+225 05 66 66 66 66"));
        assertThat(sly.json().path("telephone").asString()).as(sly.toString()).isEqualTo("+225 27 00 00 00 01");
        assertThat(sly.json().path("capacity").asInt())
                .as("what is not sent stays")
                .isEqualTo(12);
        assertThat(sly.json().path("telephoneAskedBy").asString()).isEqualTo(clerk.code());
        assertThat(unread(chief)).as("its supervisor hears of it").isEqualTo(rung + 1);
        assertThat(browser(chief.username()).get("/directory/" + small.code()).body())
                .contains("Changement de numéro ou d’adresse demandé")
                .doesNotContain("66 66");
        assertThat(keep(chief.username(), small.code(), version(chief, small), Map.of("telephone", ""))
                        .status())
                .as("nor is it erased while another's request waits")
                .isEqualTo(422);
        for (Actor own : new Actor[] {clerk, chief})
            assertThat(verdict(own.username(), waiting(custodian, small)).status())
                    .isIn(403, 404, 409);
        for (String column :
                new String[] {"telephone = '+225 05'", "telephone = null", "email = 'x@y.z'", "email = null"})
            assertThat(LoginSql.refusal(
                            chief,
                            MORNING.plusSeconds(60),
                            "update referrals.structure_entry set " + column + " where organisation_id = '" + small.id()
                                    + "'"))
                    .contains("permission denied");
        assertThat(verdict(custodian, waiting(custodian, small)).status()).isLessThan(300);
        assertThat(api(chief.username())
                        .get("/api/v1/directory/" + small.code())
                        .json()
                        .path("telephone")
                        .asString())
                .isEqualTo("+225 05 66 66 66 66");
        Answer written =
                keep(clerk.username(), small.code(), version(chief, small), Map.of("email", "bureau@ngo.example"));
        assertThat(written.json().path("email").isNull()).as(written.toString()).isTrue();
        assertThat(verdict(chief.username(), waiting(custodian, small)).status())
                .isIn(403, 404, 409);
        assertThat(verdict(custodian, waiting(custodian, small)).status()).isLessThan(300);
        String known =
                api(chief.username()).get("/api/v1/directory/" + small.code()).body();
        assertThat(known).contains("bureau@ngo.example", "+225 05 66 66 66 66");
    }

    /** Beside the number that two people confirmed stands no other one. */
    @Test
    void hoursAndOfficeSayNoNumber() throws SQLException {
        Organisation small = structure(Organisation.Kind.NGO);
        Actor clerk = actor(person(Role.CASE_WORKER, small));
        for (String field : new String[] {"hours", "office"}) {
            for (String sly : new String[] {
                "Urgences 24 h/24 : +225 66 00 00 00",
                "66-00-00-00",
                "t\u0435l",
                "aide@example.com",
                "+225 (66) 00.00.00",
                "Urgences : O7 O8 O9 lO",
                "Urgences : zéro sept zéro huit zéro neuf"
            }) {
                assertThat(keep(clerk.username(), small.code(), "\"0\"", Map.of(field, sly))
                                .body())
                        .as(field + " " + sly)
                        .contains("form.plain");
                assertThat(LoginSql.refusal(
                                clerk,
                                MORNING,
                                "insert into referrals.structure_entry (organisation_id, " + field
                                        + ", updated_at, updated_by) values ('" + small.id() + "', '" + sly
                                        + "', now(), access.actor())"))
                        .contains("structure_entry_" + field);
            }
        }
        String sly = "Urgence : 07 07 07 07 01";
        Map<String, String> columns = Map.of(
                "region", "'" + sly + "'", "services", "array['" + sly + "']", "languages", "array['" + sly + "']");
        for (Map.Entry<String, String> one : columns.entrySet())
            assertThat(LoginSql.refusal(
                            clerk,
                            MORNING,
                            "insert into referrals.structure_entry (organisation_id, " + one.getKey()
                                    + ", updated_at, updated_by) values ('" + small.id() + "', " + one.getValue()
                                    + ", now(), access.actor())"))
                    .contains("structure_entry_" + one.getKey());
        Map<String, ?> entry = Map.of(
                "hours",
                "Lundi à vendredi, 8:00-12:30, 14:30-18:00 ; 24 h/24 en 2015",
                "office",
                "01 BP 1712 Abidjan 01",
                "region",
                "CI01",
                "services",
                new CodeLists().codesOf("assistance"),
                "languages",
                new CodeLists().codesOf("language"));
        assertThat(keep(clerk.username(), small.code(), "\"0\"", entry).status())
                .isEqualTo(200);
    }

    private void confirmed(Actor who, String custodian, Organisation structure, String version, String telephone) {
        assertThat(keep(who.username(), structure.code(), version, Map.of("telephone", telephone))
                        .status())
                .isEqualTo(200);
        Answer agreed = verdict(custodian, waiting(custodian, structure));
        assertThat(agreed.status()).as(agreed.toString()).isLessThan(300);
    }

    private String version(Actor reader, Organisation structure) {
        return "\""
                + api(reader.username())
                        .get("/api/v1/directory/" + structure.code())
                        .json()
                        .path("version")
                        .asInt()
                + "\"";
    }

    private int unread(Actor who) {
        return api(who.username()).get("/api/v1/notices").json().path("unread").asInt();
    }

    private String waiting(String custodian, Organisation structure) {
        return api(custodian)
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString("").equals("TELEPHONE"))
                .filter(one -> one.path("about").asString("").equals(structure.code()))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private Answer verdict(String who, String decision) {
        return api(who).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    /** Who becomes the focal point reads every child that is referred to the structure. */
    @Test
    void nobodyNamesThemselfNorAWorkerAnybody() throws SQLException {
        Organisation small = structure(Organisation.Kind.NGO);
        Actor focal = actor(person(Role.CASE_WORKER, small));
        Actor greedy = actor(person(Role.CASE_WORKER, small));
        Actor chief = actor(person(Role.CASE_SUPERVISOR, small));
        assertThat(keep(greedy.username(), small.code(), "\"0\"", Map.of("focalPoint", greedy.code()))
                        .body())
                .contains("referrals.focal-by-another");
        assertThat(keep(greedy.username(), small.code(), "\"0\"", Map.of("focalPoint", focal.code()))
                        .body())
                .contains("referrals.focal-by-another");
        assertThat(keep(chief.username(), small.code(), "\"0\"", Map.of("focalPoint", focal.code()))
                        .status())
                .isEqualTo(200);
        int before = api(focal.username())
                .get("/api/v1/notices")
                .json()
                .path("unread")
                .asInt();
        assertThat(keep(greedy.username(), small.code(), "\"0\"", Map.of("hours", "8 h – 17 h"))
                        .status())
                .as("an entry with a focal point, read before it was there")
                .isEqualTo(409);
        assertThat(keep(greedy.username(), small.code(), "\"1\"", Map.of("hours", "8 h – 17 h"))
                        .body())
                .as("who may not name one leaves it")
                .contains(focal.code());
        for (String to : new String[] {"'" + greedy.personId() + "'", "null"})
            assertThat(LoginSql.refusal(
                            greedy,
                            MORNING.plusSeconds(60),
                            "update referrals.structure_entry set focal_id = " + to
                                    + ", updated_by = access.actor() where organisation_id = '" + small.id() + "'"))
                    .contains("referrals.focal-by-another");
        assertThat(browser(greedy.username())
                        .get("/directory/" + small.code() + "/edit")
                        .body())
                .doesNotContain("name=\"focalPoint\"");
        assertThat(keep(chief.username(), small.code(), "\"2\"", Map.of("focalPoint", greedy.code()))
                        .status())
                .isEqualTo(200);
        assertThat(api(focal.username())
                        .get("/api/v1/notices")
                        .json()
                        .path("unread")
                        .asInt())
                .as("who answered until now hears of it")
                .isEqualTo(before + 1);
    }
}
