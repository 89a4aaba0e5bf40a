package org.akoma.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.access.Role;
import org.akoma.access.Section;
import org.akoma.database.Compartment;
import org.akoma.database.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Tasks, home page and lists of referrals tell no more of a child than the reader holds ({@code trust.md G8}, security F14): who was asked for
 * one thing, and who oversees.
 */
class HiddenElsewhereIT extends ReferralHouse {

    private static final Pattern SEEN = Pattern.compile("Dossiers que je vois</dt><dd><a [^>]*>(\\d+)</a>");

    private void owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement()) {
            statement.execute("alter table cases.case_file disable trigger user");
            statement.execute("update cases.case_file set " + sql + " where code = '" + file + "'");
            statement.execute("alter table cases.case_file enable trigger user");
        }
    }

    private JsonNode task(String reader) {
        return api(reader)
                .get("/api/v1/tasks?kind=referrals.acknowledge&kind=referrals.answer&limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString().equals(file))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReceiversTaskDoesNotTellHowTheCaseIs() throws SQLException {
        sent(Section.ASSISTANCE);
        owner("risk = 'HIGH'");
        assertThat(task(nurse.username()).path("risk").isNull()).isTrue();
        assertThat(browser(nurse.username()).get("/tasks").body())
                .contains(file)
                .doesNotContain("risk--high");
        assertThat(task(worker.username()).path("risk").asString()).isEqualTo("HIGH");
    }

    @Test
    void whoLooksAfterAChildIsNotToldByANumberThatTheCaseIsClosed() throws SQLException {
        sent(Section.ASSISTANCE);
        int before = seen();
        assertThat(before).isEqualTo(1);
        owner("status = 'CLOSED', closed_at = now()");
        assertThat(seen()).isEqualTo(before);
    }

    private int seen() {
        String home = browser(nurse.username()).get("/").body();
        Matcher found = SEEN.matcher(home);
        assertThat(found.find()).as(home).isTrue();
        return Integer.parseInt(found.group(1));
    }

    @Test
    void whoOverseesIsNotToldWhatAChildWasReferredFor() {
        Referral sent = sent(Section.HEALTH, Section.ASSISTANCE);
        String manager = person(Role.PROJECT_MANAGER, ngo);
        JsonNode line = line(manager, sent);
        for (String hidden : new String[] {"purpose", "service", "declineReason"})
            assertThat(line.path(hidden).isNull()).as(hidden).isTrue();
        assertThat(line.path("sections")).isEmpty();
        assertThat(line.path("status").asString()).isEqualTo("SENT");
        assertThat(api(manager).get("/api/v1/referrals/" + sent.code()).body()).doesNotContain("HEALTH", "CARE");
        assertThat(browser(manager).get("/referrals/" + sent.code()).body()).doesNotContain("Santé", "Prise en charge");
        for (String party : new String[] {worker.username(), nurse.username()}) {
            assertThat(line(party, sent).path("purpose").asString()).as(party).isEqualTo("CARE");
            assertThat(line(party, sent).path("sections").toString()).as(party).contains("HEALTH");
        }
    }

    private JsonNode line(String reader, Referral sent) {
        return api(reader)
                .get("/api/v1/referrals?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString().equals(sent.code()))
                .findFirst()
                .orElseThrow();
    }
}
