package org.akoma.protection.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a form brought after its session had ended is for its writer alone, for half an hour, and is saved by nobody else. */
class WordsAfterSessionIT extends StatusHouse {

    private static final String WORDS = "Sa tante attendait au portail";
    private static final String COOKIE = "akoma-words";

    private CaseFile file;
    private String page;
    private Visit visit;

    @BeforeEach
    void aFormIsOpen() {
        file = opened(SomeChild.followedIn("CI", newFamilyName()));
        page = "/cases/" + file.code() + "/notes";
        visit = browser(worker.username());
        assertThat(open(visit, page).body()).contains("name=\"_at\" value=\"" + page + "\"");
    }

    /** What the form of the page that was shown last says of itself. */
    private String mark;

    private Answer open(Visit from, String address) {
        Answer shown = from.get(address);
        mark = mark(shown, address.replaceFirst("\\?.*", ""));
        return shown;
    }

    private static String mark(Answer shown, String action) {
        Matcher found = Pattern.compile("name=\"_for\" value=\"(" + Pattern.quote(action) + "~[^\"]+)\"")
                .matcher(shown.body());
        return found.find() ? found.group(1) : "";
    }

    private Answer sendsTooLate(Visit from, String... more) {
        TestDatabase.ownerDoes("delete from access.session where person_id = '" + worker.personId() + "'");
        return sends(from, more);
    }

    private Answer sends(Visit from, String... more) {
        String[] fields = {
            "id",
            Ids.next().toString(),
            "kind",
            "CONTACT",
            "text",
            WORDS,
            "_at",
            page,
            "_for",
            mark,
            "password",
            "p-1",
            "secondFactor",
            "123456"
        };
        String[] all =
                Stream.concat(List.of(fields).stream(), List.of(more).stream()).toArray(String[]::new);
        return from.post(page, all);
    }

    private static long rows(Actor who) {
        return owner("select count(*) from access.kept_words where person_id = '" + who.personId() + "'");
    }

    private static long owner(String question) {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var row = owner.createStatement().executeQuery(question)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long notes() {
        return owner("select count(*) from cases.note where file_id = '" + file.id() + "'");
    }

    @Test
    void anotherAccountInTheSameBrowserNeverReadsThem() {
        assertThat(sendsTooLate(visit).location()).contains("/sign-in?expired&kept&back=");
        assertThat(visit.cookies()).containsKey(COOKIE);
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        for (Actor other : List.of(supervisor, colleague)) {
            assertThat(visit.signIn(other.username(), PASSWORD).status()).isEqualTo(303);
            Answer shown = visit.get(page);
            assertThat(shown.body()).doesNotContain(WORDS, "kept-words");
            visit.post("/kept-words/discard", "_at", page);
        }
        assertThat(rows(worker)).as("nor deletes them").isOne();
        visit.signIn(worker.username(), PASSWORD);
        assertThat(visit.get(page).body()).contains(WORDS);
    }

    @Test
    void itsWriterFindsThemInTheFormAndSavesThem() {
        Answer refused = sendsTooLate(visit);
        assertThat(refused.location()).doesNotContain("tante");
        assertThat(refused.headers("Set-Cookie").toString())
                .contains("HttpOnly", "SameSite=Strict", "Max-Age=1800")
                .doesNotContain("tante");
        assertThat(visit.get(refused.location()).body()).contains("30 minutes").doesNotContain(WORDS);
        Answer mistyped =
                visit.post("/sign-in", "username", worker.username(), "password", "faux", "back", page, "kept", "1");
        assertThat(mistyped.status()).isEqualTo(401);
        assertThat(mistyped.body()).as("after a wrong password too").contains("30 minutes", "name=\"kept\"");
        assertThat(visit.signIn(worker.username(), PASSWORD, "back", page).location())
                .isEqualTo(page);
        Answer shown = visit.get(page);
        assertThat(shown.body())
                .contains(">" + WORDS + "</textarea>", "/kept-words/discard", "href=\"#text\"")
                .doesNotContain("p-1", "123456");
        assertThat(visit.get(page).body()).as("a line that broke").contains("kept-words");
        assertThat(notes()).as("saved by nobody").isZero();
        assertThat(sends(visit, "at-day", "16", "at-month", "11", "at-year", "2015", "at-time", "07:30")
                        .location())
                .contains("done=");
        assertThat(notes()).isOne();
        assertThat(visit.get(page).body()).doesNotContain("kept-words");
        assertThat(rows(worker)).isZero();
    }

    /** The browser remembers the page of the form in place of the answer, so that coming back sends nothing twice. */
    @Test
    void whatARefusedFormBroughtIsOnItsPageForItsWriterAlone() {
        Answer refused = sends(visit);
        assertThat(refused.status()).isEqualTo(422);
        String again = page + "?_again=1";
        assertThat(refused.body())
                .contains("data-at=\"" + again + "\"")
                .as("the other language shows what was typed")
                .contains("href=\"" + again + "&amp;lang=en\"");
        visit.signIn(supervisor.username(), PASSWORD);
        assertThat(visit.get(again).body()).doesNotContain(WORDS, "data-at");
        visit.signIn(worker.username(), PASSWORD);
        assertThat(visit.get(page).body())
                .as("whoever opens the page sees what is recorded")
                .doesNotContain(WORDS, "kept-words");
        assertThat(visit.get(again).body())
                .contains(">" + WORDS + "</textarea>", "pas enregistré")
                .doesNotContain("p-1", "123456", "data-at");
        assertThat(notes()).isZero();
        sends(visit, "at-day", "16", "at-month", "11", "at-year", "2015", "at-time", "07:30");
        assertThat(notes()).isOne();
        assertThat(rows(worker)).isZero();
    }

    @Test
    void whoSignedInAgainElsewhereIsLedStraightBack() {
        Visit late = visit;
        TestDatabase.ownerDoes("delete from access.session where person_id = '" + worker.personId() + "'");
        String token = late.csrf();
        late.signIn(worker.username(), PASSWORD);
        assertThat(sends(late, "_csrf", token).location()).isEqualTo(page);
        assertThat(late.get(page).body()).contains(WORDS);
        late.post("/kept-words/discard", "_at", page);
        assertThat(late.get(page).body()).doesNotContain("kept-words", WORDS);
    }

    /** Words about one child are shown in no form of another: a form is of the page on which it was drawn, and of the address that it is sent to. */
    @Test
    void aFormThatNamesAnotherPageIsKeptForNone() {
        CaseFile other = opened(SomeChild.followedIn("CI", newFamilyName()));
        String elsewhere = "/cases/" + other.code() + "/notes";
        String ours = mark;
        String theirs = mark(visit.get(elsewhere), elsewhere);
        assertThat(theirs).isNotEmpty();
        String[][] tries = {
            {page, elsewhere, ours},
            {page, elsewhere, theirs},
            {page, elsewhere, ""},
            {elsewhere, page, ours},
            {page, page + "?x=1", ours},
            {page, page, ours.replaceFirst("~.", "~")},
            {page, page, theirs}
        };
        for (String[] one : tries) // refused, then too late
        assertThat(visit.post(one[0], "kind", "CONTACT", "text", WORDS, "_at", one[1], "_for", one[2])
                            .status())
                    .isEqualTo(422);
        assertThat(rows(worker)).isZero();
        Answer again = visit.post(page, "kind", "CONTACT", "text", WORDS, "_at", elsewhere, "_for", ours);
        assertThat(again.body())
                .as("nor does the answer give a mark for that page")
                .doesNotContain("name=\"_at\" value=\"" + elsewhere);
        TestDatabase.ownerDoes("delete from access.session where person_id = '" + worker.personId() + "'");
        for (String[] one : tries)
            assertThat(visit.post(one[0], "text", WORDS, "_at", one[1], "_for", one[2])
                            .location())
                    .startsWith("/sign-in")
                    .doesNotContain("kept");
        assertThat(rows(worker)).isZero();
        assertThat(sends(visit).location()).as("its own page").contains("kept");
    }

    @Test
    void aFormThatNoSessionDrewIsNotKept() {
        Visit stranger = browser();
        stranger.get("/sign-in");
        for (String token : List.of(stranger.csrf(), "x", "")) {
            Answer refused = sends(stranger, "_csrf", token);
            assertThat(refused.location()).startsWith("/sign-in").doesNotContain("kept");
        }
        assertThat(stranger.cookies()).doesNotContainKey(COOKIE);
        assertThat(rows(worker)).isZero();
    }

    @Test
    void anotherCookieOrHalfAnHourLaterThePageIsEmpty() {
        sendsTooLate(visit);
        String secret = visit.cookies().get(COOKIE);
        visit.signIn(worker.username(), PASSWORD);
        for (String other : List.of(secret.substring(1) + "A", "x", secret + "A")) {
            visit.cookies().put(COOKIE, other);
            assertThat(visit.get(page).status()).isEqualTo(200);
            assertThat(visit.get(page).body()).doesNotContain("kept-words");
        }
        visit.cookies().put(COOKIE, secret);
        clock.moveTo(MORNING.plusSeconds(1799));
        assertThat(visit.get(page).body()).contains("kept-words");
        clock.moveTo(MORNING.plusSeconds(2000));
        assertThat(visit.get(page).body()).doesNotContain("kept-words");
    }

    @Test
    void noLoginReadsThemAndTheWordsAreOnNoDiskInClear() throws SQLException {
        sendsTooLate(visit);
        Instant now = MORNING.plusSeconds(600);
        String all = "select count(*) from access.kept_words";
        assertThat(SqlAs.number(worker, now, all)).isOne();
        assertThat(SqlAs.number(supervisor, now, all + " where person_id = '" + worker.personId() + "'"))
                .isZero();
        assertThat(SqlAs.number(worker, MORNING.plusSeconds(2000), all)).isZero();
        assertThat(
                        owner(
                                "select count(*) from access.kept_words where position(convert_to('tante', 'UTF8') in sealed) > 0"))
                .isZero();
        assertThat(LoginSql.refusal(worker, now, "select * from access.session_form"))
                .contains("permission denied");
        assertThat(LoginSql.refusal(worker, now, "update access.kept_words set kept_at = now()"))
                .contains("permission denied");
        assertThat(LoginSql.refusal(
                        supervisor,
                        now,
                        "insert into access.kept_words values (sha256('x'), '" + worker.personId()
                                + "', sha256('x'), now())"))
                .contains("permission denied");
        assertThat(LoginSql.refusal(worker, now, "select door.keep_words('x', sha256('x'), sha256('x'), now())"))
                .contains("permission denied");
    }

    @Test
    void fiveFormsOfOnePersonAreKeptAtMostAndNoneThatIsTooLong() {
        String own = mark;
        List<String> marks = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            open(visit, page + "?n=" + i);
            marks.add(mark);
        }
        TestDatabase.ownerDoes("delete from access.session where person_id = '" + worker.personId() + "'");
        for (int i = 0; i < 7; i++)
            assertThat(visit.post(page, "text", WORDS, "_at", page + "?n=" + i, "_for", marks.get(i))
                            .location())
                    .contains("kept");
        assertThat(rows(worker)).isEqualTo(5);
        Answer refused = visit.post(page, "text", WORDS.repeat(3_000), "_at", page, "_for", own);
        assertThat(refused.location()).startsWith("/sign-in").doesNotContain("kept");
        assertThat(visit.post(page, "id", "x", "text", " ", "_at", page, "_for", own)
                        .location())
                .as("nothing was written")
                .doesNotContain("kept");
    }

    /** A form that keeps drafts: the words are a draft from then on. */
    @Test
    void aFormThatKeepsDraftsKeepsThemAsOne() {
        String csi = "/cases/" + file.code() + "/csi/new";
        String id = Ids.next().toString();
        open(visit, csi);
        TestDatabase.ownerDoes("delete from access.session where person_id = '" + worker.personId() + "'");
        Answer refused = visit.post(
                csi,
                "draft.id",
                id,
                "draft.form",
                "followup.record-csi",
                "draft.at",
                csi,
                "_at",
                csi,
                "_for",
                mark,
                "seen",
                WORDS);
        assertThat(refused.location()).contains("kept");
        visit.signIn(worker.username(), PASSWORD);
        Answer shown = visit.get(csi);
        assertThat(shown.body()).contains(WORDS, "/drafts/" + id + "/discard");
        assertThat(rows(worker)).isZero();
        assertThat(api(worker.username()).get("/api/v1/drafts/" + id).body()).contains(WORDS);
    }
}
