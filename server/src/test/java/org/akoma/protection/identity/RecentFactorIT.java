package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.signin.GuardedHouseIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Before what is masked is shown, who has a second factor shows it again once in half an hour: at an open browser nobody else reads a child's name. */
class RecentFactorIT extends GuardedHouseIT {

    private static final Pattern SECRET = Pattern.compile("class=\"key\">([A-Z2-7 ]{39})<");
    private static final String ASKED = "Encore votre code";
    private static final long LATER = 31 * 60;

    @Autowired
    private Cases cases;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    private String worker;
    private String secret;
    private String file;
    private Visit open;

    @BeforeEach
    void aWorkerWithASecondFactorAndAFile() {
        // it runs on between classes, and a code of a later moment would make the next one count as used
        clock.moveTo(MORNING);
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Visit first = browser(worker);
        first.post("/welcome/second-factor/password", "before", PASSWORD);
        Matcher found = SECRET.matcher(first.get("/welcome").body());
        assertThat(found.find()).isTrue();
        secret = found.group(1).replace(" ", "");
        assertThat(first.post("/welcome/second-factor", "code", codeOf(secret, 0))
                        .status())
                .isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(300));
        open = browser();
        assertThat(open.signIn(worker, PASSWORD, "code", codeOf(secret, 0)).status())
                .isEqualTo(303);
        var opened =
                (OpenCase.Result.Opened) cases.open(actor(worker), FilePagesIT.opening(Ids.next(), "Rosée-du-matin"));
        file = "/cases/" + opened.file().code();
    }

    private String alias(String... fields) {
        return open.post(file + "/reveal/alias", fields).body();
    }

    @Test
    void anAliasIsShownAfterTheSignInAndLaterWithTheCode() {
        assertThat(alias()).contains("Rosée-du-matin");
        clock.moveTo(MORNING.plusSeconds(300 + LATER));
        assertThat(alias()).contains(ASKED).doesNotContain("Rosée-du-matin");
        assertThat(open.post(file + "/reveal/alias", "secondFactor", "000000").status())
                .isEqualTo(422);
        assertThat(alias("secondFactor", "")).contains(ASKED, "error").doesNotContain("Rosée-du-matin");
        assertThat(alias("secondFactor", codeOf(secret, 0))).contains("Rosée-du-matin");
        assertThat(alias()).as("for half an hour").contains("Rosée-du-matin");
        clock.moveTo(MORNING.plusSeconds(300 + 2 * LATER));
        assertThat(alias()).contains(ASKED).doesNotContain("Rosée-du-matin");
    }

    @Test
    void aPageToReadIsReachedAfterTheCode() {
        clock.moveTo(MORNING.plusSeconds(300 + LATER));
        String edit = file + "/identity/edit";
        assertThat(open.get(edit).body())
                .contains(ASKED, "name=\"to\" value=\"" + edit + "\"")
                .doesNotContain("Rosée-du-matin");
        assertThat(open.post("/account/again", "to", edit, "secondFactor", "000000")
                        .status())
                .isEqualTo(422);
        assertThat(open.post("/account/again", "to", edit, "secondFactor", codeOf(secret, 0))
                        .location())
                .endsWith(edit);
        assertThat(open.get(edit).body()).contains("Rosée-du-matin");
        for (String elsewhere :
                new String[] {"https://example.org", "//example.org", "/cases/../settings", "/sign-out"})
            assertThat(open.post("/account/again", "to", elsewhere, "secondFactor", codeOf(secret, 1))
                            .location())
                    .as(elsewhere)
                    .endsWith("/account");
    }

    @Test
    void aProgramGetsAStableCodeAndShowsTheFactor() {
        clock.moveTo(MORNING.plusSeconds(400));
        Caller program = token(0);
        String identity = "/api/v1" + file + "/identity";
        assertThat(program.get(identity).status()).isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(400 + LATER));
        Answer asked = program.get(identity);
        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.code()).isEqualTo("access.factor-again");
        assertThat(asked.body()).contains("30 minutes").doesNotContain("Rosée");
        for (String other : new String[] {"/family", "/guardians", "/origin/record", "/packages/left-out"})
            assertThat(program.get("/api/v1" + file + other).code()).as(other).isEqualTo("access.factor-again");
        for (String page : new String[] {"/family/edit", "/received-record", "/packages/preview"})
            assertThat(open.get(file + page).body()).as(page).contains(ASKED);
        String here = "/api/v1/account/second-factor";
        assertThat(program.post(here, Map.of()).body()).contains("access.factor-needed");
        assertThat(program.post(here, Map.of("secondFactor", "000000")).body()).contains("access.wrong-factor");
        assertThat(program.post(here, Map.of("secondFactor", codeOf(secret, 0))).status())
                .isEqualTo(204);
        assertThat(program.get(identity).status()).isEqualTo(200);
        assertThat(alias()).as("another session of the same person").contains(ASKED);
    }

    /** Else who sits down within five minutes agrees to something in the name of who only read a name. */
    @Test
    void whatIsShownForAReadingPermitsNoAct() throws SQLException {
        clock.moveTo(MORNING.plusSeconds(300 + LATER));
        assertThat(alias("secondFactor", codeOf(secret, 0))).contains("Rosée-du-matin");
        assertThat(shownForAnAct()).isFalse();
    }

    private boolean shownForAnAct() throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.prepareStatement("select exists (select from access.credential c"
                        + " where c.person_id = ? and c.totp_shown_at is not null)")) {
            ask.setObject(1, actor(worker).personId());
            try (var row = ask.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Test
    void theScriptOfAMaskedValueGetsNoPage() {
        clock.moveTo(MORNING.plusSeconds(300 + LATER));
        Answer asked = Caller.fetch(
                HttpRequest.newBuilder(java.net.URI.create("http://localhost:" + port + file + "/reveal/alias"))
                        .header("X-Reveal", "fragment")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", cookies())
                        .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + open.csrf()))
                        .build());
        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.body()).doesNotContain("Rosée-du-matin");
    }

    private String cookies() {
        return open.cookies().entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(java.util.stream.Collectors.joining("; "));
    }

    /** A form that says it was opened before somebody else wrote is answered with the stored values: that is a reading. */
    @Test
    void aFormOfAnEarlierVersionShowsNothingWithoutTheCode() throws SQLException {
        clock.moveTo(MORNING.plusSeconds(400));
        Caller program = token(0);
        Map<String, Object> family =
                Map.of("role", "UNAWARE", "caregivers", "Mariam", "address", "Derriere la mosquee");
        assertThat(program.put("/api/v1" + file + "/family", family, "\"0\"").status())
                .isEqualTo(200);
        Answer placed = program.post(
                "/api/v1" + file + "/placements",
                Map.of(
                        "id", Ids.next(),
                        "kind", "FOSTER_FAMILY",
                        "country", "CI",
                        "since", "2015-11-16",
                        "reason", "BETTER_SUITED",
                        "address", "Derriere la mosquee",
                        "withWhom", "Mariam"));
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        String home = "/placement/" + placed.json().path("id").asString() + "/home";
        clock.moveTo(MORNING.plusSeconds(400 + LATER));
        long entries = readings();
        for (String form : new String[] {"/family/edit", "/identity/edit", home})
            for (String version : new String[] {"0", "1", ""})
                assertThat(open.post(
                                        file + form,
                                        "version",
                                        version,
                                        "role",
                                        "UNAWARE",
                                        "address",
                                        "Q",
                                        "givenNames",
                                        "Q")
                                .body())
                        .as(form + " " + version)
                        .contains(ASKED)
                        .doesNotContain("mosquee", "Rosée");
        assertThat(open.get(file + home).body()).contains(ASKED).doesNotContain("mosquee");
        assertThat(program.put(
                                "/api/v1" + file + home.replace("placement/", "placements/"),
                                Map.of("address", "Q"),
                                "\"0\"")
                        .code())
                .isEqualTo("access.factor-again");
        assertThat(readings()).isEqualTo(entries);
        assertThat(open.post(
                                file + "/family/edit",
                                "version",
                                "0",
                                "role",
                                "UNAWARE",
                                "caregivers",
                                "Mariam et Salif",
                                "secondFactor",
                                codeOf(secret, 0))
                        .body())
                .as("what was typed is there after the code")
                .contains("mosquee", "Mariam et Salif");
        assertThat(readings()).as("and the reading is in the journal").isEqualTo(entries + 1);
    }

    private long readings() throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.prepareStatement(
                        "select count(*) from journal.entry e join cases.case_file f on f.id = e.chain"
                                + " where f.code = ? and e.act in ('cases.family-read', 'cases.identity-revealed', 'cases.address-revealed')")) {
            ask.setString(1, file.substring("/cases/".length()));
            try (var row = ask.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** A list of several values, such as languages, is brought whole over the question for the code. */
    @Test
    void theQuestionForTheCodeKeepsAllThatWasTyped() {
        clock.moveTo(MORNING.plusSeconds(300 + LATER));
        assertThat(open.post(
                                file + "/identity/edit",
                                "version",
                                "1",
                                "languages",
                                "fr",
                                "languages",
                                "mos",
                                "alias",
                                "Petit-jour")
                        .body())
                .contains(ASKED, "value=\"fr\"", "value=\"mos\"", "Petit-jour");
    }

    @Test
    void everyAddressThatShowsWhatIsMaskedAsks() {
        Pattern masked = Pattern.compile(
                ".*/(reveal(/.*)?|payee|former/.*|identity/edit|family/edit|placements?/\\{id\\}/home)");
        handlers.getHandlerMethods().forEach((mapping, handler) -> {
            if (mapping.getPatternValues().stream()
                    .anyMatch(path -> masked.matcher(path).matches()))
                assertThat(handler.getMethod().isAnnotationPresent(RecentFactor.class))
                        .as(mapping.toString())
                        .isTrue();
        });
    }

    private Caller token(int steps) {
        Answer made = nobody().post(
                        "/api/v1/tokens",
                        Map.of("username", worker, "password", PASSWORD, "code", codeOf(secret, steps)));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return nobody().withToken(made.json().path("token").asString());
    }
}
