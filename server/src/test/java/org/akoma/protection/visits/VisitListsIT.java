package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.akoma.Ids;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.visits.ListVisits.Show;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each list of visits shows what its name says, page by page, of open visits and closed ones alike. */
class VisitListsIT extends VisitHouse {

    private static final LocalDate DAY = TODAY.plusDays(40);

    /** Of two children: visits made in time and too late, passed over, overdue and still to come. */
    private void visitsOfEveryKind() {
        String seen = assessed(CaseFile.Risk.HIGH);
        assessed(CaseFile.Risk.MEDIUM);
        List<Visit> planned = all(seen);
        make(seen, planned.get(0), 0);
        make(seen, planned.get(1), 16); // later than late: missed, and closed
        daysLater(40);
    }

    private void make(String code, Visit visit, int days) {
        LocalDate made = visit.plannedOn().plusDays(days);
        clock.moveTo(made.atTime(9, 0).toInstant(ZoneOffset.UTC));
        done(visits.record(worker, code, made(visit.id(), made)));
    }

    private static String which(Show show) {
        return switch (show) {
            case DUE -> "closed_at is null and planned_on <= date '" + DAY + "' + 14";
            case LATE -> "closed_at is null and planned_on < '" + DAY + "'";
            case MISSED ->
                "not unplanned and cancelled_at is null and planned_on < date '" + DAY
                        + "' - 14 and (done_on is null or done_on > first_on + 14)";
            case REVIEW -> "done_on is not null and reviewed_at is null";
            case DONE -> "done_on is not null";
        };
    }

    private List<String> rows(String what, Show show) throws SQLException {
        String order = show == Show.MISSED || show == Show.DONE ? "planned_on desc, id desc" : "planned_on, id";
        List<String> rows = new ArrayList<>();
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery("select " + what + " from followup.visit where organisation_id = '"
                        + ngo.id() + "' and " + which(show) + " order by " + order)) {
            while (row.next()) rows.add(row.getString(1));
        }
        return rows;
    }

    private List<String> listed(String username, String scope, Show show) {
        List<String> ids = new ArrayList<>();
        String page = "/api/v1/visits?limit=2&scope=" + scope + "&show=" + show;
        String next = "";
        do {
            JsonNode answer = api(username).get(page + next).json();
            answer.path("items").forEach(item -> ids.add(item.path("id").asString()));
            String cursor = answer.path("next").asString("");
            next = cursor.isEmpty() ? "" : "&cursor=" + cursor;
        } while (!next.isEmpty());
        return ids;
    }

    @Test
    void everyListIsWhole() throws SQLException {
        visitsOfEveryKind();
        for (Show show : Show.values()) {
            List<String> expected = rows("id", show);
            assertThat(expected).as(show.name()).hasSizeGreaterThan(1);
            assertThat(listed(worker.username(), "MINE", show))
                    .as("mine, " + show)
                    .isEqualTo(expected);
            assertThat(listed(supervisor.username(), "TEAM", show))
                    .as("team, " + show)
                    .isEqualTo(expected);
            assertThat(listed(supervisor.username(), "ORGANISATION", show))
                    .as("structure, " + show)
                    .isEqualTo(expected);
        }
        Set<String> missed = new TreeSet<>(rows("(closed_at is null)::text", Show.MISSED));
        assertThat(missed).as("both an open one and a closed one were missed").containsExactly("false", "true");
    }

    /** The day planned may be far: the child was seen all the same. The form is that of a visit that was not planned for that day. */
    @Test
    void aVisitMadeEarlierIsRecordedWhereItIsListed() {
        String code = assessed(CaseFile.Risk.LOW);
        String form = "href=\"/cases/" + code + "/visits/new\"";
        daysLater(20);
        for (String page : List.of("/visits?lang=fr", "/cases/" + code + "/visits?lang=fr"))
            assertThat(browser(worker.username()).get(page).body()).as(page).contains(form);
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/visits/new?lang=fr")
                        .status())
                .isEqualTo(200);
        assertThat(browser(supervisor.username()).get("/visits?lang=fr").body()).doesNotContain(form);
    }

    /** Also those whose day is the last: from page to page, for a worker, a team and a structure. */
    @Test
    void childrenInDangerComeFirstAcrossPages() throws SQLException {
        assessed(CaseFile.Risk.HIGH);
        String last = assessed(CaseFile.Risk.HIGH);
        assessed(CaseFile.Risk.MEDIUM);
        daysLater(40);
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + last + "/alerts",
                                Map.of("id", Ids.next().toString(), "type", "TRAFFICKER_CONTACT", "what", "Il attend"))
                        .status())
                .isEqualTo(201);
        String danger = cases.find(worker, last).orElseThrow().id().toString();
        for (Show show : Show.values()) {
            List<String> all = rows("id || ' ' || file_id", show);
            List<String> expected = new ArrayList<>();
            if (show == Show.DUE || show == Show.LATE)
                for (String one : all) if (one.endsWith(danger)) expected.add(one.split(" ")[0]);
            int first = expected.size();
            for (String one : all) if (!expected.contains(one.split(" ")[0])) expected.add(one.split(" ")[0]);
            if (show == Show.DUE) assertThat(first).as("on more than a page").isGreaterThan(2);
            for (String scope : List.of("TEAM", "ORGANISATION"))
                assertThat(listed(supervisor.username(), scope, show))
                        .as(scope + " " + show)
                        .isEqualTo(expected);
            assertThat(listed(worker.username(), "MINE", show))
                    .as("mine " + show)
                    .isEqualTo(expected);
        }
    }

    @Test
    void childrenInDangerAreTheFirstOfTheList() {
        String quiet = assessed(CaseFile.Risk.HIGH);
        String alarmed = assessed(CaseFile.Risk.LOW);
        daysLater(20);
        String before = browser(worker.username()).get("/visits").body();
        assertThat(before.indexOf("/cases/" + quiet)).isPositive().isLessThan(before.indexOf("/cases/" + alarmed));
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + alarmed + "/alerts",
                                Map.of("id", Ids.next().toString(), "type", "TRAFFICKER_CONTACT", "what", "Il attend"))
                        .status())
                .isEqualTo(201);
        String after = browser(worker.username()).get("/visits").body();
        assertThat(after.indexOf("/cases/" + alarmed)).isPositive().isLessThan(after.indexOf("/cases/" + quiet));
    }
}
