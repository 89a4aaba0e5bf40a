package org.akoma.protection.wellbeing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.reference.Laws;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The pages of the Child Status Index: how the child is, what changed, what it asks; and the form, one factor after the other. */
@Controller
class CsiPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/csi";

    private final FileShell shell;
    private final StatusIndexes indexes;
    private final PersonCodes people;
    private final Policies policies;
    private final Laws laws;
    private final Clock clock;
    private final ListExport export;
    private final Forms forms;

    CsiPages(
            FileShell shell,
            StatusIndexes indexes,
            PersonCodes people,
            Policies policies,
            Laws laws,
            Clock clock,
            ListExport export,
            Forms forms) {
        this.forms = forms;
        this.export = export;
        this.shell = shell;
        this.indexes = indexes;
        this.people = people;
        this.policies = policies;
        this.laws = laws;
        this.clock = clock;
    }

    /** The level of a factor, and its change since the last and the first index. */
    public record Line(CsiFactor factor, @Nullable Csi newest, CsiChange sinceLast, CsiChange sinceFirst) {}

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, PostedForm posted, Model model) {
        LocalDate asOf = posted.form().pastDay("asOf", LocalDate.now(clock));
        if (!posted.form().isSound()) return posted.again(m -> show(actor, code, m));
        PostedForm.empty(model, posted.form());
        return show(actor, code, asOf, model);
    }

    private String show(Actor actor, String code, Model model) {
        return show(actor, code, null, model);
    }

    /** @param asOf as of the end of that day, without forms; null = now */
    private String show(Actor actor, String code, @Nullable LocalDate asOf, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        StatusIndexes.Standing standing = PageResponses.read(
                asOf == null ? indexes.of(actor, file.code()) : indexes.of(actor, file.code(), asOf));
        model.addAttribute("asOf", asOf);
        model.addAttribute(
                "now",
                asOf == null
                        ? clock.instant()
                        : asOf.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        List<Csi> all = standing.indexes();
        model.addAttribute("indexes", all);
        model.addAttribute(
                "files",
                all.isEmpty()
                        ? ListExport.Offer.NONE
                        : export.offer(
                                actor,
                                Verb.EXPORT_PSEUDONYMOUS,
                                "csi",
                                format -> StatusFiles.address(file.code(), "csi", format, asOf)));
        model.addAttribute("lines", lines(all));
        model.addAttribute("actions", CsiAction.newest(standing.actions()));
        model.addAttribute(
                "answers", asOf == null ? indexes.answers(actor, file.code(), standing.actions()) : Map.of());
        DrawnCsi drawn = asOf == null ? indexes.drawn(actor, file.code()).orElse(null) : null;
        model.addAttribute("drawn", drawn);
        model.addAttribute("next", standing.next());
        model.addAttribute("writes", asOf == null && mayWrite(actor, frame));
        model.addAttribute(
                "works",
                asOf == null && actor.may(Verb.CASE_WRITE) && frame.writes(Section.FOLLOW_UP) && !frame.byEmergency());
        model.addAttribute(
                "people",
                people.of(
                        actor,
                        Stream.concat(
                                        all.stream().map(Csi::assessor),
                                        standing.actions().stream()
                                                .map(CsiAction::doneBy)
                                                .flatMap(Stream::ofNullable))
                                .toList()));
        model.addAttribute(
                "law", laws.trafficking(file.country(), frame.today()).orElse(null));
        return "wellbeing/csi";
    }

    private static List<Line> lines(List<Csi> all) {
        if (all.isEmpty()) return List.of();
        Csi newest = all.getFirst();
        Csi before = all.size() > 1 ? all.get(1) : null;
        Csi first = all.size() > 1 ? all.getLast() : null;
        return Arrays.stream(CsiFactor.values())
                .map(factor -> new Line(
                        factor, newest, CsiChange.of(factor, before, newest), CsiChange.of(factor, first, newest)))
                .toList();
    }

    private static boolean mayWrite(Actor actor, FileFrame frame) {
        return actor.may(Verb.CSI_WRITE) && frame.writes(Section.FOLLOW_UP) && !frame.byEmergency();
    }

    @GetMapping(PAGE + "/new")
    String form(Actor actor, @PathVariable String code, Model model) {
        String view = ask(actor, code, model);
        PostedForm.empty(
                model,
                Form.ofJson(Map.of(
                        "id",
                        Ids.next(),
                        "wave",
                        String.valueOf(model.getAttribute("wave")),
                        "on",
                        today(model).toString())));
        return view;
    }

    private static LocalDate today(Model model) {
        return model.getAttribute("frame") instanceof FileFrame frame ? frame.today() : LocalDate.EPOCH;
    }

    private String ask(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        StatusIndexes.Standing standing = PageResponses.read(indexes.of(actor, frame.code()));
        if (!mayWrite(actor, frame)) throw PageRefusal.forbidden();
        CsiCalendar.Expected next = standing.next();
        Csi.Wave wave =
                next == null ? Csi.Wave.BETWEEN : CsiCalendar.of(policies).waveOf(next, frame.today());
        model.addAttribute("wave", closes(frame.file()) ? Csi.Wave.CLOSURE : wave);
        List<Csi.Wave> waves = standing.indexes().isEmpty()
                ? List.of(Csi.Wave.BASELINE)
                : Arrays.stream(Csi.Wave.values())
                        .filter(one -> one != Csi.Wave.BASELINE)
                        .toList();
        model.addAttribute("ask", forms.view(RecordCsi.Input.class).offering("wave", waves));
        model.addAttribute("factors", List.of(CsiFactor.values()));
        model.addAttribute(
                "domains",
                Arrays.stream(CsiFactor.values())
                        .collect(Collectors.groupingBy(CsiFactor::domain, TreeMap::new, Collectors.toList()))
                        .values());
        model.addAttribute("levels", List.of(4, 3, 2, 1));
        model.addAttribute("urgentAt", policies.count("csi.urgent-at"));
        model.addAttribute("actionAt", policies.count("csi.action-at"));
        model.addAttribute(
                "urgentHours", policies.hours("csi.urgent-action.max").toHours());
        model.addAttribute("actionDays", policies.days("csi.action.max"));
        model.addAttribute(
                "before",
                standing.indexes().isEmpty() ? null : standing.indexes().getFirst());
        return "wellbeing/csi-new";
    }

    /** Before a file ends or passes on, the child's status is looked at once more. */
    private static boolean closes(CaseFile file) {
        return file.status() == CaseFile.Status.CLOSURE_REQUESTED
                || file.status() == CaseFile.Status.TRANSFER_PROPOSED
                || file.status() == CaseFile.Status.TRANSFER_ACCEPTED;
    }

    @PostMapping(PAGE + "/new")
    String record(Actor actor, @PathVariable String code, Submission<RecordCsi.Input> submission) {
        return PageResponses.answer(
                submission.alsoWrong(legible -> indexes.refusals(actor, upper(code), legible)),
                input -> indexes.record(actor, upper(code), input.command()),
                (input, made) -> "/cases/" + upper(code) + "/csi?done=followup." + recorded(made),
                m -> ask(
                        actor,
                        code,
                        m.addAttribute(
                                "first",
                                indexes.alarmFirst(
                                        actor, upper(code), RecordCsi.readable(submission, LocalDate.now(clock))))));
    }

    private static String recorded(Csi made) {
        Integer level = made.level(CsiFactor.EMOTIONAL_HEALTH);
        return level != null && level == 1 ? "csi-mental-health" : "csi-recorded";
    }

    @PostMapping(PAGE + "/actions/{id}")
    String finish(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<CsiAction.Finish> submission) {
        return PageResponses.answer(
                submission,
                input -> indexes.finish(actor, upper(code), id, new CsiAction.SealedText(input.done()), input.goal()),
                input -> "/cases/" + upper(code) + "/csi?done=followup.csi-action-done",
                m -> show(actor, code, m.addAttribute("acted", id)));
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
