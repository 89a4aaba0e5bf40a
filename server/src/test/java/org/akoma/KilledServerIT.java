package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Two copies of the application in processes of their own, on one database. One is killed in the middle of a burst of visits, payments and
 * messages: whatever was answered is there once, what was not may be sent again, and no letter goes out twice.
 */
class KilledServerIT extends HouseIT {

    private static final int BEFORE_THE_KILL = 60;

    @Autowired
    Cases cases;

    @Autowired
    Assessments assessments;

    private record Sent(String path, Map<String, Object> body) {
        String id() {
            return String.valueOf(body.get("id"));
        }
    }

    private final Queue<Sent> answered = new ConcurrentLinkedQueue<>();
    private final Queue<Sent> unanswered = new ConcurrentLinkedQueue<>();

    private String code;
    private String thread;
    private final List<String> letters = new ArrayList<>();
    private volatile boolean over;

    private static Map<String, Object> with(Object... pairs) {
        Map<String, Object> body = new java.util.HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) body.put(String.valueOf(pairs[i]), pairs[i + 1]);
        body.put("id", Ids.next().toString());
        return body;
    }

    private Sent next(int n) {
        return switch (n % 3) {
            case 0 ->
                new Sent(
                        "/api/v1/cases/" + code + "/visits/unplanned",
                        with(
                                "doneOn", "2015-11-16",
                                "mode", "HOME_VISIT",
                                "seen", List.of("CHILD"),
                                "seenAlone", true,
                                "school", "ATTENDS",
                                "safety", "SAFE",
                                "traffickerContact", false));
            case 1 ->
                new Sent(
                        "/api/v1/cases/" + code + "/payments",
                        with("type", "SCHOOL_KIT", "currency", "XOF", "amount", "1", "override", "CORRECTION"));
            default -> new Sent("/api/v1/threads/" + thread + "/messages", with("text", "Message " + n));
        };
    }

    /** Goes on sending until the server answers no more. */
    private Object burst(Caller to) {
        for (int n = 0; !over && n < 2_000; n++) {
            Sent one = next(n);
            try {
                Answer answer = to.post(one.path(), one.body());
                assertThat(answer.status()).as(one.path() + " " + answer).isIn(200, 201);
                answered.add(one);
            } catch (RuntimeException | AssertionError gone) {
                unanswered.add(one);
                if (over) break;
                throw gone;
            }
        }
        return true;
    }

    @Test
    void whatWasAnsweredStaysAndNothingIsSentTwice() throws Exception {
        clock.moveTo(
                MORNING); // journeys may have taken long: the copies' own clocks start at 08:02 and must not lie behind
        // this one
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        Organisation ngo = structure(Organisation.Kind.NGO);
        UUID supervisor = actor(person(Role.CASE_SUPERVISOR, ngo)).personId();
        String worker = person(Role.CASE_WORKER, ngo, null, supervisor);
        String officer = person(Role.MINISTRY_OFFICER, structure(Organisation.Kind.CENTRAL_GOVERNMENT));
        prepare(worker, officer);
        ChildSeen.by(supervisor, code, clock.instant());
        List<String> properties = List.of(
                "akoma.data=" + DATA,
                "akoma.demo=true",
                "akoma.rounds=false",
                "akoma.clock.start=" + Instant.parse("2015-11-16T08:02:00Z"),
                "server.port=0",
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + mail.getSmtp().getPort());
        String token = api(worker).token();
        try (ServerProcess dies = ServerProcess.start(properties);
                ServerProcess lives = ServerProcess.start(properties);
                var senders = Executors.newFixedThreadPool(4)) {
            Caller first = new Caller(dies.port(), token);
            Caller second = new Caller(lives.port(), token);
            var running = Stream.of(first, first, first, second)
                    .map(to -> senders.submit(() -> burst(to)))
                    .toList();
            long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
            while (System.nanoTime() < until
                    && (answered.size() < BEFORE_THE_KILL || mail.getReceivedMessages().length == 0)) Thread.sleep(50);
            over = true;
            dies.kill();
            for (var one : running) one.get();
            assertThat(answered).as("the burst was under way").hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);

            // what was never answered is sent again to the copy that lives, as a program does
            for (Sent one : unanswered)
                assertThat(second.post(one.path(), one.body()).status()).isIn(200, 201);
            second.post("/api/v1/threads/" + thread + "/messages", with("text", "Après la panne"));
            Thread.sleep(7_000); // two rounds of the living copy's outbox
            for (MimeMessage letter : mail.getReceivedMessages()) letters.add(letter.getMessageID());
        } finally {
            mail.stop();
        }
        everythingIsThereOnce();
        noLetterTwice(officer);
    }

    private void prepare(String worker, String officer) {
        OpenCase wanted = SomeChild.named("Vague");
        code = ((OpenCase.Result.Opened) cases.open(actor(worker), wanted))
                .file()
                .code();
        assessments.assess(
                actor(worker),
                code,
                new AssessChild(
                        Ids.next(),
                        Assessment.Kind.INITIAL,
                        CaseFile.Risk.LOW,
                        List.of(),
                        new Assessment.SealedText(null, null, null, "Raison", null, null, null)));
        Map<String, Object> begun = with("subject", "Panne", "text", "Bonjour", "participants", List.of(officer));
        Answer answer = api(worker).post("/api/v1/threads", begun);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        thread = String.valueOf(begun.get("id"));
        Answer chosen = api(officer)
                .put(
                        "/api/v1/notices/choices",
                        Map.of(
                                "rhythm",
                                "AT_ONCE",
                                "dailyAt",
                                "07:00",
                                "alertsAlways",
                                true,
                                "email",
                                "officer@min.example"),
                        null);
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(200);
    }

    private void everythingIsThereOnce() throws Exception {
        List<Sent> all = new ArrayList<>(answered);
        all.addAll(unanswered);
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR)) {
            JdbcClient owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            for (String table : List.of("followup.visit", "assistance.payment", "referrals.message")) {
                String part = table.substring(table.indexOf('.') + 1);
                List<UUID> sent = all.stream()
                        .filter(one -> one.path().contains(part))
                        .map(one -> UUID.fromString(one.id()))
                        .toList();
                assertThat(sent).as(part).isNotEmpty();
                assertThat(owner.sql("select id from " + table + " where id = any (:ids::uuid[])")
                                .param("ids", sent.stream().map(UUID::toString).toArray(String[]::new))
                                .query(UUID.class)
                                .list())
                        .as(table)
                        .containsExactlyInAnyOrderElementsOf(sent);
            }
            // each has its entry in the journal, and the file's chain has no gap
            assertThat(owner.sql("""
                            select count(*) - max(seq) from journal.entry where chain = (select id from cases.case_file where code = :code)
                            """).param("code", code).query(Integer.class).single())
                    .isZero();
            assertThat(owner.sql("""
                            select count(*) from journal.entry where chain = (select id from cases.case_file where code = :code)
                               and act in ('followup.visit-recorded', 'assistance.payment-requested')
                            """).param("code", code).query(Long.class).single())
                    .isEqualTo(all.stream()
                            .filter(one -> !one.path().contains("threads"))
                            .count());
        }
    }

    /** One letter a notice, and a notice whose sender died is never sent by another. */
    private void noLetterTwice(String officer) throws Exception {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR)) {
            JdbcClient owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThat(letters)
                    .as(owner.sql(
                                    "select state || ' ' || tries || ' ' || due_at || ' ' || coalesce(failure, '') from notices.outbox where person_id = :p")
                            .param("p", actor(officer).personId())
                            .query(String.class)
                            .list()
                            .toString())
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
            int notices = owner.sql(
                            "select count(*) from notices.outbox where person_id = :p and state in ('SENT', 'SENDING', 'UNKNOWN')")
                    .param("p", actor(officer).personId())
                    .query(Integer.class)
                    .single();
            assertThat(letters).hasSizeLessThanOrEqualTo(notices);
            int rung = owner.sql("select count(*) from notices.bell where person_id = :p and kind = 'message'")
                    .param("p", actor(officer).personId())
                    .query(Integer.class)
                    .single();
            assertThat(rung)
                    .as("once for each message, the first and the last too")
                    .isEqualTo(2
                            + (int) Stream.concat(answered.stream(), unanswered.stream())
                                    .filter(one -> one.path().contains("threads"))
                                    .count());
        }
    }
}
