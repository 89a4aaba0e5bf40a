package org.akoma.protection.messages;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.PersonCodes;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Somebody's own conferences and what they have taken on. */
@Controller
class ConferencePages {

    private static final int PAGE = ListPage.ROWS;
    private static final int MOST_DECISIONS = 100;

    /** A line with the code of who leads it. */
    record Row(ConferenceStore.Line line, String chair) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            Column.of("referrals.conference.file", row -> row.line().fileCode()),
            Column.of(
                    "referrals.conference.when", row -> row.line().plannedFor().toString()),
            Column.code(
                    "referrals.conference.state",
                    "referrals.conference.states",
                    row -> row.line().state()),
            Column.of("referrals.conference.chair", Row::chair),
            Column.of("referrals.conference.asked", row -> row.line().asked()));

    private final Conferences conferences;
    private final ConferenceDecisions decisions;
    private final PersonCodes people;
    private final ListExport export;
    private final CaseWork work;

    ConferencePages(
            Conferences conferences,
            ConferenceDecisions decisions,
            PersonCodes people,
            ListExport export,
            CaseWork work) {
        this.conferences = conferences;
        this.decisions = decisions;
        this.people = people;
        this.export = export;
        this.work = work;
    }

    @GetMapping("/conferences")
    String page(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean past,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        if (!actor.may(Verb.CONFERENCE_READ)) throw PageRefusal.notFound();
        InboxCursor from = cursor.isEmpty() ? null : InboxCursor.read(cursor).orElseThrow(PageRefusal::notFound);
        List<Row> rows = rows(actor, conferences.mine(actor, past, from, PAGE + 1));
        List<Row> shown = rows.subList(0, Math.min(PAGE, rows.size()));
        LocalDate today = work.today();
        model.addAttribute("past", past);
        model.addAttribute("rows", shown);
        model.addAttribute("now", work.now());
        model.addAttribute("today", today);
        model.addAttribute(
                "next",
                rows.size() > PAGE
                        ? "/conferences?past=" + past + "&cursor="
                                + place(shown.getLast().line())
                        : null);
        model.addAttribute("unanswered", conferences.unanswered(actor, MOST_DECISIONS));
        model.addAttribute("decisions", decisions.mine(actor, null, MOST_DECISIONS));
        model.addAttribute(
                "files", export.offer(actor, Verb.EXPORT_PSEUDONYMOUS, "conferences", format -> file(past, format)));
        return "messages/conferences";
    }

    private static String file(boolean past, String format) {
        return "/conferences/file?past=" + past + "&format=" + format;
    }

    private List<Row> rows(Actor actor, List<ConferenceStore.Line> lines) {
        Map<UUID, String> codes =
                people.of(actor, lines.stream().map(ConferenceStore.Line::chair).toList());
        return lines.stream()
                .map(line -> new Row(line, codes.getOrDefault(line.chair(), "")))
                .toList();
    }

    static String place(ConferenceStore.Line line) {
        return new InboxCursor(0, line.plannedFor(), line.id()).text();
    }

    /** The list as CSV or XLSX: codes, days and states. */
    @GetMapping({"/conferences/file", "/api/v1/conferences/file"})
    ResponseEntity<byte[]> file(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean past,
            @RequestParam(defaultValue = "csv") String format) {
        return export.send(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "conferences",
                TableFormat.of(format).orElse(TableFormat.CSV),
                COLUMNS,
                most -> rows(actor, conferences.mine(actor, past, null, most)));
    }
}
