package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;

/** Danger written in a field of its own alarms at that moment: in the family, or by the shelter ({@code trust.md 4}). */
class DangerWrittenIT extends CareHouse {

    private static String at(String code, String part) {
        return "/api/v1/cases/" + code + part;
    }

    private String alerts(String code) {
        return api(supervisor.username()).get(at(code, "/alerts")).body();
    }

    @Test
    void aFamilyThatTookPartAlarmsWhereTheChildIsToLive() throws java.sql.SQLException {
        String code = readyToReturn();
        var unsafe = Map.of("role", "TOOK_PART", "contact", "UNSAFE", "caregivers", "le père");
        done(placements.place(
                worker, code, place(Placement.Kind.FAMILY_REUNIFIED, null, Placement.Reason.REUNIFICATION)));
        assertThat(alerts(code)).doesNotContain("DANGER_AT_HOME");
        String straight =
                "update cases.family set bars_return = true, sealed = decode(repeat('00', 60), 'hex'), version = version + 1 where file_id = '"
                        + now(code).id() + "'; set constraints all immediate";
        assertThat(org.akoma.LoginSql.refusal(worker, clock.instant(), straight))
                .contains("followup.danger-without-alert");
        String version =
                api(worker.username()).get(at(code, "/family")).header("ETag").orElseThrow();
        var answer = api(worker.username()).put(at(code, "/family"), unsafe, version);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(alerts(code)).contains("DANGER_AT_HOME");
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"alert\"");
    }

    /** A shelter reads no alert of others, and says all the same that the child is back: who follows the child hears of it, and the alert goes on. */
    @Test
    void aShelterSaysThatAMissingChildIsBack() throws java.sql.SQLException {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        String code = active();
        done(placements.place(worker, code, stay(home)));
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        var back = Map.of("id", org.akoma.Ids.next().toString(), "back", "Revenue à 7 h, fatiguée");
        assertThat(api(manager).post(at(code, "/alerts/back"), back).body()).contains("followup.nobody-missing");
        var danger =
                Map.of("id", org.akoma.Ids.next().toString(), "type", "DANGER_AT_HOME", "what", "Menacée chez elle");
        assertThat(api(worker.username()).post(at(code, "/alerts"), danger).status())
                .isEqualTo(201);
        var missing = Map.of("id", org.akoma.Ids.next().toString(), "type", "MISSING", "what", "Pas rentrée hier");
        assertThat(api(worker.username()).post(at(code, "/alerts"), missing).status())
                .isEqualTo(201);
        assertThat(browser(manager).get("/cases/" + code + "/alerts?lang=fr").body())
                .contains("/alerts/back", "L’enfant est revenu")
                .doesNotContain("Pas rentrée hier", "??");
        assertThat(api(manager).post(at(code, "/alerts/back"), Map.of()).status())
                .isEqualTo(422);
        assertThat(api(person(Role.CASE_WORKER, ngo))
                        .post(at(code, "/alerts/back"), back)
                        .status())
                .isEqualTo(404);
        var said = api(manager).post(at(code, "/alerts/back"), back);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        assertThat(api(manager).post(at(code, "/alerts/back"), back).status()).isEqualTo(201);
        String alert = api(supervisor.username())
                .get("/api/v1/alerts/" + missing.get("id"))
                .body();
        assertThat(alert).containsOnlyOnce("SAID_BACK").contains("Revenue à 7 h", "\"closedAt\":null");
        assertThat(browser(supervisor.username())
                        .get("/alerts/" + missing.get("id") + "?lang=fr")
                        .body())
                .contains("Retour de l’enfant signalé", "Revenue à 7 h");
        String straight =
                "insert into followup.alert_action (id, alert_id, file_id, kind, at, taken_by, sealed) values (gen_random_uuid(), '"
                        + danger.get("id") + "', '" + now(code).id()
                        + "', '%s', access.moment(), access.actor(), '\\x00')";
        for (String kind : java.util.List.of("SAID_BACK", "CHILD_SAFE"))
            assertThat(org.akoma.LoginSql.refusal(actor(manager), clock.instant(), straight.formatted(kind)))
                    .as(kind)
                    .contains("row-level security");
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(browser(custodian).get("/alerts?lang=fr").body())
                .contains(code, "Enfant disparu", "/journal?file=" + code)
                .doesNotContain("Pas rentrée", "??");
        String manages = person(Role.PROJECT_MANAGER, ngo);
        assertThat(browser(manages).get("/alerts?lang=fr").body())
                .contains("h-heard", code, "Enfant disparu")
                .doesNotContain("Pas rentrée", "??");
        String heard = "select count(*) from followup.heard_outside() h where h.code = '" + code + "'";
        assertThat(org.akoma.LoginSql.answer(actor(manages), clock.instant(), heard))
                .isEqualTo("1");
        for (Actor other : java.util.List.of(worker, supervisor, actor(manager)))
            assertThat(org.akoma.LoginSql.answer(other, clock.instant(), heard)).isEqualTo("0");
        assertThat(browser(supervisor.username()).get("/alerts?lang=fr").body()).doesNotContain("h-heard");
    }

    @Test
    void theSheltersNoteOnSafetyAlarms() throws java.sql.SQLException {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        String code = active();
        done(placements.place(worker, code, stay(home)));
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        assertThat(api(manager)
                        .post(
                                at(code, "/notes"),
                                Map.of("kind", "NOTE", "at", "2015-11-16T07:00", "text", "Elle mange bien."))
                        .status())
                .isEqualTo(201);
        assertThat(alerts(code)).doesNotContain("DANGER_AT_HOME");
        String straight =
                "insert into cases.note (id, file_id, at, kind, sealed, recorded_by) values (gen_random_uuid(), '"
                        + now(code).id()
                        + "', access.moment(), '%s', '\\x00', access.actor()); set constraints all immediate";
        assertThat(org.akoma.LoginSql.refusal(actor(manager), clock.instant(), straight.formatted("SAFETY")))
                .contains("followup.danger-without-alert");
        assertThat(org.akoma.LoginSql.refusal(actor(manager), clock.instant(), straight.formatted("NOTE")))
                .isEmpty();
        var note = api(manager)
                .post(
                        at(code, "/notes"),
                        Map.of(
                                "kind",
                                "SAFETY",
                                "at",
                                "2015-11-16T07:00",
                                "text",
                                "Un homme la demande par son nom au portail."));
        assertThat(note.status()).as(note.body()).isEqualTo(201);
        assertThat(alerts(code)).contains("DANGER_AT_HOME");
        assertThat(api(worker.username()).get("/api/v1/notices").body()).contains("\"alert\"");
        assertThat(org.akoma.LoginSql.refusal(actor(manager), clock.instant(), straight.formatted("SAFETY")))
                .as("an alert runs already")
                .isEmpty();
    }
}
