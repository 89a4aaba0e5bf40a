package org.akoma.protection.shelters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.PlaceChild;
import org.akoma.protection.placement.Placement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shelter's life: opened, changed within what its children need, and closed when nobody stays there. */
class SheltersIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    private KeepShelter keep(String code, int capacity) {
        return new KeepShelter(Ids.next(), code, "CI", capacity, Shelter.SexRule.MIXED, 0, 17, null);
    }

    @Test
    void aSupervisorOpensChangesAndClosesAndNobodyElse() {
        String code = fresh("SH");
        Shelter.Location where = new Shelter.Location("Ville", null, null);
        assertThat(shelters.add(worker, keep(code, 2), ngo.code(), where)).isInstanceOf(Outcome.Forbidden.class);
        Shelter made = done(shelters.add(supervisor, keep(code, 2), ngo.code(), where));
        assertThat(refused(placements.place(worker, active(), stay(made)))).isEqualTo("cases.shelter-unconfirmed");
        assertThat(shelters.agree(supervisor, made.id())).isFalse();
        assertThat(shelters.agree(actor(person(Role.PROJECT_MANAGER, ngo)), made.id()))
                .isTrue();
        done(placements.place(worker, active(), stay(made)));
        done(placements.place(worker, active(), stay(made)));
        assertThat(refused(shelters.change(supervisor, keep(code, 1), made.version())))
                .isEqualTo("cases.shelter-too-small");
        assertThat(shelters.change(worker, keep(code, 3), made.version())).isInstanceOf(Outcome.Forbidden.class);
        Shelter bigger = changed(made, 3);
        assertThat(shelters.change(supervisor, keep(code, 4), made.version())).isInstanceOf(Outcome.Stale.class);
        assertThat(refused(shelters.close(supervisor, code, TODAY))).isEqualTo("cases.shelter-not-empty");
        Occupancy drawn =
                shelters.occupancy(supervisor, code, TODAY.minusDays(3), TODAY).orElseThrow();
        assertThat(drawn.days()).extracting(Occupancy.Day::occupied).containsExactly(0L, 0L, 0L, 2L);
        assertThat(drawn.most()).isLessThanOrEqualTo(bigger.capacity());
    }

    /** A past day was shown against the places of today. */
    @Test
    void aPastDayShowsThePlacesOfThatDay() {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(3)));
        changed(home, 5);
        assertThat(places(home.code(), "")).isEqualTo(5);
        assertThat(places(home.code(), "?asOf=" + TODAY.plusDays(3))).isEqualTo(5);
        assertThat(places(home.code(), "?asOf=" + TODAY.plusDays(2))).isEqualTo(2);
    }

    /** One opened today does not stand on a day before, nor with its places. */
    @Test
    void aShelterDoesNotStandOnADayBeforeItWasOpened() {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Caller lead = api(supervisor.username());
        assertThat(lead.get("/api/v1/shelters?asOf=" + TODAY).body()).contains(home.code());
        assertThat(lead.get("/api/v1/shelters?asOf=" + TODAY.minusDays(1)).body())
                .doesNotContain(home.code());
    }

    /** A house that one supervisor opens takes no child in before another person agreed, whatever the login; the custodian hears of it. */
    @Test
    void nobodyIsPlacedInAShelterThatOnePersonOpened() throws SQLException {
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        Shelter made = done(shelters.add(
                supervisor,
                keep(fresh("SH"), 2),
                ngo.code(),
                new Shelter.Location("Soubré", "Rue des Palmiers", null)));
        assertThat(api(custodian).get("/api/v1/notices").body()).contains("\"task\"");
        String code = active();
        String straight =
                "insert into cases.placement (id, file_id, kind, state, shelter_id, country, since, recorded_by,"
                        + " sealed) select gen_random_uuid(), f.id, 'SHELTER',"
                        + " 'CURRENT', '" + made.id() + "', 'CI', '" + TODAY
                        + "', '"
                        + worker.personId() + "', '\\x00' from cases.case_file f where f.code = '" + code + "'";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("cases.shelter-unconfirmed");
        String mine = "update cases.shelter set made_by = null where id = '" + made.id() + "'";
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), mine))
                .hasMessageContaining("permission denied");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/placement/new")
                        .body())
                .doesNotContain(made.code());
        String waiting = decisionAbout("SHELTER", made.id());
        assertThat(browser(custodian).get("/decisions?lang=fr").body())
                .containsPattern("(?s)/decisions/" + waiting + ".*?Un enfant n’a pas de place pour la nuit");
        assertThat(SqlAs.number(worker, clock.instant(), "select cases.child_without_place()::int"))
                .as("who does not decide about shelters")
                .isZero();
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(403);
        assertThat(browser(custodian).get("/decisions/" + waiting + "?lang=fr").body())
                .contains("Soubré", "Rue des Palmiers", ngo.code())
                .doesNotContain("??");
        assertThat(api(custodian)
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        done(placements.place(worker, code, stay(made)));
    }

    /** Places and rules are changed by the project manager's agreement alone. */
    @Test
    void placesAndRulesAreChangedByTwo() throws SQLException {
        Shelter home = shelter(2, Shelter.SexRule.GIRLS_ONLY);
        assertThat(done(shelters.change(supervisor, keep(home.code(), 40), home.version()))
                        .capacity())
                .isEqualTo(2);
        String straight =
                "update cases.shelter set sex_rule = 'MIXED', version = version + 1 where id = '" + home.id() + "'";
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), straight))
                .hasMessageContaining("cases.shelter-not-decided");
        String manager = person(Role.PROJECT_MANAGER, ngo);
        String waiting = decisionAbout("SHELTER_CHANGE", home.id());
        assertThat(browser(manager).get("/decisions/" + waiting + "?lang=fr").body())
                .contains("40", home.code())
                .doesNotContain("??");
        String more = "do $$ begin perform access.decide('" + waiting + "', true, null);"
                + " update cases.shelter set capacity = 90, version = version + 1 where id = '" + home.id()
                + "'; end $$";
        assertThatThrownBy(() -> SqlAs.change(actor(manager), clock.instant(), more))
                .hasMessageContaining("access.not-as-agreed");
        assertThat(api(manager)
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(places(home.code(), "")).isEqualTo(40);
    }

    /** A request that does not open holds nobody up: the project manager refuses it, and another one is asked. */
    @Test
    void whatDoesNotOpenIsRefused() throws SQLException {
        Shelter home = shelter(2, Shelter.SexRule.GIRLS_ONLY);
        UUID id = Ids.next();
        String ask = "do $$ begin perform access.propose('" + id + "', 'SHELTER_CHANGE', null, '" + home.id() + "', "
                + home.version() + ", '{}', null, %s); perform access.propose_record('" + id
                + "', '{\"capacity\": 40}'); end $$";
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), ask.formatted("null")))
                .hasMessageContaining("access.nothing-proposed");
        SqlAs.change(supervisor, clock.instant(), ask.formatted("'\\x00'"));
        Caller manager = api(person(Role.PROJECT_MANAGER, ngo));
        assertThat(manager.get("/api/v1/decisions/" + id).status()).isEqualTo(200);
        String verdict = "/api/v1/decisions/" + id + "/verdict";
        assertThat(manager.post(verdict, Map.of("agreed", true)).status()).isEqualTo(422);
        Answer refused = manager.post(verdict, Map.of("agreed", false, "reason", "Illisible"));
        assertThat(refused.status()).as(refused.body()).isEqualTo(200);
        assertThat(changed(home, 40).capacity()).isEqualTo(40);
    }

    private static String decisionAbout(String kind, UUID subject) {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery("select id from access.decision where kind = '" + kind
                        + "' and state = 'WAITING' and subject = '" + subject + "'")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As asked for by the supervisor and agreed to by the project manager. */
    private Shelter changed(Shelter before, int capacity) {
        done(shelters.change(supervisor, keep(before.code(), capacity), before.version()));
        String manager = person(Role.PROJECT_MANAGER, ngo);
        assertThat(api(manager)
                        .post(
                                "/api/v1/decisions/" + decisionAbout("SHELTER_CHANGE", before.id()) + "/verdict",
                                Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        return shelters.find(supervisor, before.code()).orElseThrow();
    }

    private int places(String code, String asOf) {
        return api(supervisor.username())
                .get("/api/v1/shelters" + asOf)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow()
                .path("capacity")
                .asInt();
    }

    @Test
    void aClosedShelterTakesNobody() {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        done(shelters.close(supervisor, home.code(), TODAY));
        assertThat(refused(placements.place(worker, active(), stay(home)))).isEqualTo("cases.shelter-closed");
    }

    @Test
    void theirPagesAreWholeAndAShelterManagerFindsTheirsAlone() {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Shelter other = shelter(2, Shelter.SexRule.MIXED);
        String code = active();
        done(placements.place(worker, code, stay(home)));
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        for (String lang : new String[] {"fr", "en"}) {
            Visit boss = browser(supervisor.username());
            for (String page : new String[] {"/shelters", "/shelters/new", "/shelters/" + home.code()})
                isWhole(page, boss.get(page + "?lang=" + lang));
            isWhole("own", browser(manager).get("/shelters/" + home.code() + "?lang=" + lang));
        }
        Visit boss = browser(supervisor.username());
        boss.get("/shelters/new");
        Answer wrong = boss.post("/shelters/new", "code", "SH-X");
        assertThat(wrong.status()).isEqualTo(422);
        isWhole("wrong", wrong);
        assertThat(browser(manager).get("/shelters/" + other.code()).status()).isEqualTo(404);
        assertThat(browser(manager).get("/shelters/new").status()).isEqualTo(404);
        assertThat(api(manager)
                        .post("/api/v1/shelters/" + home.code() + "/closing", Map.of("closedOn", "2015-12-31"))
                        .status())
                .isEqualTo(403);
        // how the case stands is not theirs: no column, no filter
        Answer list = browser(manager).get("/cases?lang=fr");
        assertThat(list.body()).contains(code).doesNotContain("À évaluer", "name=\"risk\"", "Risque");
        assertThat(api(manager).get("/api/v1/cases?risk=MEDIUM").status()).isEqualTo(403);
    }

    /** A link to a page that the reader does not open is a link to nothing. */
    @Test
    void onlyWhoOpensTheListOfSheltersIsLedToIt() {
        Shelter made = done(
                shelters.add(supervisor, keep(fresh("SH"), 2), ngo.code(), new Shelter.Location("Ville", null, null)));
        for (Role role : List.of(Role.PROJECT_MANAGER, Role.DATA_PROTECTION_OFFICER)) {
            Visit reader = browser(person(role, ngo));
            String page = reader.get("/decisions/of/" + made.id() + "?lang=fr").location();
            String shown = reader.get(page).body();
            assertThat(shown).contains("au lieu indiqué");
            assertThat(shown.contains(">Ouvrir la page<")).isEqualTo(role == Role.PROJECT_MANAGER);
            assertThat(shown.contains("href=\"/shelters\">Ouvrir"))
                    .isEqualTo(reader.get("/shelters").status() == 200);
        }
    }

    private String found(String who, String words) {
        org.akoma.Visit visit = browser(who);
        visit.get("/search");
        return visit.get(visit.post("/search", "q", words).location()).body();
    }

    /** Who only counts, and the disk, read codes; who places children reads the name, which two people changed. */
    @Test
    void theNameIsForThoseWhoPlaceChildrenAndChangesByTwo() throws SQLException {
        String called = newFamilyName();
        Map<String, Object> wanted = new java.util.HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "code",
                fresh("SH"),
                "name",
                "Foyer de Soubré",
                "organisation",
                ngo.code(),
                "country",
                "CI",
                "capacity",
                4,
                "sexRule",
                "MIXED",
                "leastAge",
                0,
                "mostAge",
                17,
                "town",
                "Soubre"));
        Caller lead = api(supervisor.username());
        assertThat(lead.post("/api/v1/shelters", wanted).body()).contains("cases.shelter-name-place");
        wanted.put("name", "Maison " + called);
        Answer made = lead.post("/api/v1/shelters", wanted);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Shelter home =
                shelters.find(supervisor, String.valueOf(wanted.get("code"))).orElseThrow();
        assertThat(browser(person(Role.PROJECT_MANAGER, ngo)).get("/shelters").body())
                .contains(home.code())
                .doesNotContain(called);
        agreeTo(home.id());
        assertThat(browser(worker.username()).get("/shelters").body())
                .contains("Maison " + called + " (" + home.code() + ")");
        assertThat(found(worker.username(), called)).contains(home.code());
        assertThat(found(person(Role.PROJECT_MANAGER, ngo), called)).doesNotContain(home.code());
        String code = active();
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/placement")
                        .body())
                .contains("Maison " + called);
        done(placements.place(worker, code, stay(home)));
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/placement")
                        .body())
                .contains("Maison " + called);
        String straight = "update cases.shelter set name = code, version = version + 1 where id = '" + home.id() + "'";
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), straight))
                .hasMessageContaining("cases.shelter-not-decided");
        String other = newFamilyName();
        done(shelters.change(
                supervisor,
                new KeepShelter(Ids.next(), home.code(), "CI", 4, Shelter.SexRule.MIXED, 0, 17, "Maison " + other),
                home.version()));
        String waiting = "/decisions/" + decisionAbout("SHELTER_CHANGE", home.id());
        String manager = person(Role.PROJECT_MANAGER, ngo);
        assertThat(browser(manager).get(waiting + "?lang=fr").body())
                .contains(called, other)
                .doesNotContain("??");
        assertThat(api(manager)
                        .post("/api/v1" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(changed(shelters.find(supervisor, home.code()).orElseThrow(), 5)
                        .name())
                .as("a change without a name keeps it")
                .isEqualTo("Maison " + other);
        assertThat(lead.get("/api/v1/shelters/file").body())
                .contains(home.code())
                .doesNotContain(called, other);
    }

    /** The form offered the police and the structure of the house itself. */
    @Test
    void thePoliceRunNoShelter() {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT, "CI");
        Shelter.Location where = new Shelter.Location("Ville", null, null);
        assertThat(refused(shelters.add(supervisor, keep(fresh("SH"), 2), police.code(), where)))
                .isEqualTo("cases.shelter-runner");
        String straight =
                "insert into cases.shelter (id, code, code_token, organisation_id, country, capacity, sex_rule)"
                        + " select gen_random_uuid(), s.code, sha256('" + fresh("SH") + "'), '" + police.id()
                        + "', 'CI', 4, 'MIXED' from cases.shelter s where s.id = '"
                        + shelter(1, Shelter.SexRule.MIXED).id() + "'";
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), straight))
                .hasMessageContaining("cases.shelter-runner");
        assertThat(browser(supervisor.username()).get("/shelters/new").body())
                .contains("value=\"" + ngo.code() + "\"")
                .doesNotContain(police.code(), "value=\"HOST\"");
    }

    @Test
    void aStayInGhanaAsksForACareOrderUntilThereIsOne() {
        Organisation ghana = structure(Organisation.Kind.NGO, "GH");
        Actor above = actor(person(Role.CASE_SUPERVISOR, ghana));
        Actor there = actor(person(Role.CASE_WORKER, ghana, null, above.personId()));
        String code =
                ((OpenCase.Result.Opened) cases.open(there, ghanaian())).file().code();
        Shelter home = new Shelter(
                Ids.next(),
                fresh("SH"),
                ghana.id(),
                "GH",
                4,
                Shelter.SexRule.MIXED,
                6,
                17,
                0,
                true,
                null,
                true,
                1,
                null);
        assertThat(shelters.open(above, home, new Shelter.Location("Tema", "Community 1", null)))
                .isTrue();
        agreeTo(home.id());
        done(placements.place(
                there,
                code,
                new PlaceChild(
                        Ids.next(),
                        Placement.Kind.SHELTER,
                        home.code(),
                        "CI",
                        TODAY,
                        null,
                        null,
                        new Placement.SealedText(null, null, null, null))));
        assertThat(due(there)).contains(TODAY.plusDays(6).toString());
        assertThat(refused(placements.order(there, code, TODAY))).isEqualTo("cases.care-order-document");
        ordered(code, TODAY);
        assertThat(due(there)).isEmpty();
    }

    private static OpenCase ghanaian() {
        return new OpenCase(
                Ids.next(),
                null,
                null,
                "F",
                12,
                false,
                "GH",
                "GH",
                "COCOA",
                null,
                CaseFile.VictimStatus.CONFIRMED_VICTIM,
                null,
                Identity.alias("Baobab"),
                null,
                null);
    }

    private java.util.List<String> due(Actor there) {
        return transactions.as(
                there,
                () -> jdbc.sql("select due_on::text from cases.due_care_order where worker_id = :me")
                        .param("me", there.personId())
                        .query(String.class)
                        .list());
    }

    private static void isWhole(String page, Answer answer) {
        assertThat(answer.status()).as(page).isIn(200, 422);
        assertThat(answer.body()).as(page).doesNotContain("th:", "…</", "??").contains("</html>");
    }
}
