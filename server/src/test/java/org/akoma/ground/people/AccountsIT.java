package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Accounts and roles: what nobody may do alone, over HTTP. */
class AccountsIT extends HouseIT {

    @Autowired
    private PendingAccounts pending;

    private Organisation ngo;
    private String admin;
    private String dpo;
    private String manager;

    @BeforeEach
    void aHouse() {
        ngo = structure(Organisation.Kind.NGO);
        admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        dpo = person(Role.DATA_PROTECTION_OFFICER, ngo);
        manager = person(Role.PROJECT_MANAGER, ngo);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SYSTEM_ADMINISTRATOR"},
            mode = EnumSource.Mode.EXCLUDE)
    void nobodyButAnAdministratorKeepsAccounts(Role role) {
        String other = person(role, ngo);
        Caller api = api(other);
        assertThat(api.post("/api/v1/people", account("x1", Role.CASE_WORKER)).status())
                .isEqualTo(403);
        assertThat(api.post("/api/v1/people/" + admin + "/roles", Map.of("role", "CASE_WORKER"))
                        .status())
                .isEqualTo(403);
        assertThat(api.post("/api/v1/people/" + admin + "/password", Map.of()).status())
                .isEqualTo(403);
        assertThat(api.post("/api/v1/people/" + admin + "/second-factor-resets", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api.post("/api/v1/organisations", Map.of("code", "X-1")).status())
                .isEqualTo(403);
        assertThat(browser(other).get("/people/new").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SYSTEM_ADMINISTRATOR", "PROJECT_MANAGER", "DATA_PROTECTION_OFFICER"},
            mode = EnumSource.Mode.EXCLUDE)
    void accountsAreReadByWhoKeepsOrApprovesThem(Role role) {
        String other = person(role, ngo);
        assertThat(browser(other).get("/people").status()).isEqualTo(403);
        assertThat(browser(other).get("/approvals").status()).isEqualTo(403);
        assertThat(api(other).get("/api/v1/approvals").status()).isEqualTo(403);
        Answer self = api(other).get("/api/v1/people/" + other);
        assertThat(self.status()).isEqualTo(200);
        assertThat(self.json().has("contractUntil")).isFalse();
    }

    /** Who oversees, evaluates or trains names colleagues, and does not read who holds which role, nor ask for it. */
    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OBSERVER", "EVALUATOR", "TRAINING_COORDINATOR"})
    void whoIsOutsideReadsNobodysRoles(Role role) {
        String other = person(role, ngo);
        for (var item : api(other).get("/api/v1/people?limit=200").json().path("items"))
            if (!item.path("code").asString().equals(other))
                assertThat(item.path("roles").isEmpty()).as(item.toString()).isTrue();
        assertThat(api(other).get("/api/v1/people?role=CASE_SUPERVISOR").status())
                .isEqualTo(403);
    }

    @Test
    void eachSideKnowsItsOwnPeople() {
        String police = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        String worker = person(Role.CASE_WORKER, ngo);
        assertThat(api(worker).get("/api/v1/people/" + police).status()).isEqualTo(404);
        assertThat(api(worker).get("/api/v1/people/" + police).body())
                .isEqualTo(api(worker).get("/api/v1/people/nobody-here").body());
        assertThat(api(police).get("/api/v1/people/" + manager).status()).isEqualTo(404);
        assertThat(api(police).get("/api/v1/people/" + worker).status()).isEqualTo(200); // a slip is handed to somebody
    }

    @Test
    void aRoleHoldsOnceASecondPersonApprovedIt() {
        String name = fresh("sw").toLowerCase(Locale.ROOT);
        Answer made = api(admin).post("/api/v1/people", account(name, Role.CASE_WORKER));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).hasValue("no-store");
        String first = made.json().path("firstHalf").asString();
        String role = made.json().path("role").asString();
        assertThat(pending.neverIn(actor(admin), 10_000)).contains(name.toUpperCase(Locale.ROOT));
        assertThat(pending.neverIn(actor(manager), 10_000)).isEmpty();
        assertThat(pending.unanswered(actor(admin))).isPositive();
        assertThat(browser(admin).get("/?lang=fr").body())
                .contains("Comptes jamais utilisés", "Rôles et accès sans réponse");
        assertThat(browser().signIn(name, first).status())
                .as("no role holds yet")
                .isEqualTo(401);
        assertThat(api(admin).post("/api/v1/approvals/roles/" + role, Map.of()).status())
                .as("who gives does not approve")
                .isEqualTo(403);
        assertThat(api(manager).get("/api/v1/approvals").body()).contains(role);
        assertThat(api(manager).get("/api/v1/approvals").body()).contains("\"contractFrom\"");
        Answer approved = api(manager).post("/api/v1/approvals/roles/" + role, Map.of());
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.header("Cache-Control")).hasValue("no-store");
        String second = approved.json().path("secondHalf").asString();
        assertThat(api(dpo).post("/api/v1/approvals/roles/" + role, Map.of()).status())
                .as("settled")
                .isEqualTo(404);
        for (String half : List.of(first, second))
            assertThat(browser().signIn(name, half).status()).as("half").isEqualTo(401);
        String password = first + " " + second;
        Visit visit = browser();
        assertThat(visit.signIn(name, password).status()).isEqualTo(303);
        firstVisit(visit);
        assertThat(visit.get("/organisations").status()).isEqualTo(200);
    }

    /** A link is the first half of the password: without the second, which comes from who approves, it opens nothing. */
    @Test
    void anInvitationOpensWithTheSecondHalfOnly() {
        String name = fresh("in").toLowerCase(Locale.ROOT);
        Map<String, Object> asked = new java.util.HashMap<>(account(name, Role.CASE_WORKER));
        asked.put("invites", true);
        asked.put("mail", "not an address");
        assertThat(api(admin).post("/api/v1/people", asked).body()).contains("access.invites.mail-form");
        asked.remove("mail");
        Answer made = api(admin).post("/api/v1/people", asked);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("firstHalf").isNull()).isTrue();
        String link = made.json().path("invitation").asString();
        assertThat(link).as("in the language of the account").endsWith("?lang=fr");
        String path = link.substring(link.indexOf("/invitation/"), link.indexOf('?'));
        assertThat(path).matches("/invitation/" + name + "/[A-Za-z0-9_-]{43}");
        String token = path.substring(path.lastIndexOf('/') + 1);
        assertThat(browser().signIn(name, token).status()).as("the link alone").isEqualTo(401);
        Answer approved = api(manager)
                .post("/api/v1/approvals/roles/" + made.json().path("role").asString(), Map.of());
        String second = approved.json().path("secondHalf").asString();
        assertThat(browser().signIn(name, second).status()).as("the half alone").isEqualTo(401);
        Visit visit = browser();
        assertThat(visit.get(path).body()).contains(name.toUpperCase(Locale.ROOT));
        assertThat(visit.get(path.replace(name, "nobody-at-all")).status())
                .as("the same for all")
                .isEqualTo(200);
        Answer broken = visit.get("/invitation/" + name + "/short");
        assertThat(broken.status()).isEqualTo(404);
        assertThat(broken.body()).contains("incomplet", "href=\"/sign-in\"").doesNotContain("name=\"half\"");
        visit.get(path);
        assertThat(visit.post(path).status()).isEqualTo(422);
        assertThat(visit.post(path, "half", "aaaa-aaaa").status()).isEqualTo(401);
        for (int i = 0; i < 6; i++) visit.post(path, "half", "aaaa-aaaa");
        assertThat(visit.post(path, "half", second).status())
                .as("tried too often by the link")
                .isEqualTo(401);
        clock.moveTo(clock.instant().plus(java.time.Duration.ofHours(2)));
        assertThat(visit.post(path, "half", second.replace('-', ' ')).status()).isEqualTo(303);
        Visit beside = browser();
        beside.get(path);
        Answer twice = beside.post(path, "half", second);
        assertThat(twice.status()).as("one opening").isEqualTo(401);
        assertThat(twice.body())
                .contains("ne sert qu’une fois", "demandez une nouvelle invitation", "href=\"/sign-in\"");
        assertThat(browser().signIn(name, token + " " + second).status())
                .as("nor at the door")
                .isEqualTo(401);
        firstVisit(visit);
        for (int i = 0; i < 8; i++) visit.post(path, "half", "aaaa-aaaa");
        Visit knows = browser();
        assertThat(knows.signIn(name, "quatre mots sans lien").status())
                .as("wrong tries by the link do not lock the door")
                .isEqualTo(303);
        Visit again = browser();
        again.get(path);
        assertThat(again.post(path, "half", second).status()).as("once").isEqualTo(401);
    }

    /** The tests reach this house by localhost, as an administrator on the machine does. */
    @Test
    void aLinkThatOpensHereAloneIsShownAndNotMailed() {
        Visit visit = browser(admin);
        visit.get("/people/new");
        String name = fresh("en").toLowerCase(Locale.ROOT);
        List<String> fields = new ArrayList<>(List.of("invites", "true", "mail", "somebody@example.org"));
        fields.addAll(List.of("username", name, "organisation", ngo.code(), "role", "FINANCE_OFFICER"));
        fields.addAll(List.of("contractFrom-day", "1", "contractFrom-month", "11", "contractFrom-year", "2015"));
        fields.addAll(List.of("language", "en"));
        Answer made = visit.post("/people/new", fields.toArray(String[]::new));
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).contains("localhost", "?lang=en", "que sur la machine");
    }

    private static void firstVisit(Visit visit) {
        assertThat(visit.get("/people").location()).endsWith("/welcome");
        assertThat(visit.get("/welcome").body()).contains("name=\"password\"", "Code de conduite", "name=\"accept\"");
        Answer weak = visit.post("/welcome", "password", "short", "again", "other", "accept", "true");
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.body()).contains("12 caractères au moins").contains("deux fois le même");
        assertThat(weak.body()).as("the tick stays").contains("checked=\"checked\"");
        String own = "quatre mots sans lien";
        Answer unread = visit.post("/welcome", "password", own, "again", own);
        assertThat(unread.status()).isEqualTo(422);
        assertThat(unread.body())
                .as("the password is not asked twice")
                .contains("accept-error")
                .doesNotContain("name=\"password\"", own);
        assertThat(visit.get("/people").location()).endsWith("/welcome");
        assertThat(visit.post("/welcome", "accept", "true").status()).isEqualTo(303);
        assertThat(visit.get("/welcome").location()).endsWith("/");
    }

    @Test
    void anAdministratorGivesThemselvesNothing() {
        assertThat(api(admin)
                        .post("/api/v1/people/" + admin + "/roles", Map.of("role", "SYSTEM_ADMINISTRATOR"))
                        .code())
                .isEqualTo("access.to-oneself");
        assertThat(api(admin)
                        .post("/api/v1/people/" + admin + "/roles", Map.of("role", "CASE_WORKER"))
                        .code())
                .isEqualTo("access.to-oneself");
        assertThat(api(admin)
                        .post("/api/v1/people/" + admin + "/password", Map.of())
                        .code())
                .isEqualTo("access.to-oneself");
        assertThat(api(admin).delete("/api/v1/people/" + admin + "/sessions").code())
                .isEqualTo("access.to-oneself");
    }

    /** A stolen telephone: every session of the person is over at once, by an administrator alone. */
    @Test
    void anAdministratorEndsSomebodysSessions() {
        String worker = person(Role.CASE_WORKER, ngo);
        Caller program = api(worker);
        Visit browser = browser(worker);
        assertThat(api(person(Role.CASE_SUPERVISOR, ngo))
                        .delete("/api/v1/people/" + worker + "/sessions")
                        .status())
                .isEqualTo(403);
        assertThat(program.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(api(admin)
                        .delete("/api/v1/people/" + worker + "/sessions")
                        .json()
                        .path("ended")
                        .asInt())
                .isEqualTo(2);
        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(browser.get("/tasks").location()).contains("/sign-in");
        assertThat(api(worker).get("/api/v1/me").status())
                .as("their own password opens")
                .isEqualTo(200);
        Visit desk = browser(admin);
        assertThat(desk.post("/people/" + worker + "/sessions/end").location()).contains("done=sessions-ended");
        assertThat(desk.get("/people/" + worker + "?done=sessions-ended").body())
                .contains("Toutes les sessions de la personne sont fermées");
    }

    @Test
    void nobodyChangesSides() {
        String police = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        Answer answer = api(admin).post("/api/v1/people/" + police + "/roles", Map.of("role", "CASE_WORKER"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").get(0).path("code").asString()).isEqualTo("access.other-side");
        assertThat(answer.json().path("errors").get(0).path("message").asString())
                .startsWith("Cette personne");
    }

    /** Two requests at one moment: the second waits for the first, and is refused. */
    @Test
    void rolesOfMoneyAreApartAtOneMoment() {
        String who = person(Role.EVALUATOR, ngo);
        List<Boolean> given = Stream.of(Role.PROJECT_MANAGER, Role.FINANCE_OFFICER)
                .map(role -> CompletableFuture.supplyAsync(() -> isGiven(who, role)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(given).containsExactlyInAnyOrder(true, false);
    }

    private boolean isGiven(String who, Role role) {
        try {
            return 1
                    == SqlAs.change(
                            actor(admin),
                            clock.instant(),
                            "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach,"
                                    + " valid_from, given_by) select gen_random_uuid(), id, compartment,"
                                    + " organisation_id, '" + role + "', '"
                                    + role.reach().name()
                                    + "', access.moment(), access.actor() from access.person where lower(code) ="
                                    + " lower('"
                                    + who + "'); do $$ begin perform pg_sleep(0.5); end $$");
        } catch (java.sql.SQLException refused) {
            assertThat(refused.getMessage()).contains("access.roles-apart");
            return false;
        }
    }

    /** Who asks for money, who approves it and who pays it are different accounts; who approves a role sees those that the person holds. */
    @Test
    void rolesOfMoneyAreApart() {
        String[][] apart = {
            {"CASE_WORKER", "PROJECT_MANAGER"},
            {"CASE_SUPERVISOR", "FINANCE_OFFICER"},
            {"PROJECT_MANAGER", "FINANCE_OFFICER"},
            {"FINANCE_OFFICER", "CASE_WORKER"}
        };
        for (String[] pair : apart) {
            String who = person(Role.valueOf(pair[0]), ngo);
            Answer answer = api(admin).post("/api/v1/people/" + who + "/roles", Map.of("role", pair[1]));
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("access.roles-apart");
            assertThat(browser(admin)
                            .post("/people/" + who + "/roles", "role", pair[1])
                            .body())
                    .contains("personnes différentes");
            String straight =
                    "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach,"
                            + " valid_from, given_by) select gen_random_uuid(), id, compartment,"
                            + " organisation_id, '" + pair[1] + "', '"
                            + Role.valueOf(pair[1]).reach().name()
                            + "', access.moment(), access.actor() from access.person where lower(code) = lower('" + who
                            + "')";
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> org.akoma.SqlAs.change(actor(admin), clock.instant(), straight))
                    .hasMessageContaining("access.roles-apart");
        }
        String worker = person(Role.CASE_WORKER, ngo);
        assertThat(api(admin)
                        .post("/api/v1/people/" + worker + "/roles", Map.of("role", "CASE_SUPERVISOR"))
                        .status())
                .isEqualTo(201);
        assertThat(api(manager)
                        .get("/api/v1/approvals")
                        .json()
                        .path("roles")
                        .valueStream()
                        .filter(one -> one.path("person").asString("").equalsIgnoreCase(worker))
                        .findFirst()
                        .orElseThrow()
                        .path("holds")
                        .toString())
                .isEqualTo("[\"CASE_WORKER\"]");
        for (String lang : List.of("fr", "en"))
            assertThat(browser(manager).get("/approvals?lang=" + lang).body())
                    .contains(lang.equals("fr") ? "Exerce déjà" : "Other roles held")
                    .doesNotContain("??");
    }

    @Test
    void nobodyApprovesARoleOfTheirOwn() {
        String id = api(admin)
                .post("/api/v1/people/" + manager + "/roles", Map.of("role", "OBSERVER"))
                .json()
                .path("id")
                .asString();
        assertThat(api(manager).post("/api/v1/approvals/roles/" + id, Map.of()).code())
                .isEqualTo("access.to-oneself");
        assertThat(api(dpo).post("/api/v1/approvals/roles/" + id, Map.of()).status())
                .isEqualTo(204);
    }

    @Test
    void aChangeOfRolesEndsSessionsAndTokensAtOnce() {
        String worker = person(Role.CASE_WORKER, ngo);
        Caller program = api(worker);
        Visit visit = browser(worker);
        String id = api(admin)
                .post("/api/v1/people/" + worker + "/roles", Map.of("role", "CASE_SUPERVISOR"))
                .json()
                .path("id")
                .asString();
        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(visit.get("/organisations").location()).contains("/sign-in");
        program = api(worker);
        assertThat(program.get("/api/v1/me").body()).doesNotContain("CASE_SUPERVISOR");
        api(dpo).post("/api/v1/approvals/roles/" + id, Map.of());
        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
        program = api(worker);
        assertThat(program.get("/api/v1/me").body()).contains("CASE_SUPERVISOR");
        assertThat(api(admin)
                        .post("/api/v1/people/" + worker + "/roles/" + id + "/end", Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(api(worker).get("/api/v1/me").body()).doesNotContain("CASE_SUPERVISOR");
    }

    @Test
    void rolesEndWithTheContract() {
        String worker = person(Role.CASE_WORKER, ngo);
        Caller program = api(worker);
        assertThat(contract(worker, "{\"until\":\"2015-11-16\"}").status()).isEqualTo(428);
        assertThat(contract(worker, "{\"until\":\"2015-11-16\"}", "If-Match", "\"9\"")
                        .status())
                .isEqualTo(412);
        String seen = api(admin).get("/api/v1/people/" + worker).header("ETag").orElseThrow();
        assertThat(contract(worker, "{\"until\":\"2015-11-16\"}", "If-Match", seen)
                        .status())
                .isEqualTo(204);
        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(nobody().post("/api/v1/tokens", Map.of("username", worker, "password", PASSWORD))
                        .status())
                .isEqualTo(401);
    }

    private Answer contract(String worker, String body, String... headers) {
        return api(admin).send("POST", "/api/v1/people/" + worker + "/contract", "application/json", body, headers);
    }

    @Test
    void aNewSecondFactorNeedsASecondPerson() {
        String worker = person(Role.CASE_WORKER, ngo);
        assertThat(api(admin)
                        .post("/api/v1/people/" + worker + "/second-factor-resets", Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(api(admin)
                        .post("/api/v1/people/" + worker + "/second-factor-resets", Map.of())
                        .status())
                .isEqualTo(412);
        String id = null;
        for (var reset : api(manager).get("/api/v1/approvals").json().path("secondFactors"))
            if (reset.path("person").asString().equals(worker))
                id = reset.path("id").asString();
        assertThat(id).isNotNull();
        Caller program = api(worker);
        assertThat(api(admin)
                        .post("/api/v1/approvals/second-factors/" + id, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api(manager)
                        .post("/api/v1/approvals/second-factors/" + id, Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void listsPageByCode() {
        for (int i = 0; i < 3; i++) person(Role.CASE_WORKER, ngo);
        Answer first = api(admin).get("/api/v1/people?organisation=" + ngo.code() + "&limit=2");
        assertThat(first.json().path("items").size()).isEqualTo(2);
        String next = first.json().path("next").asString();
        Answer second = api(admin).get("/api/v1/people?organisation=" + ngo.code() + "&limit=50&cursor=" + next);
        assertThat(second.json().path("items").size()).isEqualTo(4);
        assertThat(second.json().path("next").isNull()).isTrue();
        assertThat(api(admin).get("/api/v1/people?limit=0").code()).isEqualTo("form.invalid");
        assertThat(api(admin).get("/api/v1/people?nonsense=1").code()).isEqualTo("form.invalid");
    }

    @Test
    void everyMistakeInANewAccountIsToldByItsField() {
        Answer answer = api(admin)
                .post(
                        "/api/v1/people",
                        Map.of(
                                "username",
                                "O Brien",
                                "organisation",
                                ngo.code(),
                                "role",
                                "SHELTER_MANAGER",
                                "contractFrom",
                                "2015-02-30",
                                "colour",
                                "blue"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("access.username-form", "access.unit-needed", "form.date", "form.unknown-field");
        assertThat(api(admin)
                        .post("/api/v1/people", account(admin, Role.CASE_WORKER))
                        .body())
                .contains("access.name-taken");
        Visit visit = browser(admin);
        visit.get("/people/new");
        Answer page = visit.post("/people/new", "username", "<b>x", "role", "OBSERVER");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("username-error")
                .contains("&lt;b&gt;x")
                .contains("organisation-error");
    }

    /** The second person sees all of a new account, now and after the agreement ({@code trust.md G5}). */
    @Test
    void allOfANewAccountIsNewToWhoDecides() {
        String name = fresh("su").toLowerCase(Locale.ROOT);
        api(admin).post("/api/v1/people", account(name, Role.CASE_SUPERVISOR));
        Map<String, Object> early = new java.util.HashMap<>(account(fresh("sw"), Role.CASE_WORKER));
        early.put("supervisor", name);
        assertThat(api(admin).post("/api/v1/people", early).status())
                .as("a supervisor whose role waits may be named")
                .isEqualTo(201);
        Visit officer = browser(dpo);
        Matcher row = Pattern.compile("href=\"(/decisions/[0-9a-f-]+)\"[^>]*>[^<]*<span[^>]*>[^<]{0,2}: "
                        + name.toUpperCase(Locale.ROOT))
                .matcher(officer.get("/approvals?lang=fr").body());
        assertThat(row.find()).isTrue();
        assertThat(officer.get("/decisions").body()).contains(name.toUpperCase(Locale.ROOT), "Superviseur");
        String before = officer.get(row.group(1)).body();
        assertThat(before)
                .contains(ngo.code(), "Premier jour du contrat")
                .doesNotContain("ne changent pas", "ne change pas");
        Matcher role = Pattern.compile(
                        "name=\"roles\"[^>]*value=\"([0-9a-f-]{36})\"[^>]*>.{0,200}?" + name.toUpperCase(Locale.ROOT),
                        Pattern.DOTALL)
                .matcher(officer.get("/approvals").body());
        assertThat(role.find()).isTrue();
        assertThat(officer.post("/approvals").body()).contains("Cochez au moins un rôle");
        Answer agreed = officer.post("/approvals", "roles", role.group(1));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(303);
        assertThat(officer.get(agreed.location()).body())
                .contains("Secondes moitiés", name.toUpperCase(Locale.ROOT))
                .containsPattern(">[a-z2-9]{4}-[a-z2-9]{4}<");
        assertThat(officer.get(row.group(1)).body()).contains(ngo.code()).doesNotContain("ne changent pas");
        assertThat(browser(admin).get("/people/" + name).body())
                .contains("/colleagues/" + name.toUpperCase(Locale.ROOT));
    }

    @Test
    void anAccountIsMadeInThePages() {
        Visit visit = browser(admin);
        visit.get("/people/new");
        String name = fresh("sw").toLowerCase(Locale.ROOT);
        Answer nameless = visit.post(
                "/people/new",
                "username",
                name,
                "organisation",
                ngo.code(),
                "role",
                "CASE_WORKER",
                "telephone",
                "appelez");
        assertThat(nameless.status()).isEqualTo(422);
        String leader = person(Role.CASE_SUPERVISOR, ngo).toUpperCase(Locale.ROOT);
        assertThat(nameless.body()).contains("href=\"#telephone\"");
        Answer alone = visit.post(
                "/people/new",
                "username",
                name,
                "organisation",
                ngo.code(),
                "role",
                "CASE_WORKER",
                "contractFrom-day",
                "1",
                "contractFrom-month",
                "6",
                "contractFrom-year",
                "2015");
        assertThat(alone.status()).isEqualTo(422);
        assertThat(alone.body()).contains("id=\"supervisor-error\"", "Choisissez qui supervise");
        Map<String, Object> unled = new java.util.HashMap<>(account(fresh("sw"), Role.CASE_WORKER));
        unled.remove("supervisor");
        assertThat(api(admin).post("/api/v1/people", unled).body()).contains("access.supervisor-needed");
        Answer made = visit.post(
                "/people/new",
                "username",
                name,
                "organisation",
                ngo.code(),
                "role",
                "CASE_WORKER",
                "supervisor",
                leader,
                "contractFrom-day",
                "1",
                "contractFrom-month",
                "6",
                "contractFrom-year",
                "2015",
                "language",
                "en",
                "name",
                "Mariam Touré",
                "telephone",
                "+225 07 09 09 09 09");
        assertThat(made.status()).isEqualTo(200);
        assertThat(api(admin).get("/api/v1/colleagues/" + name).body()).contains("Mariam Touré", "+225 07 09 09 09 09");
        assertThat(made.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(made.body()).contains("première moitié").containsPattern(">[a-z2-9]{4}-[a-z2-9]{4}<");
        assertThat(visit.get("/people/" + name).body()).contains("Attend une approbation");
        Visit second = browser(dpo);
        Answer waiting = second.get("/approvals");
        assertThat(made.body()).contains("/people/new?role=CASE_WORKER", "/settings/first-day");
        assertThat(waiting.body()).contains(name.toUpperCase(Locale.ROOT) + ", Mariam Touré");
        assertThat(second.get("/decisions").body())
                .contains("href=\"/approvals\"", name.toUpperCase(Locale.ROOT) + ", Mariam Touré, ");
        assertThat(browser(person(Role.CASE_SUPERVISOR, ngo)).get("/decisions").body())
                .doesNotContain("href=\"/approvals\"");
        Matcher action = Pattern.compile(
                        "/decisions/[0-9a-f-]{36}(?=\">[^<]*<span[^>]*>[^<]*" + name.toUpperCase(Locale.ROOT) + ")")
                .matcher(waiting.body());
        assertThat(action.find()).isTrue();
        assertThat(visit.post(action.group() + "/verdict", "agreed", "true").status())
                .as("who gave it")
                .isEqualTo(422);
        assertThat(second.get(action.group()).body()).contains(ngo.code());
        assertThat(second.post(action.group() + "/verdict", "agreed", "true").status())
                .isEqualTo(303);
        assertThat(second.get(action.group()).body())
                .as("who calls the person, at which number")
                .contains("Mariam Touré", "+225 07 09 09 09 09")
                .containsPattern(">[a-z2-9]{4}-[a-z2-9]{4}<");
    }

    @Test
    void everyPageOfTheRegisterIsDrawn() {
        String worker = person(Role.CASE_WORKER, ngo);
        api(admin).post("/api/v1/people/" + worker + "/second-factor-resets", Map.of());
        for (String who : List.of(admin, dpo, manager)) {
            Visit visit = browser(who);
            for (String page : List.of(
                    "/people", "/people/" + worker, "/approvals", "/organisations", "/organisations/" + ngo.code()))
                for (String language : List.of("fr", "en"))
                    assertThat(visit.get(page + "?lang=" + language).status())
                            .as(who + page)
                            .isEqualTo(200);
        }
        Visit visit = browser(admin);
        assertThat(visit.get("/people?q=" + worker.substring(0, 8) + "&role=CASE_WORKER")
                        .body())
                .contains(actor(worker).code());
        assertThat(visit.get("/organisations/new").status()).isEqualTo(200);
        assertThat(visit.get("/people/nobody-here").status()).isEqualTo(404);
        assertThat(browser(dpo).get("/break-glass").status()).isEqualTo(200);
        assertThat(browser(manager).get("/break-glass").status()).isEqualTo(403);
    }

    @Test
    void aStructureEndsAndAnotherSucceedsIt() {
        Caller api = api(admin);
        String old = fresh("MIN");
        String young = fresh("MIN");
        for (String code : List.of(old, young))
            assertThat(api.post(
                                    "/api/v1/organisations",
                                    Map.of(
                                            "code",
                                            code,
                                            "label",
                                            "Ministère " + newFamilyName(),
                                            "kind",
                                            "CENTRAL_GOVERNMENT",
                                            "country",
                                            "CI"))
                            .status())
                    .isEqualTo(201);
        assertThat(api.post(
                                "/api/v1/organisations/" + old + "/end",
                                Map.of("validUntil", "2016-01-06", "successor", old))
                        .status())
                .isEqualTo(422);
        assertThat(api.post(
                                "/api/v1/organisations/" + old + "/end",
                                Map.of("validUntil", "2016-01-06", "successor", young))
                        .status())
                .isEqualTo(204);
        Answer read = api(manager).get("/api/v1/organisations/" + old);
        assertThat(read.json().path("validUntil").asString()).isEqualTo("2016-01-06");
        assertThat(read.json().path("successors").get(0).asString()).isEqualTo(young);
        assertThat(browser(manager).get("/organisations/" + old).body())
                .contains(young)
                .contains("6 janvier 2016");
    }

    private Map<String, Object> account(String name, Role role) {
        Map<String, Object> account = new java.util.HashMap<>(Map.of(
                "username", name, "organisation", ngo.code(), "role", role.name(), "contractFrom", "2015-06-01"));
        if (role == Role.CASE_WORKER) account.put("supervisor", person(Role.CASE_SUPERVISOR, ngo));
        return account;
    }
}
