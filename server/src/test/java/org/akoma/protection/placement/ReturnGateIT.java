package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.homecoming.TraceFamily;
import org.akoma.protection.homecoming.Tracing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A child goes back to a family only on facts that another person agreed to ({@code trust.md 3}): by API, page and SQL. */
class ReturnGateIT extends CareHouse {

    @Autowired
    ReturnExceptions exceptions;

    @Autowired
    JdbcClient jdbc;

    private static Map<String, Object> family() {
        return new HashMap<>(Map.of(
                "id", Ids.next().toString(), "kind", "FAMILY_REUNIFIED", "country", "CI", "since", "2015-11-16"));
    }

    private Answer propose(String code, Map<String, Object> home) {
        return api(worker.username()).post("/api/v1/cases/" + code + "/placements", home);
    }

    private Answer agree(String code, Object placement) {
        return api(supervisor.username())
                .post("/api/v1/cases/" + code + "/placements/" + placement + "/decision", Map.of("approved", true));
    }

    /** The supervisor reads one home, the worker writes another into the proposal, the supervisor agrees to what they read. */
    @Test
    void aHomeThatWasExchangedAfterItWasReadIsNotApproved() {
        String code = assessed();
        String id = Ids.next().toString();
        Answer proposed = propose(
                code,
                Map.of(
                        "id",
                        id,
                        "kind",
                        "FOSTER_FAMILY",
                        "country",
                        "CI",
                        "since",
                        "2015-11-16",
                        "reason",
                        "SAFETY",
                        "address",
                        "Village A",
                        "withWhom",
                        "Madame B"));
        assertThat(proposed.status()).isEqualTo(201);
        String read = waiting(Placements.HOME, UUID.fromString(id)).id().toString();
        String home = "/api/v1/cases/" + code + "/placements/" + id + "/home";
        Map<String, Object> other = Map.of("address", "Village B", "withWhom", "Monsieur M");
        assertThat(api(worker.username()).put(home, other, "\"1\"").status()).isEqualTo(200);
        assertThat(agree(code, id).body()).contains("access.request-not-named");
        Visit page = browser(supervisor.username());
        page.get("/cases/" + code + "/placement");
        assertThat(page.post("/decisions/" + read + "/verdict", "agreed", "true")
                        .status())
                .isNotEqualTo(303);
        String anew = waiting(Placements.HOME, UUID.fromString(id)).id().toString();
        assertThat(page.get("/decisions/" + anew).body()).contains("Village B", "Monsieur M");
        assertThat(page.post("/decisions/" + anew + "/verdict", "agreed", "true")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void everythingThatIsMissingIsNamedWithThePageThatFillsIt() {
        String code = file("F", 12);
        Answer answer = propose(code, family());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "cases.return-missing-tracing",
                        "cases.return-missing-return-safe",
                        "cases.return-missing-family",
                        "cases.return-missing-assessment",
                        "cases.return-missing-best-interests",
                        "cases.return-missing-determination",
                        "cases.return-missing-consent");
        Visit page = browser(worker.username());
        assertThat(page.get("/cases/" + code + "/placement").body())
                .contains(
                        "href=\"/cases/" + code + "/tracing\"",
                        "href=\"/cases/" + code + "/best-interests\"",
                        "href=\"/cases/" + code + "/consents\"");
        assertThat(page.post(
                                "/cases/" + code + "/placement",
                                "kind",
                                "FAMILY_REUNIFIED",
                                "country",
                                "CI",
                                "since",
                                "2015-11-16")
                        .status())
                .isEqualTo(422);
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/placements/return-gate")
                        .json()
                        .path("missing")
                        .size())
                .isEqualTo(7);
    }

    @Test
    void aWholeFileReturnsWithTwoPeople() {
        String code = readyToReturn();
        Map<String, Object> home = family();
        assertThat(propose(code, home).status()).isEqualTo(201);
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql("update cases.placement set sealed = sealed || '\\x00' where id = '"
                                        + home.get("id") + "'")
                                .update()))
                .as("what a second person reads is what they agree to")
                .hasStackTraceContaining("cases.words-without-version");
        assertThat(agree(code, home.get("id")).status()).isEqualTo(200);
        assertThat(now(code).care()).isEqualTo("FAMILY_REUNIFIED");
    }

    /** The family that was verified is not exchanged for another behind the agreement. */
    @Test
    void theVerifiedFamilyIsNotRewritten() {
        String code = readyToReturn();
        Tracing agreed = done(tracings.of(worker, code)).getFirst();
        String one = "/api/v1/cases/" + code + "/tracings/" + agreed.id();
        String tag = "\"" + agreed.version() + "\"";
        Caller own = api(worker.username());
        Map<String, Object> uncle = Map.of("status", "REUNIFIED", "found", "Un oncle, planteur");
        assertThat(own.put(one, uncle, tag).body()).contains("cases.tracing-agreed");
        Map<String, Object> closed = new HashMap<>(uncle);
        closed.put("status", "CLOSED");
        assertThat(own.put(one, closed, tag).body()).contains("cases.tracing-agreed");
        assertThat(own.put(one, Map.of("status", "REUNIFIED"), tag).body()).contains("cases.not-with-family");
        Map<String, Object> anew = Map.of(
                "status", "VERIFIED", "found", "Un oncle, planteur", "verifiedBy", "MSFFE-CI", "returnSafe", true);
        assertThat(own.put(one, anew, tag).status()).isEqualTo(202);
        assertThat(done(tracings.of(worker, code)).getFirst().words()).isEqualTo(agreed.words());
        for (String set : List.of(
                "sealed = decode(repeat('00', 40), 'hex')",
                "status = 'REUNIFIED', sealed = decode(repeat('00', 40), 'hex')",
                "status = 'REUNIFIED'"))
            assertThatThrownBy(() -> transactions.doAs(
                            worker,
                            () -> jdbc.sql("update cases.tracing set " + set + " where id = '" + agreed.id() + "'")
                                    .update()))
                    .as(set)
                    .hasStackTraceContaining("cases.tracing-not-decided");
        Map<String, Object> home = family();
        assertThat(propose(code, home).status()).isEqualTo(201);
        assertThat(agree(code, home.get("id")).status()).isEqualTo(200);
        assertThat(own.put(one, Map.of("status", "REUNIFIED"), tag).status()).isEqualTo(200);
        assertThat(done(tracings.of(worker, code)).getFirst().words()).isEqualTo(agreed.words());
    }

    /** Relatives are family: an uncle is no way round the gate. */
    @Test
    void toRelativesTheSameGateIsPassed() {
        String code = active();
        Map<String, Object> home = family();
        home.put("kind", "EXTENDED_FAMILY");
        Answer refused = propose(code, home);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cases.return-missing-tracing", "cases.return-missing-best-interests");
        String ready = readyToReturn();
        Map<String, Object> uncle = family();
        uncle.put("kind", "EXTENDED_FAMILY");
        assertThat(propose(ready, uncle).status()).isEqualTo(201);
        assertThat(agree(ready, uncle.get("id")).status()).isEqualTo(200);
        assertThat(now(ready).care()).isEqualTo("EXTENDED_FAMILY");
    }

    @Test
    void aFamilyThatTookPartOrAnUnsafeReturnIsNoWayHome() {
        String code = readyToReturn();
        Map<String, Object> home = family();
        assertThat(propose(code, home).status()).isEqualTo(201);
        Caller own = api(worker.username());
        Map<String, Object> tookPart = Map.of("role", "TOOK_PART", "contact", "UNSAFE");
        assertThat(own.put("/api/v1/cases/" + code + "/family", tookPart, "\"1\"")
                        .status())
                .isEqualTo(200);
        Answer late = agree(code, home.get("id"));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("cases.return-missing-family");
        assertThat(now(code).care()).isNull();
        Map<String, Object> unaware = Map.of("caregivers", "Sa tante", "role", "UNAWARE", "contact", "SAFE");
        assertThat(own.put("/api/v1/cases/" + code + "/family", unaware, "\"2\"")
                        .status())
                .isEqualTo(200);
        assertThat(agree(code, home.get("id")).body())
                .as("the worker alone lifts no bar")
                .contains("cases.return-missing-family");
        Tracing running = done(tracings.of(worker, code)).getFirst();
        done(tracings.trace(
                worker,
                code,
                new TraceFamily(
                        running.id(),
                        running.version(),
                        Tracing.Status.VERIFIED,
                        "MSFFE-CI",
                        TODAY,
                        true,
                        running.words().found(),
                        running.words().safety())));
        done(tracings.decide(supervisor, code, waiting("TRACING", running.id()), true, null));
        assertThat(agree(code, home.get("id")).body())
                .as("the alert that the barred family raised runs")
                .contains("cases.move-out-of-danger");
        closeTheAlert(code);
        assertThat(agree(code, home.get("id")).status()).isEqualTo(200);
        String unsafe = active();
        verified(unsafe, false);
        assertThat(propose(unsafe, family()).body()).contains("cases.return-missing-return-safe");
    }

    private void closeTheAlert(String code) {
        String alert = "/api/v1/alerts/"
                + api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/alerts")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        Caller above = api(supervisor.username());
        above.post(alert + "/acknowledgement", Map.of("id", Ids.next()));
        api(worker.username())
                .post(alert + "/actions", Map.of("id", Ids.next(), "kind", "CHILD_SAFE", "text", "Vue avec sa tante"));
        Answer closed = above.post(
                alert + "/closing", Map.of("id", Ids.next(), "outcome", "CHILD_SAFE", "end", "Vue chez sa tante"));
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
    }

    /** A verification that waited while the family was written otherwise lifts no bar: who agreed did not read it. */
    @Test
    void aVerificationThatWaitedBeforeLiftsNoBar() {
        String code = readyToReturn();
        Caller own = api(worker.username());
        String family = "/api/v1/cases/" + code + "/family";
        assertThat(own.put(family, Map.of("role", "TOOK_PART", "contact", "UNSAFE"), "\"1\"")
                        .status())
                .isEqualTo(200);
        Tracing running = done(tracings.of(worker, code)).getFirst();
        verifyAnew(code, running);
        Map<String, Object> unaware = Map.of("caregivers", "Sa tante", "role", "UNAWARE", "contact", "SAFE");
        assertThat(own.put(family, unaware, "\"2\"").status()).isEqualTo(200);
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"task\"");
        var asked = waiting("TRACING", running.id());
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + asked.id() + "?lang=fr")
                        .body())
                .contains("a remplacé, sans deuxième personne, ", "Elle y a pris part")
                .doesNotContain("??");
        done(tracings.decide(supervisor, code, asked, true, null));
        assertThat(propose(code, family()).body()).contains("cases.return-missing-family");
        verifyAnew(code, done(tracings.of(worker, code)).getFirst());
        done(tracings.decide(supervisor, code, waiting("TRACING", running.id()), true, null));
        assertThat(propose(code, family()).status()).isEqualTo(201);
    }

    private void verifyAnew(String code, Tracing running) {
        done(tracings.trace(
                worker,
                code,
                new TraceFamily(
                        running.id(),
                        running.version(),
                        Tracing.Status.VERIFIED,
                        "MSFFE-CI",
                        TODAY,
                        true,
                        running.words().found(),
                        running.words().safety())));
    }

    /** The barred father is no foster family: who takes the child in is named, and a relative needs the exception of a return. */
    @Test
    void aBarredFamilyIsNoFosterFamily() {
        String code = readyToReturn();
        assertThat(api(worker.username())
                        .put(
                                "/api/v1/cases/" + code + "/family",
                                Map.of("role", "TOOK_PART", "contact", "UNSAFE"),
                                "\"1\"")
                        .status())
                .isEqualTo(200);
        Map<String, Object> foster = family();
        foster.put("kind", "FOSTER_FAMILY");
        foster.put("withWhom", "Son père");
        assertThat(propose(code, foster).body()).contains("cases.carer-relation");
        foster.put("relation", "PARENT");
        assertThat(propose(code, foster).body()).contains("cases.return-missing-family");
        foster.put("relation", "UNRELATED");
        foster.remove("withWhom");
        assertThat(propose(code, foster).body()).contains("cases.carer-unnamed");
        foster.put("withWhom", "Madame B");
        assertThat(propose(code, foster).status()).isEqualTo(201);
        var asked = waiting("HOME", java.util.UUID.fromString(foster.get("id").toString()));
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + asked.id() + "?lang=fr")
                        .body())
                .contains("Aucun lien de famille", "Rôle de la famille", "Madame B")
                .doesNotContain("??");
        for (String kind : List.of("FOSTER_FAMILY", "RESIDENTIAL_CARE", "INDEPENDENT_LIVING")) {
            String straight =
                    "insert into cases.placement (id, file_id, kind, state, country, since, recorded_by, sealed)"
                            + " select gen_random_uuid(), f.id, '" + kind + "', 'PROPOSED', 'CI', '" + TODAY + "', '"
                            + worker.personId() + "', '\\x00' from cases.case_file f where f.code = '" + code + "'";
            assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                    .hasMessageContaining("cases.carer-relation");
        }
        assertThat(agree(code, foster.get("id")).status()).isEqualTo(200);
    }

    /** Other people in a home are asked about like those of a new home: the father does not come in as a correction. */
    @Test
    void aBarredFamilyDoesNotComeInByAChangeOfTheHome() throws java.sql.SQLException {
        String code = readyToReturn();
        String family = "/api/v1/cases/" + code + "/family";
        Map<String, Object> barred = Map.of("role", "TOOK_PART", "contact", "UNSAFE");
        assertThat(api(worker.username()).put(family, barred, "\"1\"").status()).isEqualTo(200);
        Map<String, Object> foster = family();
        foster.putAll(Map.of("kind", "FOSTER_FAMILY", "withWhom", "Madame B", "relation", "UNRELATED"));
        assertThat(propose(code, foster).status()).isEqualTo(201);
        String page = "/cases/" + code + "/placement/" + foster.get("id") + "/home";
        String home = "/api/v1/cases/" + code + "/placements/" + foster.get("id") + "/home";
        Map<String, Object> father = new HashMap<>(Map.of("address", "Plantation", "withWhom", "Son père"));
        assertThat(api(worker.username()).put(home, father, "\"1\"").body())
                .as("while it is proposed")
                .contains("cases.carer-relation");
        assertThat(agree(code, foster.get("id")).status()).isEqualTo(200);
        assertThat(api(worker.username()).put(home, father, "\"2\"").body()).contains("cases.carer-relation");
        father.put("relation", "PARENT");
        assertThat(api(worker.username()).put(home, father, "\"2\"").body()).contains("cases.carer-new-home");
        Visit form = browser(worker.username());
        assertThat(form.get(page + "?lang=fr").body()).contains("name=\"relation\"");
        assertThat(form.post(page, "version", "2", "address", "Plantation", "withWhom", "Son père")
                        .body())
                .contains("dites quel lien unit", "name=\"relation\"")
                .doesNotContain("??");
        UUID straight = Ids.next();
        String untold = "do $$ begin perform access.propose('" + straight + "', 'HOME_CHANGE', '"
                + now(code).id() + "', '" + foster.get("id") + "', 2, '{}'::uuid[], null, null); end $$";
        SqlAs.change(worker, clock.instant(), untold);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + straight + "/verdict", Map.of("agreed", true))
                        .body())
                .contains("cases.carer-relation");
        father.put("relation", "UNRELATED");
        father.put("withWhom", "Madame Bé");
        assertThat(api(worker.username()).put(home, father, "\"2\"").status()).isEqualTo(202);
        Decision asked = waiting("HOME_CHANGE", UUID.fromString(foster.get("id").toString()));
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + asked.id() + "?lang=fr")
                        .body())
                .contains("Aucun lien de famille", "Rôle de la famille", "Madame Bé")
                .doesNotContain("??");
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + asked.id() + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
    }

    /** A letter is no reason. */
    @Test
    void anExceptionNeedsWords() {
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + active() + "/placements/return-exceptions", Map.of("reason", "x"))
                        .body())
                .contains("form.few-words");
    }

    @Test
    void aWorkerAloneVerifiesNoFamily() {
        String code = active();
        UUID search = Ids.next();
        String all = "/api/v1/cases/" + code + "/tracings";
        Caller own = api(worker.username());
        own.post(all, Map.of("id", search.toString(), "status", "IN_PROGRESS"));
        Map<String, Object> said = Map.of("status", "VERIFIED", "verifiedBy", "SW-02", "returnSafe", true);
        Answer asked = own.put(all + "/" + search, said, "\"1\"");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().path("status").asString()).isEqualTo("IN_PROGRESS");
        String decision = asked.json().path("waiting").asString();
        assertThat(own.post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                        .status())
                .isGreaterThanOrEqualTo(400);
        assertThat(own.get(all).body()).doesNotContain("\"VERIFIED\"");
        assertThat(browser(worker.username()).get("/cases/" + code + "/tracing").body())
                .contains("attend une décision");
        String verify = "update cases.tracing set status = 'VERIFIED', return_safe = true where id = '" + search + "'";
        assertThatThrownBy(
                        () -> transactions.doAs(worker, () -> jdbc.sql(verify).update()))
                .hasStackTraceContaining("cases.tracing-not-decided");
    }

    @Test
    void anExceptionNeedsTwoPeopleAReasonAndStaysForEver() {
        String code = active();
        String asking = "/api/v1/cases/" + code + "/placements/return-exceptions";
        assertThat(api(worker.username()).post(asking, Map.of()).status()).isEqualTo(422);
        Answer asked = api(worker.username()).post(asking, Map.of("reason", "La mère est mourante"));
        assertThat(asked.status()).isEqualTo(202);
        Map<String, Object> home = family();
        assertThat(propose(code, home).status()).isEqualTo(201);
        assertThat(agree(code, home.get("id")).status()).isEqualTo(422);
        UUID exception = UUID.fromString(asked.json().path("id").asString());
        assertThat(exceptions.decide(worker, code, exception, true, null)).isInstanceOf(Outcome.Forbidden.class);
        done(exceptions.decide(supervisor, code, exception, true, null));
        assertThat(agree(code, home.get("id")).status()).isEqualTo(200);
        Visit page = browser(supervisor.username());
        for (String part : List.of("", "/placement"))
            assertThat(page.get("/cases/" + code + part).body())
                    .contains("Retour par exception", "La mère est mourante");
        done(placements.end(worker, code, new LeavePlace(TODAY, LeavePlace.Reason.BROKE_DOWN, "Fini")));
        assertThat(propose(code, family()).body()).contains("cases.return-missing-tracing");
    }

    @Test
    void whatWasApprovedOfAHomeIsNotChangedByTheWorkerAlone() {
        String code = active();
        Placement home = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        done(placements.decide(supervisor, code, home.id(), true, null));
        String address = "/api/v1/cases/" + code + "/placements/" + home.id() + "/home";
        Map<String, Object> other = Map.of("address", "Un autre village", "withWhom", "Quelqu’un d’autre");
        Answer asked = api(worker.username()).put(address, other, "\"2\"");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().path("address").asString()).isEqualTo("Derrière le marché");
        assertThat(placements.reveal(worker, code, home.id()).orElseThrow().address())
                .isEqualTo("Derrière le marché");
        Decision change = waiting("HOME_CHANGE", home.id());
        assertThat(homes.decideChange(worker, code, change, true, null)).isInstanceOf(Outcome.Forbidden.class);
        String rewrite =
                "update cases.placement set sealed = decode(repeat('00', 40), 'hex'), version = version + 1 where id = '"
                        + home.id() + "'";
        assertThatThrownBy(
                        () -> transactions.doAs(worker, () -> jdbc.sql(rewrite).update()))
                .hasStackTraceContaining("cases.home-change-not-decided");
        done(homes.decideChange(supervisor, code, change, true, null));
        assertThat(placements.reveal(worker, code, home.id()).orElseThrow().address())
                .isEqualTo("Un autre village");
    }

    @Test
    void residentialCareNeedsAnInstitutionAndASupervisor() {
        String code = active();
        Map<String, Object> somewhere =
                Map.of("kind", "RESIDENTIAL_CARE", "country", "CI", "since", "2015-11-16", "address", "Quelque part");
        assertThat(propose(code, somewhere).body()).contains("cases.institution-unnamed");
        Map<String, Object> named = new HashMap<>(somewhere);
        named.put("withWhom", "Foyer Sainte-Marie");
        assertThat(propose(code, named).json().path("state").asString()).isEqualTo("PROPOSED");
    }

    @Test
    void noLoginBeginsAHomeOrAReturnByItself() {
        String code = readyToReturn();
        String add = """
                insert into cases.placement (id, file_id, kind, state, country, since, approved_by, recorded_by, sealed)
                select '%s', id, '%s', 'CURRENT', 'CI', date '2015-11-16', supervisor_id, worker_id, '\\x00' from cases.case_file where code = '%s'
                """;
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql(add.formatted(Ids.next(), "FOSTER_FAMILY", code))
                                .update()))
                .hasStackTraceContaining("permission denied");
        String unapproved =
                add.replace("since, approved_by,", "since,").replace("supervisor_id, worker_id", "access.actor()");
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql(unapproved.formatted(Ids.next(), "FOSTER_FAMILY", code))
                                .update()))
                .hasStackTraceContaining("cases.home-not-decided");
        Map<String, Object> home = family();
        assertThat(propose(code, home).status()).isEqualTo(201);
        String begin = "update cases.placement set state = 'CURRENT', approved_by = access.actor() where id = '"
                + home.get("id") + "'";
        assertThatThrownBy(() ->
                        transactions.doAs(supervisor, () -> jdbc.sql(begin).update()))
                .hasStackTraceContaining("cases.home-not-decided");
    }
}
