package org.akoma.airlock.slips;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Slips as the police write them. */
@Controller
class SlipPages {

    private final Slips slips;
    private final SlipsSentBack sentBack;
    private final Forms forms;
    private final Formats words;
    private final Names called;

    private final Clock clock;

    SlipPages(Slips slips, SlipsSentBack sentBack, Forms forms, Formats words, Names called, Clock clock) {
        this.called = called;
        this.clock = clock;
        this.slips = slips;
        this.sentBack = sentBack;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/slips/new")
    String begin(
            Actor actor,
            @RequestParam(required = false) @Nullable String operation,
            @RequestParam(required = false) @Nullable String instead,
            @RequestParam(required = false) @Nullable String person,
            Model model) {
        allow(actor.may(Verb.SLIP_WRITE));
        if (instead != null) return beginAnew(actor, visible(actor, instead), model);
        Set<String> operations = operations(actor);
        String chosen = operation == null && operations.size() == 1
                ? operations.iterator().next()
                : operation;
        if (chosen == null || slips.scenes(actor, chosen, person).isEmpty()) {
            model.addAttribute("operations", operations);
            model.addAttribute("withoutSite", slips.withoutSite(actor));
            return "slips/where";
        }
        Form form = Form.of(known(actor, chosen, person));
        PostedForm.empty(model, form);
        return form(actor, model, form, null);
    }

    /** What is known before anything is typed: of the person met, else the only site; and the child's number there. */
    private Map<String, String[]> known(Actor actor, String operation, @Nullable String person) {
        List<Scenes.Scene> there = slips.scenes(actor, operation, person);
        Map<String, String[]> typed = new LinkedHashMap<>();
        if (person != null)
            typed.putAll(slips.met(actor, operation, person).map(SlipFields::of).orElse(Map.of()));
        else if (there.size() == 1)
            typed.put("site", new String[] {there.getFirst().site()});
        String[] site = typed.get("site");
        if (site != null)
            typed.put("childNumber", new String[] {
                String.valueOf(slips.nextNumber(actor, there.getFirst().operationId(), site[0]))
            });
        typed.put("id", new String[] {Ids.next().toString()});
        typed.put("operation", new String[] {operation});
        return typed;
    }

    /** Another slip of a child who was sent back, filled with what the first one said: only what was wrong is typed again. */
    private String beginAnew(Actor actor, Slip back, Model model) {
        String operation = sentBack.writesAnew(actor, back).orElse(null);
        if (operation == null) return "redirect:/slips/" + back.number();
        Map<String, String[]> typed = SlipFields.posted(back.content());
        OtherSlip other = sentBack.othersOf(actor, List.of(back)).get(back.id());
        // the other child keeps the number
        if (other != null && other.how() == OtherSlip.How.JUDGED) typed.remove("childNumber");
        typed.put("id", new String[] {Ids.next().toString()});
        typed.put("operation", new String[] {operation});
        typed.put("instead", new String[] {back.number()});
        Form form = Form.of(typed);
        PostedForm.empty(model, form);
        return form(actor, model, form, null);
    }

    @PostMapping("/slips")
    String write(Actor actor, Submission<WriteSlip.Input> submission) {
        allow(actor.may(Verb.SLIP_WRITE));
        Form form = submission.form();
        WriteSlip.Input input = submission.read();
        SlipContent content = content(actor, form, input == null ? null : input.slip());
        if (input == null || content == null) return submission.again(m -> form(actor, m, form, null));
        return switch (slips.write(actor, input.of(content))) {
            case WriteSlip.Result.Written(Slip slip) ->
                signs(form) ? signed(actor, slip, "slips.written") : done(slip, "slips.written");
            case WriteSlip.Result.NoSuchPerson() ->
                submission.again(SlipInput.noSuchPerson(), m -> form(actor, m, form, null));
            case WriteSlip.Result.NotToReplace() ->
                submission.again(SlipInput.notToReplace(), m -> form(actor, m, form, null));
            case WriteSlip.Result.StaysAChild() ->
                submission.again(SlipInput.staysAChild(), m -> form(actor, m, form, null));
            case WriteSlip.Result.Forbidden() -> throw PageRefusal.forbidden();
            case WriteSlip.Result.NoSuchSite() ->
                submission.again(SlipInput.noSuchSite(), m -> form(actor, m, form, null));
            case WriteSlip.Result.OtherContent() ->
                submission.again(FieldError.of("id", Problem.OTHER_CONTENT), m -> form(actor, m, form, null));
            case WriteSlip.Result.NumberTaken() ->
                submission.again(SlipInput.numberTaken(), m -> form(actor, m, form, null));
        };
    }

    /** Who signs in the same step and wrote no hour hands the child over now. */
    private @Nullable SlipContent content(Actor actor, Form form, @Nullable SlipInput said) {
        SlipContent content = SlipInput.content(form, said, slips.receivers(actor));
        return content == null || !signs(form)
                ? content
                : content.handedBy(clock.instant().truncatedTo(ChronoUnit.MINUTES));
    }

    private static boolean signs(Form form) {
        return form.typed("then").equals("sign");
    }

    /** Written and signed in one go, where the child is handed over at that moment. */
    private String signed(Actor actor, Slip slip, String otherwise) {
        SignSlip.Result result = slips.sign(actor, new SignSlip(slip.number(), slip.version()));
        if (result instanceof SignSlip.Result.Signed) return done(slip, "slips.signed");
        return result instanceof SignSlip.Result.NotHanded ? hour(slip) : done(slip, otherwise);
    }

    /** Nothing is signed before it is written when the child was handed over: the form asks for that hour, and signs then. */
    private static String hour(Slip slip) {
        return "redirect:/slips/" + slip.number() + "/edit?then=sign";
    }

    @GetMapping("/slips/{number}/edit")
    String edit(
            Actor actor,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String then,
            Model model) {
        Slip slip = visible(actor, number);
        allow(actor.may(Verb.SLIP_WRITE));
        if (!slip.isOpen()) return "redirect:/slips/" + number;
        Map<String, String[]> typed = SlipFields.posted(slip.content());
        typed.put("version", new String[] {String.valueOf(slip.version())});
        Form form = Form.of(typed);
        PostedForm.empty(model, form);
        if ("sign".equals(then) && slip.content().handedAt() == null)
            model.addAttribute("errors", List.of(FieldError.of("handedAt", "slips.not-handed")));
        return form(actor, model, form, slip);
    }

    @PostMapping("/slips/{number}")
    String correct(Actor actor, @PathVariable String number, Submission<CorrectSlip.Input> submission) {
        Slip slip = visible(actor, number);
        allow(actor.may(Verb.SLIP_WRITE));
        Form form = submission.form();
        CorrectSlip.Input input = submission.read();
        SlipContent content = content(actor, form, input == null ? null : input.slip());
        if (content == null) return submission.again(m -> form(actor, m, form, slip));
        Integer version = submission.version();
        if (version == null) return submission.overtaken("slips.changed", m -> form(actor, m, form, slip));
        return switch (slips.correct(actor, new CorrectSlip(number, version, content))) {
            case CorrectSlip.Result.Corrected(Slip corrected) ->
                signs(form) ? signed(actor, corrected, "slips.corrected") : done(corrected, "slips.corrected");
            case CorrectSlip.Result.NotFound() -> throw PageRefusal.notFound();
            case CorrectSlip.Result.Forbidden() -> throw PageRefusal.forbidden();
            case CorrectSlip.Result.NoSuchSite() ->
                submission.again(SlipInput.noSuchSite(), m -> form(actor, m, form, slip));
            case CorrectSlip.Result.OnlyHanded() ->
                submission.again(SlipInput.onlyHanded(), m -> form(actor, m, form, slip));
            case CorrectSlip.Result.NumberTaken() ->
                submission.again(SlipInput.numberTaken(), m -> form(actor, m, form, slip));
            case CorrectSlip.Result.StaysAChild() ->
                submission.again(SlipInput.staysAChild(), m -> form(actor, m, form, slip));
            case CorrectSlip.Result.AlreadySigned() -> done(slip, "slips.already-signed");
            case CorrectSlip.Result.Changed(Slip current) ->
                submission
                        .sent()
                        .again(
                                SlipFields.differing(current.content(), content).stream()
                                        .map(field -> FieldError.of(field, "slips.changed"))
                                        .toList(),
                                m -> form(actor, m, form, slip));
        };
    }

    @PostMapping("/slips/{number}/signature")
    String sign(Actor actor, @PathVariable String number, PostedForm posted) {
        Slip slip = visible(actor, number);
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        if (!posted.form().typed("handedAt-day").isEmpty()
                && slip.isOpen()
                && slip.content().handedAt() == null) {
            Slip handed = handed(actor, slip, version == null ? 0 : version, posted.form());
            if (handed == null) return hour(slip);
            version = handed.version();
        }
        return switch (slips.sign(actor, new SignSlip(number, version == null ? 0 : version))) {
            case SignSlip.Result.Signed(Slip signed) -> done(signed, "slips.signed");
            case SignSlip.Result.NotFound() -> throw PageRefusal.notFound();
            case SignSlip.Result.Forbidden() -> throw PageRefusal.forbidden();
            case SignSlip.Result.NotYours(String officer) -> done(slip, "slips.not-yours");
            case SignSlip.Result.NotHanded() -> hour(slip);
            case SignSlip.Result.AlreadySigned() -> done(slip, "slips.already-signed");
            case SignSlip.Result.Changed(Slip current) -> done(current, "slips.changed");
        };
    }

    /** With the hour of the hand-over that is typed beside the signature; null where it is none. */
    private @Nullable Slip handed(Actor actor, Slip slip, int version, Form form) {
        Instant at = form.moment("handedAt");
        if (at == null
                || at.isAfter(clock.instant())
                || at.isBefore(slip.content().foundAt())) return null;
        CorrectSlip hour =
                new CorrectSlip(slip.number(), version, slip.content().handedBy(at));
        return slips.correct(actor, hour) instanceof CorrectSlip.Result.Corrected(Slip corrected) ? corrected : null;
    }

    private static String done(Slip slip, String what) {
        return "redirect:/slips/" + slip.number() + "?done=" + what;
    }

    /** The structure first, and what the person does there: the police read no names of the care side. */
    private String receiver(Person one) {
        return called.structure(one.organisation())
                + words.text("page.colon")
                + words.code("role", Role.CASE_WORKER)
                + ", "
                + one.code();
    }

    private String form(Actor actor, Model model, Form form, @Nullable Slip slip) {
        Map<String, String> receivers = new LinkedHashMap<>();
        slips.receivers(actor).stream()
                .sorted(Comparator.comparing(Person::organisation).thenComparing(Person::code))
                .forEach(one -> receivers.put(one.code(), receiver(one)));
        Map<String, String> languages = new LinkedHashMap<>();
        languages.put(SlipInput.NO_INTERPRETER, words.text("slips.no-interpreter"));
        languages.putAll(words.options("language"));
        model.addAttribute("slip", slip);
        model.addAttribute("back", slips.find(actor, form.typed("instead")).orElse(null));
        model.addAttribute(
                "ask",
                slip == null
                        ? forms.view(WriteSlip.Input.class)
                        : forms.view(CorrectSlip.Input.class, null, slip.version()));
        model.addAttribute("sites", sites(actor, form, slip));
        model.addAttribute("receivers", receivers);
        model.addAttribute("languages", languages);
        return "slips/form";
    }

    private Map<String, String> sites(Actor actor, Form form, @Nullable Slip slip) {
        UUID operation = slip == null ? null : slips.operationOf(actor, slip);
        Map<String, String> sites = new LinkedHashMap<>();
        String person = form.typed("person");
        Stream<Scenes.Scene> offered = operation == null
                ? slips.scenes(actor, form.typed("operation"), person.isEmpty() ? null : person).stream()
                : slips.scenes(actor).stream().filter(one -> one.operationId().equals(operation));
        offered.forEach(one -> sites.put(one.site(), one.site() + " · " + words.code("sector", one.sector())));
        // after the end of its operation a slip keeps its site, and so does the one that follows a slip sent back
        String site = slip == null ? form.typed("site") : slip.content().site();
        if (slip != null || sites.isEmpty() && !site.isEmpty()) sites.putIfAbsent(site, site);
        return sites;
    }

    private Set<String> operations(Actor actor) {
        Set<String> operations = new LinkedHashSet<>();
        slips.scenes(actor).forEach(one -> operations.add(one.operation()));
        return operations;
    }

    private Slip visible(Actor actor, String number) {
        return slips.find(actor, number).orElseThrow(PageRefusal::notFound);
    }

    private static void allow(boolean may) {
        if (!may) throw PageRefusal.forbidden();
    }
}
