package org.akoma.protection.homecoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.PlaceChild;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.placement.Placements;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is written by an agreement is what was proposed ({@code trust.md 2}): a second person who has the login of the application writes no other words in
 * that moment, and a first one proposes none that are not shown.
 */
class AgreedWordsIT extends CareHouse {

    private static final String OTHER = "access.not-as-agreed";

    @Autowired
    JdbcClient jdbc;

    /** The supervisor agrees with the login of the application, and writes what they like in that transaction. */
    private void agreeing(Decision waiting, String what) {
        String table = switch (waiting.kind()) {
            case "HOME_CHANGE", "CARE_ORDER" -> "placement";
            case "TRACING" -> "tracing";
            case "BORDER", "JOURNEY", "RESUMPTION" -> "homecoming";
            default -> "identity";
        };
        String sql = "update cases." + table + " set " + what + " where "
                + (table.equals("identity") ? "file_id" : "id") + " = '" + waiting.subject() + "'";
        assertThatThrownBy(() -> transactions.doAs(supervisor, () -> {
                    assertThat(jdbc.sql("select access.decide('" + waiting.id() + "', true, null)")
                                    .query(String.class)
                                    .single())
                            .isEqualTo("DONE");
                    jdbc.sql(sql).update();
                }))
                .as(sql)
                .hasStackTraceContaining(OTHER);
    }

    private Answer verdict(Decision waiting) {
        return api(supervisor.username())
                .post(
                        "/api/v1/decisions/" + waiting.id() + "/verdict",
                        Map.of("agreed", true, "reason", "Lu avec le dossier"));
    }

    private void agreed(Decision waiting) {
        Answer answer = verdict(waiting);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static String of(String table, UUID id) {
        return "(select o.sealed from cases." + table + " o where o.id = '" + id + "')";
    }

    @Test
    void noOtherHomeThanTheProposedOne() throws Exception {
        String code = active();
        Placement home = fostered(code, "CI");
        PlaceChild other = place(Placement.Kind.RESIDENTIAL_CARE, null, Placement.Reason.OTHER);
        done(placements.place(worker, code, other));
        Placement.Home wanted = new Placement.Home("Rue 3", "Madame Koné", null);
        done(homes.correct(worker, code, home.id(), wanted, home.version()));
        Decision waiting = waiting(Placements.HOME_CHANGE, home.id());
        agreeing(waiting, "sealed = " + of("placement", other.id()) + ", version = version + 1");
        agreeing(waiting, "until = since + 1, state = 'ENDED', version = version + 1");
        // nor does the worker add it to what waits, or exchange it
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "do $$ begin perform access.propose_record('" + waiting.id() + "', '{}'); end $$"))
                .hasMessageContaining("access.not-proposed");
        agreed(waiting);
        assertThat(homes.home(worker, code, home.id()).orElseThrow().value().address())
                .isEqualTo("Rue 3");
    }

    /** With the login of the application the worker asks for other words than are shown. */
    @Test
    void whatIsNotShownIsNotAgreedTo() throws Exception {
        String code = active();
        Placement home = fostered(code, "CI");
        PlaceChild other = place(Placement.Kind.RESIDENTIAL_CARE, null, Placement.Reason.OTHER);
        done(placements.place(worker, code, other));
        UUID straight = Ids.next();
        SqlAs.change(
                worker,
                clock.instant(),
                "do $$ begin perform access.propose('" + straight + "', 'HOME_CHANGE', '"
                        + now(code).id() + "', '" + home.id() + "', " + home.version()
                        + ", '{}'::uuid[], null, null); perform access.propose_record('" + straight
                        + "', jsonb_build_object('sealed', " + of("placement", other.id()) + ")); end $$");
        Answer answer = verdict(waiting(Placements.HOME_CHANGE, home.id()));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("access.decision-changed");
    }

    @Test
    void noOtherFamilyThanTheVerifiedOne() {
        String code = active();
        UUID search = Ids.next();
        for (Integer version : new Integer[] {null, 1})
            done(tracings.trace(
                    worker,
                    code,
                    new TraceFamily(
                            search,
                            version,
                            version == null ? Tracing.Status.IN_PROGRESS : Tracing.Status.VERIFIED,
                            version == null ? null : "MSFFE-CI",
                            version == null ? null : TODAY,
                            version == null ? null : true,
                            version == null ? "Le planteur" : "La mère",
                            null)));
        Decision waiting = waiting("TRACING", search);
        String facts = "status = 'VERIFIED', verified_on = '" + TODAY + "', return_safe = true, version = version + 1";
        agreeing(waiting, facts);
        agreed(waiting);
        assertThat(done(tracings.of(worker, code)).getFirst().words().found()).isEqualTo("La mère");
    }

    @Test
    void noOtherJourneyAcceptanceOrResumption() {
        String code = active();
        UUID way = Ids.next();
        String all = "/api/v1/cases/" + code + "/homecomings";
        api(worker.username())
                .post(
                        all,
                        Map.of("id", way, "toCountry", "ML", "state", "PLANNED", "escort", "Kofi", "homeAddress", "A"));
        PlanReturn accepted = new PlanReturn(
                way,
                1,
                "ML",
                null,
                FamilyReturn.State.ACCEPTED,
                "DNPEF-ML",
                TODAY,
                null,
                null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
        done(familyReturns.acceptedBefore(worker, code, accepted, "Lettre de l’autorité"));
        Decision letter = waiting("BORDER", way);
        agreeing(letter, "state = 'ACCEPTED', accepted_on = date '2015-11-10', version = version + 1");
        agreeing(letter, "state = 'ACCEPTED', accepted_on = '" + TODAY + "', version = version + 1");
        agreed(letter);

        assertThat(step(all, way, 2, "ACCEPTED", "escort", "Une infirmière").status())
                .isEqualTo(202);
        Decision journey = waiting("JOURNEY", way);
        agreeing(journey, "journey = journey || '\\x00', version = version + 1");
        agreeing(journey, "journey = null, version = version + 1");
        agreed(journey);
        assertThat(done(familyReturns.of(worker, code)).getFirst().words().escort())
                .isEqualTo("Une infirmière");

        assertThat(step(all, way, 3, "SUSPENDED", "suspendedReason", "CHILD_UNWILLING")
                        .status())
                .isEqualTo(200);
        assertThat(step(all, way, 4, "CANCELLED").status()).isEqualTo(202);
        Decision end = waiting("RESUMPTION", way);
        agreeing(end, "state = 'ACCEPTED', suspended_reason = null, version = version + 1");
        agreed(end);
        assertThat(done(familyReturns.of(worker, code)).getFirst().state()).isEqualTo(FamilyReturn.State.CANCELLED);
    }

    private Answer step(String all, UUID way, int version, String state, String... field) {
        Map<String, Object> body = new HashMap<>(Map.of("toCountry", "ML", "state", state));
        if (field.length > 0) body.put(field[0], field[1]);
        return api(worker.username()).put(all + "/" + way, body, "\"" + version + "\"");
    }

    @Test
    void noOtherChildThanTheVerifiedOne() {
        String code = file("F", 9);
        UUID file = now(code).id();
        String address = "/api/v1/cases/" + code + "/identity";
        var own = api(worker.username());
        own.put(address, named("Awa", "Traoré"), "\"1\"");
        own.post(address + "/verification", Map.of("proof", "BIRTH_CERTIFICATE", "seenOn", "2015-11-10"));
        Decision mark = waiting("IDENTITY", file);
        agreeing(mark, "core = 7");
        agreed(mark);
        assertThat(own.put(address, named("Awa", "Koné"), "\"2\"").status()).isEqualTo(202);
        Decision name = waiting("IDENTITY_CHANGE", file);
        agreeing(name, "core = 7, version = version + 1");
        agreeing(name, "sealed = sealed || '\\x00', version = version + 1");
        agreed(name);
        // a correction of the sex says nothing of the names
        Map<String, Object> registered = new HashMap<>(
                Map.of("sex", "M", "age", 9, "country", "CI", "sector", "COCOA", "reason", "Erreur de saisie"));
        registered.put("nationality", now(code).nationality());
        assertThat(own.put("/api/v1/cases/" + code + "/registration", registered, "\"1\"")
                        .status())
                .isEqualTo(202);
        Decision sex = waiting("AGE", file);
        agreeing(sex, "core = 7, version = version + 1");
        agreed(sex);
    }

    private static Map<String, Object> named(String given, String family) {
        return Map.of("givenNames", given, "familyName", family, "languages", List.of("fr"));
    }
}
