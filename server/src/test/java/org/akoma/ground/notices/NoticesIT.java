package org.akoma.ground.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.akoma.LoginSql;
import org.akoma.Time;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.RestoredCopy;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The doorbell on a real PostgreSQL, a real mail server and a real gateway: one ring, one notice, and nothing said. */
class NoticesIT extends DoorbellHouse {

    @org.springframework.beans.factory.annotation.Autowired
    private Live live;

    private Actor rings;
    private Actor rung;

    @BeforeEach
    void settle() {
        Organisation house = structure(Organisation.Kind.NGO);
        rings = actor(person(Role.CASE_SUPERVISOR, house));
        rung = actor(person(Role.CASE_WORKER, house));
    }

    private void ring(String kind) {
        transactions.doAs(rings, () -> events.publishEvent(new Notification(Set.of(rung.personId()), kind)));
    }

    private Choice byMail() {
        return new Choice(
                Choice.Rhythm.AT_ONCE, LocalTime.of(7, 0), null, null, true, rung.username() + "@ngo.example", null);
    }

    private String outboxState() throws Exception {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var rows = owner.createStatement()
                        .executeQuery(
                                "select string_agg(state || ' ' || tries, ',' order by due_at) from notices.outbox where person_id = '"
                                        + rung.personId() + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void oneLooksAtOnesOwnBellAlone() {
        ring(Notification.TASK);
        ring(Notification.MESSAGE);
        assertThat(notices.unread(rung)).isEqualTo(2);
        assertThat(notices.unread(rings)).isZero();
        assertThat(api(rings.username()).get("/api/v1/notices").json().path("items"))
                .isEmpty();
        assertThat(api(rung.username())
                        .get("/api/v1/notices?limit=1")
                        .json()
                        .path("next")
                        .asString())
                .contains("_");
        assertThat(api(rung.username())
                        .post("/api/v1/notices/read", Map.of())
                        .json()
                        .path("read")
                        .asInt())
                .isEqualTo(2);
        assertThat(notices.unread(rung)).isZero();
    }

    /** What became of whose account, on the page of who is rung alone; several rings about one account are one thing to look at. */
    @Test
    void aRingAboutAnAccountNamesIt() throws Exception {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER)));
        for (String what : List.of("PASSWORD", "SESSIONS"))
            TestDatabase.ownerDoes("insert into notices.bell (id, person_id, kind, rung_at, what, target) values"
                    + " (gen_random_uuid(), '" + officer.personId() + "', 'account', '" + clock.instant() + "', '"
                    + what + "', '" + rung.personId() + "')");
        String page = browser(officer.username()).get("/notices").body();
        assertThat(page).contains("Mot de passe à usage unique", "Connexions fermées");
        assertThat(page).contains("href=\"/people/" + rung.username() + "\"", "Un changement d’accès");
        assertThat(browser(rings.username()).get("/notices").body()).doesNotContain("usage unique");
        assertThatThrownBy(() -> LoginSql.answer(
                        rings,
                        clock.instant(),
                        "insert into notices.bell (id, person_id, kind, rung_at, what, target) values (gen_random_uuid(), '"
                                + rung.personId() + "', 'account', access.moment(), 'PASSWORD', '" + rung.personId()
                                + "') returning 1"))
                .as("no login says so itself")
                .hasMessageContaining("permission denied");
    }

    /** The first page says what rang since one came before, danger first, to oneself alone; who came once has no before. */
    @Test
    void theFirstPageSaysWhatRangSinceOneCameBefore() {
        assertThat(later(rung).get("/?lang=fr").body()).doesNotContain("card-changed");
        clock.moveTo(clock.instant().plusSeconds(60));
        ring(Notification.TASK);
        ring(Notification.TASK);
        ring(Notification.ALERT);
        String home = later(rung).get("/?lang=fr").body();
        int at = home.indexOf("aria-labelledby=\"card-changed\"");
        String card = home.substring(at, home.indexOf("</section>", at));
        assertThat(card).containsSubsequence("1 alerte", "2 tâches nouvelles").contains("href=\"/tasks\"");
        assertThat(api(rung.username()).get("/").body())
                .as("a program that reads is no visit")
                .contains("card-changed");
        assertThat(later(rings).get("/").body() + later(rings).get("/").body()).doesNotContain("card-changed");
        assertThat(later(rung).get("/").body()).as("it was said once").doesNotContain("card-changed");
    }

    /** A trial restore beside the house that works: its people are the same, and so is its mail server. */
    @Test
    void aRestoredCopySendsNothing() throws MessagingException {
        RestoredCopy copy = RestoredCopy.of(Optional.of(new RestoredCopy.Mark(MORNING, MORNING)));
        Mail restored = mailer(mail.getSmtp().getPort(), copy);
        notices.choose(
                rung, new Choice(Choice.Rhythm.AT_ONCE, LocalTime.NOON, null, null, true, "rung@example.org", null));
        ring(Notification.ALERT);
        clock.moveTo(MORNING.plus(Duration.ofMinutes(5)));
        house(restored).pass();
        assertThat(trial(restored).send(rung)).isEqualTo(TrialNotice.Outcome.NOT_READY);
        assertThat(restored.send(new OutgoingNotice(org.akoma.Ids.next(), Sender.EMAIL, "a@example.org", "fr", 1, 1)))
                .isNotEqualTo(Sender.Outcome.SENT);
        Gateway gateway = new Gateway(
                text,
                JsonMapper.shared(),
                copy,
                "http://127.0.0.1:" + mail.getSmtp().getPort(),
                "secret");
        assertThat(gateway.isReady()).isFalse();
        assertThat(arrived()).isEmpty();
        house(mailer()).pass();
        assertThat(arrivedTo("rung@example.org"))
                .as("made live, it sends what waits")
                .hasSize(1);
    }

    /** People of other tests may have rings that wait too. */
    private List<MimeMessage> arrivedTo(String address) throws MessagingException {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage one : arrived())
            if (List.of(one.getAllRecipients()).toString().contains(address)) found.add(one);
        return found;
    }

    private Visit later(Actor who) {
        clock.moveTo(clock.instant().plusSeconds(60));
        return browser(who.username());
    }

    /** Who has no list of tasks is led to the home page, where what waits for them is. */
    @Test
    void theBellOfATaskLeadsToAPageThatOpens() {
        for (org.akoma.ground.access.Role role : List.of(
                org.akoma.ground.access.Role.DATA_PROTECTION_OFFICER,
                org.akoma.ground.access.Role.SYSTEM_ADMINISTRATOR,
                org.akoma.ground.access.Role.CASE_SUPERVISOR)) {
            var visit = browser(person(role, structure(org.akoma.ground.access.Organisation.Kind.NGO)));
            String place =
                    visit.post("/notices/read", "kind", Notification.TASK).location();
            assertThat(place)
                    .isEqualTo(
                            switch (role) {
                                case CASE_SUPERVISOR -> "/tasks";
                                case SYSTEM_ADMINISTRATOR -> "/decisions"; // what became of their requests
                                default -> "/";
                            });
            assertThat(visit.get(place).status()).as(role.name()).isEqualTo(200);
        }
    }

    /** What was decided meanwhile is counted no more; and what concerns accounts is no alert and leads to no empty list of alerts. */
    @Test
    void whatIsDecidedWaitsNoLonger() {
        ring(Notification.DECISION);
        assertThat(notices.unread(rung)).isZero();
        assertThat(notices.waiting(rung)).isEmpty();
        ring(Notification.ACCOUNT);
        assertThat(notices.unread(rung)).isEqualTo(1);
        var visit = browser(rung.username());
        assertThat(visit.get("/notices").body()).contains("à connaître").doesNotContain("alerte attend");
        String place = visit.post("/notices/read", "kind", Notification.ACCOUNT).location();
        assertThat(visit.get(place).status()).as(place).isEqualTo(200);
    }

    /** A ring of a task that nobody opened for a month is over: the list has what is still to do. An alert is not. */
    @Test
    void anOldRingOfATaskWaitsNoLonger() {
        ring(Notification.TASK);
        ring(Notification.ALERT);
        assertThat(notices.unread(rung)).isEqualTo(2);
        clock.moveTo(clock.instant().plus(java.time.Duration.ofDays(31)));
        assertThat(notices.unread(rung)).isEqualTo(1);
        assertThat(notices.waiting(rung))
                .singleElement()
                .matches(one -> one.kind().equals(Notification.ALERT));
        assertThat(browser(rung.username()).get("/notices?lang=fr").body())
                .contains("N’est plus en attente", "Pas encore vu");
    }

    @Test
    void straightSqlOnAnyLoginShowsNobodysBell() throws Exception {
        ring(Notification.TASK);
        for (Compartment login : List.of(Compartment.PROTECTION, Compartment.ENFORCEMENT, Compartment.CUSTODY)) {
            try (var connection = TestDatabase.connectAs(login.login());
                    var rows = connection.createStatement().executeQuery("select count(*) from notices.bell")) {
                rows.next();
                assertThat(rows.getInt(1)).as(login.name()).isZero();
            }
            try (var connection = TestDatabase.connectAs(login.login())) {
                assertThatThrownBy(() -> connection.createStatement().executeQuery("select * from notices.outbox"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    /** Who rang the counts of days to come would keep the true ones silent: the house's round alone does. */
    @Test
    void nobodyRingsTheDaysCountOfAnother() throws Exception {
        String count =
                "insert into notices.bell (id, person_id, kind, rung_at, things, of_day) values (gen_random_uuid(), '"
                        + rung.personId() + "', 'due', access.moment(), 1, date '2015-11-16' + %d)";
        String asked = "select notices.ring_of_day('" + rung.personId() + "', 1, '2015-11-16', access.moment())";
        Actor administrator = actor(person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO)));
        for (Actor who : List.of(rings, administrator)) {
            for (int day : new int[] {0, 1, 365})
                assertThat(LoginSql.refusal(who, clock.instant(), count.formatted(day)))
                        .contains("permission denied");
            assertThat(LoginSql.refusal(who, clock.instant(), asked))
                    .containsAnyOf("permission denied", "told-by-the-house");
        }
    }

    /** Nobody silences a bell, own or not, nor reads which record it is about, nor rings one that is over already. */
    @Test
    void nobodyEndsARing() throws Exception {
        ring(Notification.ALERT);
        String added = "insert into notices.bell (id, person_id, kind, rung_at, %s) values (gen_random_uuid(), '"
                + rung.personId() + "', 'alert', access.moment(), %s)";
        for (Actor who : List.of(rung, rings)) {
            for (String statement : List.of(
                    "update notices.bell set over_at = access.moment()",
                    "update notices.bell set about = null",
                    "select about from notices.bell",
                    "delete from notices.bell",
                    "select notices.end_rings(gen_random_uuid(), '{alert}', '{}')",
                    added.formatted("over_at", "access.moment()")))
                assertThat(LoginSql.refusal(who, clock.instant(), statement))
                        .as(statement)
                        .contains("permission denied");
        }
        assertThat(notices.unread(rung)).isEqualTo(1);
    }

    /** The login of the house's outbox takes nothing out of it, sends nothing twice, and puts nothing off for ever. */
    @Test
    void nobodyEmptiesTheOutbox() throws Exception {
        String waiting =
                "insert into notices.outbox (id, person_id, channel, state, due_at) values (gen_random_uuid(), '"
                        + rung.personId() + "', 'EMAIL', '%s', now())";
        try (var house = TestDatabase.connectAs(Compartment.ADMINISTRATION.login());
                var ask = house.createStatement()) {
            house.setAutoCommit(false);
            ask.execute(waiting.formatted("WAITING"));
            for (String statement : List.of(
                    "delete from notices.outbox",
                    "truncate notices.outbox",
                    "update notices.outbox set person_id = gen_random_uuid()",
                    "update notices.outbox set state = 'SENT', ended_at = now()",
                    "update notices.outbox set due_at = due_at + interval '1 day'",
                    waiting.formatted("SENT"))) {
                var before = house.setSavepoint();
                assertThatThrownBy(() -> ask.execute(statement))
                        .as(statement)
                        .hasMessageMatching("(?s).*(permission denied|notices.one-way).*");
                house.rollback(before);
            }
            house.rollback();
        }
    }

    @Test
    void whatIsUndoneRingsNobodyAndWhatIsRetoldNeither() {
        assertThatThrownBy(() -> transactions.doAs(rings, () -> {
                    events.publishEvent(new Notification(Set.of(rung.personId()), Notification.TASK));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        Time.retell(MORNING.minus(Duration.ofDays(90)), () -> {
            ring(Notification.TASK);
            return true;
        });
        assertThat(notices.unread(rung)).isZero();
    }

    /** A letter to oneself and nobody else, once a minute; where the server does not answer, the page says so and the administrators are rung. */
    @Test
    void aTrialSaysWhatBecameOfIt() {
        Actor mends = actor(person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO)));
        assertThat(trial(mailer()).send(rung)).isEqualTo(TrialNotice.Outcome.NO_ADDRESS);
        notices.choose(rung, byMail());
        TrialNotice works = trial(mailer());
        assertThat(works.send(rung)).isEqualTo(TrialNotice.Outcome.SENT);
        assertThat(works.send(rung)).isEqualTo(TrialNotice.Outcome.TOO_SOON);
        assertThat(arrived()).singleElement().satisfies(letter -> {
            assertThat(letter.getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly(rung.username() + "@ngo.example");
            assertThat(letter.getContent().toString()).contains("Akoma").doesNotContain(rung.code());
        });
        assertThat(notices.unread(mends)).isZero();
        assertThat(trial(mailer(1)).send(rung)).isEqualTo(TrialNotice.Outcome.NOT_REACHED);
        assertThat(notices.unread(mends)).isEqualTo(1);
        assertThat(trial().send(rung)).isEqualTo(TrialNotice.Outcome.NOT_READY);
        assertThat(api(rung.username())
                        .post("/api/v1/notices/trial", Map.of())
                        .json()
                        .path("outcome")
                        .asString())
                .isEqualTo("NOT_READY");
        var page = browser(rung.username()).post("/notices/choices/trial");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("pas encore de serveur", rung.username() + "@ngo.example")
                .doesNotContain("??");
    }

    private TrialNotice trial(Sender... senders) {
        return new TrialNotice(notices, bells, transactions, journal, List.of(senders), clock);
    }

    @Test
    void aBurstIsOneLetterThatSaysNothing() throws Exception {
        notices.choose(rung, byMail());
        for (int i = 0; i < 20; i++) ring(i % 2 == 0 ? Notification.MESSAGE : Notification.REFERRAL);
        Outbox house = house(mailer());
        house.pass();
        house.pass();
        assertThat(arrived()).singleElement().satisfies(letter -> {
            assertThat(letter.getSubject()).isEqualTo("Akoma");
            assertThat(letter.getContent().toString().strip()).isEqualTo("20 choses vous attendent dans Akoma.");
            assertThat(letter.getAllRecipients()[0].toString()).isEqualTo(rung.username() + "@ngo.example");
        });
        assertThat(outboxState()).isEqualTo("SENT 1");
    }

    @Test
    void whatWasSeenInTheMeantimeIsNotSent() throws Exception {
        notices.choose(rung, byMail());
        ring(Notification.TASK);
        notices.read(rung, null);
        house(mailer()).pass();
        assertThat(arrived()).isEmpty();
        assertThat(outboxState()).isEqualTo("NEEDLESS 1");
    }

    @Test
    void aServerThatIsAwayIsTriedAgainAndThenGetsOne() throws Exception {
        notices.choose(rung, byMail());
        ring(Notification.TASK);
        house(mailer(1)).pass();
        assertThat(outboxState()).isEqualTo("WAITING 1");
        house(mailer()).pass();
        assertThat(arrived()).as("not before the pause").isEmpty();
        clock.moveTo(MORNING.plus(Duration.ofMinutes(2)));
        house(mailer()).pass();
        assertThat(arrived()).hasSize(1);
        assertThat(outboxState()).isEqualTo("SENT 2");
    }

    @Test
    void aServerThatStaysAwayIsGivenUp() throws Exception {
        Actor administrator = actor(person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER)));
        notices.choose(rung, byMail());
        ring(Notification.TASK);
        for (int i = 0; i < Outbox.MOST_TRIES + 2; i++) {
            clock.moveTo(MORNING.plus(Duration.ofHours(2L * i)));
            house(mailer(1)).pass();
        }
        assertThat(outboxState()).isEqualTo("GAVE_UP " + Outbox.MOST_TRIES);
        assertThat(notices.waiting(administrator))
                .as("who manages accounts hears of it once, and not of whom")
                .extracting(PendingNotices::kind, PendingNotices::count)
                .containsExactly(tuple(Notification.ACCOUNT, 1));
        assertThat(notices.unread(rings)).isZero();
    }

    @Test
    void aProcessThatDiedInTheMiddleSendsNothingTwice() throws Exception {
        notices.choose(rung, byMail());
        ring(Notification.TASK);
        Sender dies = new Dying(Sender.EMAIL);
        assertThatThrownBy(() -> house(dies).pass()).hasMessage("killed");
        assertThat(outboxState()).isEqualTo("SENDING 1");
        Outbox next = house(mailer());
        next.pass();
        clock.moveTo(MORNING.plus(Duration.ofMinutes(5)));
        next.pass();
        assertThat(arrived()).isEmpty();
        assertThat(outboxState()).isEqualTo("UNKNOWN 1");
        assertThat(notices.unread(rung))
                .as("nothing is lost: it waits on the page")
                .isEqualTo(1);
        ring(Notification.TASK);
        next.pass();
        assertThat(arrived()).as("the next ring comes through").hasSize(1);
    }

    @Test
    void aGatewayGetsOneKeyOnEveryTryAndASignature() throws Exception {
        List<Map<String, String>> calls = new CopyOnWriteArrayList<>();
        AtomicInteger answers = new AtomicInteger(503);
        HttpServer gateway = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        gateway.createContext("/", call -> {
            try (InputStream body = call.getRequestBody()) {
                calls.add(Map.of(
                        "key", call.getRequestHeaders().getFirst("Idempotency-Key"),
                        "signature", call.getRequestHeaders().getFirst("X-Akoma-Signature"),
                        "body", new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
            call.sendResponseHeaders(answers.get(), -1);
            call.close();
        });
        gateway.start();
        try {
            Gateway sender = new Gateway(
                    text,
                    JsonMapper.shared(),
                    RestoredCopy.of(Optional.empty()),
                    "http://127.0.0.1:" + gateway.getAddress().getPort() + "/",
                    "secret");
            notices.choose(
                    rung, new Choice(Choice.Rhythm.AT_ONCE, LocalTime.NOON, null, null, true, null, "+22507000000"));
            ring(Notification.ALERT);
            assertThatThrownBy(() -> house(new Dying(Sender.GATEWAY)).pass()).hasMessage("killed");
            clock.moveTo(MORNING.plus(Duration.ofMinutes(5)));
            house(sender).pass();
            answers.set(202);
            clock.moveTo(MORNING.plus(Duration.ofMinutes(60)));
            house(sender).pass();
        } finally {
            gateway.stop(0);
        }
        // whom another test left with a telephone is called as well
        calls.removeIf(call -> !call.get("body").contains("\"+22507000000\""));
        assertThat(calls).hasSize(2);
        assertThat(calls.get(0)).isEqualTo(calls.get(1));
        assertThat(calls.getFirst().get("body"))
                .contains("+22507000000", "Quelque chose vous attend dans Akoma.")
                .doesNotContain("alert");
        assertThat(calls.getFirst().get("signature")).startsWith("sha256=").hasSize(71);
        assertThat(outboxState()).isEqualTo("SENT 3");
    }

    @Test
    void aChoiceIsReadBackAndItsAddressIsSealed() throws Exception {
        Map<String, Object> wish = Map.of(
                "rhythm",
                "DAILY",
                "dailyAt",
                "06:30",
                "quietFrom",
                "20:00",
                "quietUntil",
                "06:00",
                "alertsAlways",
                true,
                "email",
                "someone@ngo.example",
                "phone",
                "+225 07 00 00 00 00");
        var answer = api(rung.username())
                .send(
                        "PUT",
                        "/api/v1/notices/choices",
                        "application/json",
                        JsonMapper.shared().writeValueAsString(wish));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(api(rung.username())
                        .get("/api/v1/notices/choices")
                        .json()
                        .path("phone")
                        .asString())
                .isEqualTo("+2250700000000");
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var rows = owner.createStatement()
                        .executeQuery("select encode(email, 'escape') from notices.choice where person_id = '"
                                + rung.personId() + "'")) {
            rows.next();
            assertThat(rows.getString(1)).doesNotContain("someone");
        }
    }

    @Test
    void aWrongChoiceIsToldBesideItsField() {
        var answer = api(rung.username())
                .send(
                        "PUT",
                        "/api/v1/notices/choices",
                        "application/json",
                        "{\"rhythm\":\"OFTEN\",\"quietFrom\":\"25:00\",\"email\":\"a b@c\",\"phone\":\"123\",\"name\":\"x\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsString("field"))
                .contains("rhythm", "quietFrom", "email", "phone", "name");
    }

    @Test
    void anOpenPageHearsTheBellAtOnce() throws Exception {
        var reader = api(rung.username()).request("/api/v1/notices/live").GET().build();
        var stream = java.net.http.HttpClient.newHttpClient()
                .send(reader, java.net.http.HttpResponse.BodyHandlers.ofInputStream());
        try (var lines =
                new java.io.BufferedReader(new java.io.InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines)).isEqualTo("data:0");
            ring(Notification.MESSAGE);
            assertThat(next(lines)).isEqualTo("data:1");
        }
    }

    /** Anyone who signed out hears nothing any more. */
    @Test
    void anOpenPageEndsWithItsSession() throws Exception {
        var caller = api(rung.username());
        var reader = caller.request("/api/v1/notices/live").GET().build();
        var stream = java.net.http.HttpClient.newHttpClient()
                .send(reader, java.net.http.HttpResponse.BodyHandlers.ofInputStream());
        try (var lines =
                new java.io.BufferedReader(new java.io.InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines)).isEqualTo("data:0");
            assertThat(caller.delete("/api/v1/tokens/current").status()).isEqualTo(204);
            live.heartbeat();
            assertThat(lines.lines().filter(line -> line.startsWith("data:"))).isEmpty();
        }
    }

    private static String next(java.io.BufferedReader lines) throws java.io.IOException {
        String line = lines.readLine();
        while (!line.startsWith("data:")) line = lines.readLine();
        return line;
    }

    /** Is killed while it has a notice in hand. */
    private record Dying(String channel) implements Sender {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public Outcome send(OutgoingNotice notice) {
            throw new IllegalStateException("killed");
        }
    }
}
