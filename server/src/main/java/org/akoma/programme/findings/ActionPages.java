package org.akoma.programme.findings;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** The plan of action as a list with filters, as a file, and one action with what its owner and the management do with it. */
@Controller
class ActionPages {

    private static final String ONE = "/actions/{id}";
    private static final String LIST = "evaluation-actions";

    private static final List<Column<Action>> COLUMNS = List.of(
            Column.of("evaluation.action.code", Action::code),
            Column.of("evaluation.mission.code", Action::mission),
            Column.of("evaluation.recommendation.code", Action::recommendation),
            Column.code("evaluation.finding.area", "evaluation.area", Action::area),
            Column.of("evaluation.action.owner", Action::owner),
            Column.of("evaluation.action.structure", Action::structure),
            Column.of("evaluation.action.dueOn", Action::dueOn),
            Column.code("evaluation.action.state", "evaluation.state", Action::state),
            Column.of("evaluation.finish.doneOn", Action::doneOn));

    private final Actions actions;
    private final ListExport export;
    private final Forms forms;

    ActionPages(Actions actions, ListExport export, Forms forms) {
        this.actions = actions;
        this.export = export;
        this.forms = forms;
    }

    @GetMapping("/actions")
    String list(Actor actor, HttpServletRequest request, Model model) {
        if (!actor.may(Verb.FINDING_READ)) throw PageRefusal.forbidden();
        Form form = Form.of(request.getParameterMap());
        ActionFilter wanted = ActionFilter.of(form);
        PostedForm.empty(model, form);
        model.addAttribute("errors", form.errors());
        List<Action> every = actions.list(actor, ActionFilter.ALL, Actions.MOST);
        model.addAttribute("actions", actions.list(actor, wanted, Actions.MOST));
        model.addAttribute("wanted", wanted);
        model.addAttribute(
                "owners",
                Stream.concat(
                                every.stream().map(Action::owner),
                                Stream.of(actor.code()).filter(me -> me.equals(wanted.owner())))
                        .distinct()
                        .sorted()
                        .toList());
        model.addAttribute(
                "missions",
                every.stream().map(Action::mission).distinct().sorted().toList());
        model.addAttribute("states", Action.State.values());
        model.addAttribute("areas", Finding.Area.values());
        model.addAttribute("files", export.offer(actor, Verb.FINDING_READ, LIST, file(wanted)));
        return "findings/actions";
    }

    private static UnaryOperator<String> file(ActionFilter wanted) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/actions/file");
        if (wanted.mission() != null) address.queryParam("evaluation", wanted.mission());
        if (wanted.area() != null) address.queryParam("area", wanted.area());
        if (wanted.owner() != null) address.queryParam("owner", wanted.owner());
        if (!wanted.chosen().isEmpty()) address.queryParam("state", wanted.chosen());
        return format -> address.cloneBuilder()
                .queryParam("format", format)
                .encode()
                .build()
                .toUriString();
    }

    /** {@code format=csv|xlsx} and the filters of the list: codes and days, no words. */
    @GetMapping({"/actions/file", "/api/v1/actions/file"})
    ResponseEntity<byte[]> file(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        String format = form.choice("format", List.of("csv", "xlsx"));
        ActionFilter wanted = ActionFilter.of(form);
        if (!form.isSound()) return org.akoma.Problem.of(form.errors());
        return export.send(
                actor,
                Verb.FINDING_READ,
                LIST,
                format == null ? TableFormat.CSV : TableFormat.of(format).orElse(TableFormat.CSV),
                COLUMNS,
                most -> actions.list(actor, wanted, most));
    }

    @GetMapping(ONE)
    String one(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return show(actor, id, model);
    }

    private String show(Actor actor, UUID id, Model model) {
        Action one = actions.find(actor, id).orElseThrow(PageRefusal::notFound);
        boolean open = one.confirmed() && one.state().isOpen();
        model.addAttribute("action", one);
        model.addAttribute(
                "carriesOut", one.confirmed() && one.unfinished() && one.mine() && actor.may(Verb.ACTION_UPDATE));
        boolean manages = open && actor.is(Role.PROJECT_MANAGER);
        model.addAttribute("manages", manages);
        model.addAttribute("last", manages && actions.isLast(actor, id));
        model.addAttribute(
                "finish", forms.view(FinishAction.class, null, one.version()).prefilled("doneOn", actions.today()));
        model.addAttribute("cancel", forms.view(CancelAction.class, null, one.version()));
        model.addAttribute("transfer", forms.view(TransferAction.class, null, one.version()));
        return "findings/action";
    }

    @PostMapping(ONE + "/start")
    String start(Actor actor, @PathVariable UUID id, PostedForm posted) {
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        return switch (actions.start(actor, id, version)) {
            case Answer.Done<Action>(Action done) -> to(done, "started");
            case Answer.NotFound<Action>() -> throw PageRefusal.notFound();
            case Answer.Forbidden<Action>() -> throw PageRefusal.forbidden();
            case Answer.Overtaken<Action>() -> throw PageRefusal.overtaken();
            case Answer.Refused<Action>(var why) -> posted.again(why, m -> show(actor, id, m));
        };
    }

    @PostMapping(ONE + "/done")
    String finish(Actor actor, @PathVariable UUID id, Submission<FinishAction> submission) {
        return Answer.page(
                actions.barred(actor, id, true),
                submission,
                input -> actions.finish(actor, id, input),
                done -> address(done, "done-asked"),
                m -> show(actor, id, m));
    }

    @PostMapping(ONE + "/cancellation")
    String cancel(Actor actor, @PathVariable UUID id, Submission<CancelAction> submission) {
        return Answer.page(
                actions.barred(actor, id, false),
                submission,
                input -> actions.cancel(actor, id, input),
                done -> address(done, "cancel-asked"),
                m -> show(actor, id, m));
    }

    @PostMapping(ONE + "/transfer")
    String transfer(Actor actor, @PathVariable UUID id, Submission<TransferAction> submission) {
        return Answer.page(
                actions.barred(actor, id, false),
                submission,
                input -> actions.transfer(actor, id, input),
                done -> address(done, "transfer-asked"),
                m -> show(actor, id, m));
    }

    private static String to(Action action, String done) {
        return "redirect:" + address(action, done);
    }

    private static String address(Action action, String done) {
        return "/actions/" + action.id() + "?done=evaluation.action-" + done;
    }
}
