package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.Emptying;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.people.Provisioning;
import org.akoma.ground.people.Provisioning.NewPerson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/**
 * The whole application on the test database, listening on a port of its own: one context for all tests that extend this. What they commit stays until
 * {@link Emptying}, so they make structures and people of their own. Time is the demo's, 2015-11-16 08:00 UTC, unless a test moves it.
 */
@SpringBootTest(
        classes = {Akoma.class, HouseIT.OwnTime.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"akoma.demo=true", "akoma.rounds=false"})
@ContextConfiguration(initializers = TestDatabase.Initializer.class)
@ExtendWith(Emptying.class)
public abstract class HouseIT {

    public static final String PASSWORD = "akoma-demo";

    /** The morning on which every test begins. */
    public static final Instant MORNING = Instant.parse("2015-11-16T08:00:00Z");

    /** Everybody holds their role from this moment. */
    public static final Instant BEGINNING = Instant.parse("2015-01-01T00:00:00Z");

    private static final String SOUNDS = "bdfglmnrst";

    protected static final Path DATA = TestDatabase.root();

    static {
        passOverTheScenariosCodes();
    }

    @Autowired
    protected Provisioning provisioning;

    @Autowired
    protected ActorTransactions transactions;

    @Autowired
    protected MovableClock clock;

    @LocalServerPort
    protected int port;

    private final Map<String, Caller> programs = new HashMap<>();
    private Clock programsSince;

    /** What tests make must not take the codes that a scenario brings along (AK-001, RF-001). */
    private static void passOverTheScenariosCodes() {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = owner.createStatement()) {
            statement.execute("select setval('cases.file_number', greatest(nextval('cases.file_number'), 10000))");
            statement.execute(
                    "select setval('referrals.referral_number', greatest(nextval('referrals.referral_number'),"
                            + " 10000))");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void backToTheMorning() {
        clock.moveTo(MORNING);
    }

    /** A structure that nobody else uses. */
    protected Organisation structure(Organisation.Kind kind) {
        return structure(kind, "CI");
    }

    /** The same in another country. */
    protected Organisation structure(Organisation.Kind kind, String country) {
        Organisation made = new Organisation(
                Ids.next(), fresh("ORG"), "Structure", kind, country, null, Ids.next(), null, null, List.of());
        provisioning.structures(List.of(made));
        return made;
    }

    /**
     * Somebody who holds the role, has accepted the code of conduct and knows {@link #PASSWORD}.
     *
     * @return their user name
     */
    protected String person(Role role, Organisation at) {
        return person(role, at, null, null);
    }

    /** @param unit the shelter that a shelter manager runs */
    protected String person(Role role, Organisation at, UUID unit, UUID supervisor) {
        String username = fresh(role.name().substring(0, 2)).toLowerCase(Locale.ROOT);
        provisioning.settle(
                List.of(new NewPerson(Ids.next(), username, at.id(), role, unit, supervisor)),
                BEGINNING,
                PASSWORD,
                false);
        return username;
    }

    /** As if a second person had agreed to this shelter. */
    protected static void agreeTo(UUID shelter) {
        TestDatabase.ownerDoes("update cases.shelter set made_by = null where id = '" + shelter + "'");
    }

    /** A family name of eight syllables by chance, which sounds like that of no other test. */
    protected static String newFamilyName() {
        return ThreadLocalRandom.current()
                .ints(8, 0, SOUNDS.length())
                .mapToObj(i -> SOUNDS.charAt(i) + "a")
                .collect(Collectors.joining("", "Z", ""));
    }

    /** As if a supervisor had confirmed the order of a court for where the child lives now. */
    protected static void ordered(String code, LocalDate day) {
        TestDatabase.ownerDoes("update cases.placement set care_order_on = '" + day
                + "' where state = 'CURRENT' and file_id = (select id from cases.case_file where code = '" + code
                + "')");
    }

    protected static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    protected Actor actor(String username) {
        return Objects.requireNonNull(provisioning.actor(username), username);
    }

    /** A program without a token. */
    protected Caller nobody() {
        return new Caller(port, null);
    }

    /** A program with a token of this person: the one of before in this test, while it is valid and the clock was not moved. */
    protected Caller api(String username) {
        if (programsSince != clock.shown) programs.clear();
        programsSince = clock.shown;
        Caller opened = programs.get(username);
        if (opened != null && isOpen(opened.token())) return opened;
        Caller program = nobody().as(username, PASSWORD);
        programs.put(username, program);
        return program;
    }

    private static boolean isOpen(String token) {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.prepareStatement(
                        "select exists (select from access.session where token_hash = sha256(convert_to(?, 'UTF8'))"
                                + " and used_at between opened_at and expires_at)")) {
            ask.setString(1, token);
            try (var found = ask.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many bells wait for this person. */
    protected long bellsOf(String username) {
        return api(username).get("/api/v1/notices").json().path("unread").asLong();
    }

    /** That this person is rung about this record, though it may be none of theirs. */
    protected void rung(String username, UUID record) {
        TestDatabase.ownerDoes(
                "insert into notices.bell (id, person_id, kind, rung_at, target) values (gen_random_uuid(), '"
                        + actor(username).personId() + "', 'task', '" + clock.instant() + "', '" + record + "')");
    }

    /** The codes of all files that this person finds in the list, page by page: others have filled the house before. */
    protected List<String> listed(String username) {
        Caller reader = api(username);
        List<String> codes = new ArrayList<>();
        String cursor = "";
        do {
            Answer answer = reader.get("/api/v1/cases?limit=100" + cursor);
            if (!cursor.isEmpty()) assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            JsonNode page = answer.json();
            page.path("items").forEach(item -> codes.add(item.path("code").asString()));
            JsonNode next = page.path("next");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
        return codes;
    }

    /** A browser that nobody has signed in with. */
    protected Visit browser() {
        return new Visit(port);
    }

    /** A browser in which this person has signed in. */
    protected Visit browser(String username) {
        return browser().enter(username, PASSWORD);
    }

    /** Shows the moment it was moved to and ticks on from there; {@link Time#at} still wins. */
    public static final class MovableClock extends Clock {
        private volatile Clock shown = Time.startingAt(MORNING);

        public void moveTo(Instant moment) {
            shown = Time.startingAt(moment);
        }

        @Override
        public Instant instant() {
            return shown.instant();
        }

        @Override
        public java.time.ZoneId getZone() {
            return shown.getZone();
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return shown.withZone(zone);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class OwnTime {
        @Bean
        @Primary
        MovableClock testClock() {
            return new MovableClock();
        }

        /** Tests know hundreds of people: a password that costs next to nothing. What it costs in service is in {@code PasswordCostTest}. */
        @Bean
        @Primary
        Argon2PasswordEncoder testPasswords() {
            return new Argon2PasswordEncoder(16, 32, 1, 64, 1);
        }
    }
}
