package org.akoma.protection.assistance;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseWork;
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

/** Who gives what, for how many, and how many have it: for those who plan. */
@Controller
class ProviderPages {

    private static final String PAGE = "/services/providers";

    private final Providers providers;
    private final CaseWork work;
    private final ListExport export;
    private final Forms forms;

    ProviderPages(Providers providers, CaseWork work, ListExport export, Forms forms) {
        this.providers = providers;
        this.work = work;
        this.export = export;
        this.forms = forms;
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
        if (!actor.may(Verb.PROVIDER_READ)) throw PageRefusal.forbidden();
        List<Provider> all = providers.all(actor, day);
        model.addAttribute("providers", all);
        model.addAttribute("countries", byCountry(all));
        model.addAttribute("day", day);
        model.addAttribute("today", work.today());
        model.addAttribute("writes", actor.may(Verb.PROVIDER_WRITE));
        model.addAttribute(
                "files",
                export.offer(actor, Verb.EXPORT_PSEUDONYMOUS, "providers", format -> PAGE + "/file?format=" + format));
        model.addAttribute("ask", forms.view(OpenProvider.Input.class));
        model.addAttribute("askOffer", forms.view(OfferService.class));
        return "assistance/providers";
    }

    /** The country with the most providers first. */
    private static List<List<Provider>> byCountry(List<Provider> all) {
        return all.stream()
                .collect(Collectors.groupingBy(Provider::country, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .sorted(Comparator.comparingInt(some -> -some.size()))
                .toList();
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
        if (!actor.may(Verb.PROVIDER_READ)) throw PageRefusal.forbidden();
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
    String open(Actor actor, Submission<OpenProvider.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> providers.open(actor, input.command()),
                input -> PAGE + "?done=assistance.provider-opened",
                m -> show(actor, work.today(), m));
    }

    @PostMapping(PAGE + "/{code}/offers")
    String offer(Actor actor, @PathVariable String code, Submission<OfferService> submission) {
        return PageResponses.answer(
                submission,
                input -> providers.offer(actor, code, input),
                input -> PAGE + "?done=assistance.offer-changed",
                m -> show(actor, work.today(), m));
    }

    /** The same, with the provider chosen in the form. */
    @PostMapping(PAGE + "/offers")
    String offerOf(Actor actor, Submission<OfferService> submission) {
        List<String> known =
                providers.all(actor, work.today()).stream().map(Provider::code).toList();
        String code = submission.form().requiredChoice("provider", known);
        return offer(actor, Objects.requireNonNullElse(code, ""), submission); // nothing is offered while it is wrong
    }
}
