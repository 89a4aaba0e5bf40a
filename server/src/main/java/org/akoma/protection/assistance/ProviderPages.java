package org.akoma.protection.assistance;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Who gives what, for how many, and how many have it: for those who plan. */
@Controller
class ProviderPages {

    static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,39}");
    private static final String PAGE = "/services/providers";
    private static final int MOST_PLACES = 100_000;

    private final Providers providers;
    private final CodeLists lists;
    private final CaseWork work;
    private final ListExport export;

    ProviderPages(Providers providers, CodeLists lists, CaseWork work, ListExport export) {
        this.providers = providers;
        this.lists = lists;
        this.work = work;
        this.export = export;
    }

    @GetMapping(PAGE)
    String page(Actor actor, PostedForm posted, Model model) {
        Form form = posted.form();
        LocalDate asked = form.date("asOf");
        if (!form.isSound()) posted.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        LocalDate day = asked == null || asked.isAfter(work.today()) ? work.today() : asked;
        String view = show(actor, day, model);
        PostedForm.empty(model, form);
        model.addAttribute("errors", form.errors());
        return view;
    }

    private String show(Actor actor, LocalDate day, Model model) {
        if (!actor.may(Verb.PROVIDER_READ)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        model.addAttribute("providers", providers.all(actor, day));
        model.addAttribute("day", day);
        model.addAttribute("today", work.today());
        model.addAttribute("writes", actor.may(Verb.PROVIDER_WRITE));
        model.addAttribute(
                "files",
                export.offer(actor, Verb.EXPORT_PSEUDONYMOUS, "providers", format -> PAGE + "/file?format=" + format));
        model.addAttribute("kinds", ServiceForm.codes(lists, "provider-kind"));
        return "assistance/providers";
    }

    /** One service that a provider gives; a provider that gives none is a line too. */
    private record Given(Provider provider, Provider.@Nullable Offer offer) {
        static Stream<Given> of(Provider one) {
            return one.offers().isEmpty()
                    ? Stream.of(new Given(one, null))
                    : one.offers().stream().map(offer -> new Given(one, offer));
        }
    }

    private static final List<Column<Given>> COLUMNS = List.of(
            Column.of("assistance.provider.code", given -> given.provider().code()),
            new Column<>("assistance.provider.kind", (given, words) -> kind(given.provider(), words)),
            Column.code(
                    "assistance.provider.country",
                    "country",
                    given -> given.provider().country()),
            Column.code(
                    "assistance.service",
                    "assistance",
                    given -> given.offer() == null ? null : given.offer().service()),
            Column.of(
                    "assistance.places",
                    given -> given.offer() == null ? null : given.offer().places()),
            Column.of(
                    "assistance.taken",
                    given -> given.offer() == null ? null : given.offer().taken()));

    /** A shelter offers places too, though nobody chooses it as a kind. */
    private static String kind(Provider one, Formats words) {
        return one.kind().equals("SHELTER")
                ? words.text("assistance.shelter")
                : words.code("provider-kind", one.kind());
    }

    @GetMapping({PAGE + "/file", "/api/v1/providers/file"})
    ResponseEntity<byte[]> file(Actor actor, @RequestParam(defaultValue = "csv") String format) {
        if (!actor.may(Verb.PROVIDER_READ)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        return export.send(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "providers",
                TableFormat.of(format).orElse(TableFormat.CSV),
                COLUMNS,
                most -> providers.all(actor, work.today()).stream()
                        .flatMap(Given::of)
                        .limit(most)
                        .toList());
    }

    @PostMapping(PAGE)
    String open(Actor actor, PostedForm posted) {
        OpenProvider command = provider(posted.form(), lists);
        if (command == null) return posted.again(m -> show(actor, work.today(), m));
        return PageResponses.answer(
                posted,
                providers.open(actor, command),
                PAGE + "?done=assistance.provider-opened",
                m -> show(actor, work.today(), m));
    }

    /** Null when the form is not sound. */
    static @Nullable OpenProvider provider(Form form, CodeLists lists) {
        String code = form.required("code", 40);
        if (code != null && !CODE.matcher(code).matches()) form.wrong("code", "assistance.provider-code");
        String label = form.required("label", 120);
        String kind = form.requiredChoice("kind", ServiceForm.codes(lists, "provider-kind"));
        String country = form.requiredChoice("country", ServiceForm.codes(lists, "country"));
        String structure = form.text("organisation", 60);
        if (!form.isSound() || code == null || label == null || kind == null || country == null) return null;
        return new OpenProvider(Ids.next(), code, label, kind, country, structure);
    }

    /** What is typed of an offer. */
    record Offered(String service, @Nullable Integer places, LocalDate since) {

        /** Null when the form is not sound. */
        static @Nullable Offered read(Form form, CodeLists lists, LocalDate today) {
            String service = form.requiredChoice("service", ServiceForm.codes(lists, "assistance"));
            Integer places = form.integer("places", 0, MOST_PLACES);
            LocalDate since = form.date("since");
            if (!form.isSound() || service == null) return null;
            return new Offered(service, places, since == null ? today : since);
        }
    }

    @PostMapping(PAGE + "/{code}/offers")
    String offer(Actor actor, @PathVariable String code, PostedForm posted) {
        Offered offered = Offered.read(posted.form(), lists, work.today());
        if (offered == null) return posted.again(m -> show(actor, work.today(), m));
        Outcome<Provider> outcome = providers.offer(actor, code, offered.service(), offered.places(), offered.since());
        return PageResponses.answer(
                posted, outcome, PAGE + "?done=assistance.offer-changed", m -> show(actor, work.today(), m));
    }

    /** The same, with the provider chosen in the form. */
    @PostMapping(PAGE + "/offers")
    String offerOf(Actor actor, PostedForm posted) {
        List<String> known =
                providers.all(actor, work.today()).stream().map(Provider::code).toList();
        String code = posted.form().requiredChoice("provider", known);
        if (code == null) return posted.again(m -> show(actor, work.today(), m));
        return offer(actor, code, posted);
    }
}
