package org.akoma.protection.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.akoma.Answer;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
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
