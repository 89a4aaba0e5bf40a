package org.akoma.protection.assistance;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of services, as a page, as JSON and as a file. */
@Controller
class ServiceListPages {

    private static final int PAGE = 50;

    private static final List<Column<ListServices.Line>> COLUMNS = List.of(
            Column.of("assistance.child", ListServices.Line::caseCode),
            Column.code("assistance.service", "assistance", ListServices.Line::code),
            Column.code("assistance.state", "service-status", ListServices.Line::state),
            Column.of("assistance.provider", ListServices.Line::provider),
            Column.of("assistance.worker", ListServices.Line::worker),
            Column.of("assistance.planned-at", ListServices.Line::plannedAt),
            Column.of("assistance.from-on", ListServices.Line::fromOn),
            Column.of("assistance.until-on", ListServices.Line::untilOn),
            Column.of("assistance.due-at", ListServices.Line::dueAt),
            Column.of("assistance.began", ListServices.Line::startedAt),
            Column.of("assistance.ended", ListServices.Line::endedAt),
            Column.of("assistance.approved-by", ListServices.Line::approvedBy),
            Column.code("assistance.reason", "service-interruption", ListServices.Line::reason));

    private final ServiceLists services;
    private final ListExport export;
    private final CaseWork work;

    ServiceListPages(ServiceLists services, ListExport export, CaseWork work) {
        this.services = services;
        this.export = export;
        this.work = work;
    }

    private static ListServices read(Form form) {
        Service.State state = form.choice("state", Service.State.class);
        Boolean waiting = form.answer("waiting");
        Integer limit = form.integer("limit", 1, ListServices.MOST);
        String cursor = form.text("cursor", 60);
        form.text("lang", 2);
        ListServices.Place after = cursor == null ? null : ServiceLists.place(cursor);
        if (cursor != null && after == null) form.wrong("cursor", "assistance.bad-cursor");
        return new ListServices(state, Boolean.TRUE.equals(waiting), limit == null ? PAGE : limit, after);
    }

    @GetMapping("/services")
    String list(Actor actor, PostedForm posted, Model model) {
        PostedForm.empty(model, posted.form());
        return show(actor, posted, model);
    }

    private String show(Actor actor, PostedForm posted, Model model) {
        Form form = posted.form();
        ListServices wanted = read(ListPage.filters(form));
        if (!form.isSound()) {
            posted.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            wanted = new ListServices(null, false, ListPage.ROWS, null);
        }
        ListServices.Page page = services.page(actor, wanted).orElseThrow(() -> PageRefusal.forbidden());
        model.addAttribute("errors", form.errors());
        model.addAttribute("wanted", wanted);
        model.addAttribute("rows", page.items());
        model.addAttribute("now", work.now());
        model.addAttribute("states", List.of(Service.State.values()));
        model.addAttribute("approves", actor.may(Verb.SERVICE_APPROVE));
        model.addAttribute("places", !ServiceListStore.oversees(actor));
        model.addAttribute("opens", actor.may(Verb.CASE_READ) && !Services.budgetsOnly(actor));
        model.addAttribute("next", page.next() == null ? null : address("/services", wanted, "cursor", page.next()));
        model.addAttribute("first", wanted.after() == null ? null : address("/services", wanted, "lang", null));
        model.addAttribute("files", files(actor, wanted));
        return "assistance/services";
    }

    private ListExport.Offer files(Actor actor, ListServices wanted) {
        return export.offer(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "services",
                format -> address("/services/file", wanted, "format", format));
    }

    private static String address(String path, ListServices wanted, String name, @Nullable String value) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        if (wanted.state() != null) address.queryParam("state", wanted.state());
        if (wanted.waiting()) address.queryParam("waiting", true);
        if (value != null) address.queryParam(name, value);
        return address.build().encode().toUriString();
    }

    @GetMapping("/api/v1/services")
    ResponseEntity<ListServices.Page> all(Actor actor, PostedForm posted) {
        ListServices wanted = read(posted.form());
        if (!posted.form().refuseUnknown().isSound())
            return Problem.of(posted.form().errors());
        return services.page(actor, wanted).map(ResponseEntity::ok).orElseGet(Problem::forbidden);
    }

    @PostMapping("/services/{id}/approval")
    String approve(Actor actor, @PathVariable UUID id, PostedForm posted, Model model) {
        return PageResponses.step(
                posted,
                version -> services.approve(actor, id, version),
                "/services?waiting=true&done=assistance.service-approved",
                m -> show(actor, posted, m));
    }

    @PostMapping("/api/v1/services/{id}/approval")
    ResponseEntity<ListServices.Line> approve(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return ApiResponses.tagged(
                services.approve(actor, id, ETag.version(ifMatch)),
                HttpStatus.OK,
                ListServices.Line::version,
                Function.identity());
    }

    /** {@code format=csv|xlsx} and the filters of the list. */
    @GetMapping({"/services/file", "/api/v1/services/file"})
    ResponseEntity<byte[]> file(Actor actor, PostedForm posted) {
        Form form = posted.form();
        String format = form.choice("format", List.of("csv", "xlsx"));
        ListServices wanted = read(form);
        if (!form.isSound()) return Problem.of(form.errors());
        return export.send(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "services",
                format == null ? TableFormat.CSV : TableFormat.of(format).orElse(TableFormat.CSV),
                COLUMNS,
                most -> services.page(actor, wanted.first(most))
                        .map(ListServices.Page::items)
                        .orElse(List.of()));
    }
}
