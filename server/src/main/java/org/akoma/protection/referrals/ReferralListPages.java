package org.akoma.protection.referrals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.referrals.ListReferrals.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** The lists of referrals with their filters, as a page and as a file. */
@Controller
class ReferralListPages {

    private static final List<Column<ReferralLists.Line>> COLUMNS = List.of(
            Column.of("referral.code", line -> line.referral().code()),
            Column.of("referral.file", line -> line.referral().fileCode()),
            Column.of("referral.from", line -> line.referral().from()),
            Column.of("referral.to", line -> line.referral().to()),
            Column.code(
                    "referral.purpose",
                    "sharing-purpose",
                    line -> line.referral().overseen() ? null : line.referral().purpose()),
            Column.code(
                    "referral.priority",
                    "referral-priority",
                    line -> line.referral().priority()),
            Column.code("referral.status", "referral-status", ReferralLists.Line::status),
            Column.of("referral.sentAt", line -> line.referral().course().sentAt()),
            Column.of("referral.dueAt", line -> line.referral().course().dueAt()),
            Column.of(
                    "referral.acknowledgedAt", line -> line.referral().course().acknowledgedAt()),
            Column.code(
                    "referral.how",
                    "referral-answer",
                    line -> line.referral().course().how()),
            Column.of("referral.late-days", ReferralLists.Line::lateDays));

    private final ReferralLists lists;
    private final Partners partners;
    private final ListExport export;
    private final Clock clock;

    ReferralListPages(ReferralLists lists, Partners partners, ListExport export, Clock clock) {
        this.lists = lists;
        this.partners = partners;
        this.export = export;
        this.clock = clock;
    }

    @GetMapping("/referrals")
    String list(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        List<Scope> scopes = ReferralLists.scopes(actor);
        if (scopes.isEmpty()) throw forbidden();
        Form form = Form.of(request.getParameterMap());
        ListReferrals asked =
                ReferralListForm.read(ListPage.filters(form), clock).in(ListReferrals.Order.URGENT);
        ListReferrals wanted = asked.in(asked.scope() == null ? first(actor, scopes) : asked.scope());
        Scope scope = wanted.scope();
        if (!form.isSound()) response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        ReferralLists.Page page = form.isSound() ? lists.list(actor, wanted) : new ReferralLists.Page(List.of(), null);
        if (page == null || scope == null) throw forbidden();
        ListReferrals.After next = page.next();
        model.addAttribute("lines", page.items());
        model.addAttribute("count", form.isSound() ? lists.count(actor, wanted, scope) : 0);
        model.addAttribute(
                "next", next == null ? null : address(wanted, form, "cursor", ReferralListForm.cursor(next)));
        model.addAttribute("wanted", wanted);
        model.addAttribute("scopes", scopes);
        model.addAttribute("views", ListReferrals.View.values());
        model.addAttribute("priorities", Referral.Priority.values());
        model.addAttribute("structures", receivers(actor, scope));
        model.addAttribute("errors", form.errors());
        model.addAttribute("files", form.isSound() ? files(actor, wanted, form) : ListExport.Offer.NONE);
        return "referrals/list";
    }

    /** What came and waits for an answer, to which a bell and the number in the menu lead; else what the actor's role looks at first. */
    private Scope first(Actor actor, List<Scope> scopes) {
        return scopes.contains(Scope.INCOMING) && lists.toAcknowledge(actor) > 0 ? Scope.INCOMING : scopes.getFirst();
    }

    private List<Organisation> receivers(Actor actor, Scope scope) {
        return scope == Scope.INCOMING
                ? List.of()
                : partners.of(actor).stream()
                        .filter(one -> one.kind() != Organisation.Kind.LAW_ENFORCEMENT)
                        .toList();
    }

    private ListExport.Offer files(Actor actor, ListReferrals wanted, Form form) {
        return export.offer(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "referrals",
                format -> ReferralListForm.address("/referrals/file", wanted, form, "format", format));
    }

    private static String address(ListReferrals wanted, Form form, String name, String value) {
        return ReferralListForm.address("/referrals", wanted, form, name, value);
    }

    /** {@code format=csv|xlsx} and the filters of the list. */
    @PastDays
    @GetMapping({"/referrals/file", "/api/v1/referrals/file"})
    ResponseEntity<byte[]> file(Actor actor, HttpServletRequest request) {
        List<Scope> scopes = ReferralLists.scopes(actor);
        if (scopes.isEmpty() || !actor.may(Verb.EXPORT_PSEUDONYMOUS)) throw forbidden();
        Form form = Form.of(request.getParameterMap());
        TableFormat format = TableFormat.of(form.typed("format")).orElse(TableFormat.CSV);
        ListReferrals asked = ReferralListForm.read(form, clock);
        if (!form.isSound()) return Problem.of(form.errors());
        ListReferrals wanted = asked.in(asked.scope() == null ? scopes.getFirst() : asked.scope());
        return export.send(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "referrals",
                format,
                COLUMNS,
                most -> lines(actor, wanted.first(most)));
    }

    private List<ReferralLists.Line> lines(Actor actor, ListReferrals wanted) {
        ReferralLists.@Nullable Page page = lists.list(actor, wanted);
        if (page == null) throw forbidden();
        return page.items();
    }

    private static ResponseStatusException forbidden() {
        return PageRefusal.forbidden();
    }
}
