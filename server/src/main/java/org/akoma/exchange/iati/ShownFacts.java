package org.akoma.exchange.iati;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.reference.Places;
import org.jspecify.annotations.Nullable;

/** All that is said of the project, beside what was said before, for the second person and for the page. */
final class ShownFacts {

    private static final String LABEL = "iati.facts.";

    private final Places places;
    private final @Nullable ProposeFacts before;
    private final ProposeFacts after;
    private final List<Shown.Field> fields = new ArrayList<>();

    private ShownFacts(Places places, @Nullable ProposeFacts before, ProposeFacts after) {
        this.places = places;
        this.before = before;
        this.after = after;
    }

    static List<Shown.Field> of(Places places, @Nullable ProposeFacts before, ProposeFacts after) {
        return new ShownFacts(places, before, after).all();
    }

    private List<Shown.Field> all() {
        text("reporterRef", ProposeFacts::reporterRef);
        text("reporterName", ProposeFacts::reporterName);
        code("reporterType", "iati-organisation-type", ProposeFacts::reporterType);
        text("activityCode", ProposeFacts::activityCode);
        text("titleFr", ProposeFacts::titleFr);
        text("titleEn", ProposeFacts::titleEn);
        text("descriptionFr", ProposeFacts::descriptionFr);
        text("descriptionEn", ProposeFacts::descriptionEn);
        code("status", "iati-activity-status", ProposeFacts::status);
        day("plannedStart", ProposeFacts::plannedStart);
        day("plannedEnd", ProposeFacts::plannedEnd);
        day("actualStart", ProposeFacts::actualStart);
        day("actualEnd", ProposeFacts::actualEnd);
        text("contactName", ProposeFacts::contactName);
        text("contactNameEn", ProposeFacts::contactNameEn);
        text("contactEmail", ProposeFacts::contactEmail);
        text("website", ProposeFacts::website);
        text("percentCi", facts -> facts.percentCi() + " %");
        text("percentGh", facts -> facts.percentGh() + " %");
        lines(
                "places.said",
                facts -> facts.places().stream().<Object>map(this::place).toList());
        lines(
                "partners",
                Shown.LINES,
                facts -> facts.partners().stream()
                        .<Object>map(one -> line(
                                new Shown.Part(null, one.name()),
                                english(one.nameEn()),
                                new Shown.Part("iati-organisation-role", one.role()),
                                new Shown.Part("iati-organisation-type", one.type()),
                                said(one.ref())))
                        .toList());
        lines(
                "sectors",
                facts -> facts.sectors().stream()
                        .<Object>map(one -> line(
                                new Shown.Part("dac-sector", one.sector()), new Shown.Part(null, one.percent() + " %")))
                        .toList());
        lines(
                "budgets",
                facts -> facts.budgets().stream()
                        .<Object>map(
                                one -> line(day(one.from()), day(one.until()), money(one.amount(), facts.currency())))
                        .toList());
        lines(
                "targets",
                facts -> facts.targets().stream()
                        .<Object>map(one -> line(
                                new Shown.Part("indicator", one.indicator()),
                                number(one.baseline()),
                                one.baselineOn() == null ? null : day(one.baselineOn()),
                                one.target() == null ? null : new Shown.Part(null, "→ " + one.target()),
                                one.targetOn() == null ? null : day(one.targetOn())))
                        .toList());
        lines(
                "contacts",
                Shown.LINES,
                facts -> facts.contacts().stream()
                        .<Object>map(one -> line(
                                new Shown.Part(null, one.structure()),
                                english(one.structureEn()),
                                said(one.town()),
                                said(one.telephone()),
                                said(one.mail())))
                        .toList());
        return List.copyOf(fields);
    }

    private static Shown.@Nullable Part said(@Nullable String text) {
        return text == null ? null : new Shown.Part(null, text);
    }

    private static Shown.@Nullable Part english(@Nullable String text) {
        return text == null ? null : new Shown.Part(Shown.ENGLISH, text);
    }

    private static Shown.@Nullable Part number(@Nullable Integer number) {
        return number == null ? null : new Shown.Part(null, number.toString());
    }

    private static Shown.Line line(Shown.@Nullable Part... parts) {
        List<Shown.Part> said = new ArrayList<>();
        for (Shown.Part part : parts) if (part != null) said.add(part);
        return new Shown.Line(said);
    }

    private String place(String pcode) {
        return places.find(pcode)
                .map(place -> place.name() + " (" + pcode + ")")
                .orElse(pcode);
    }

    private static Shown.Part day(LocalDate day) {
        return new Shown.Part(Shown.DAYS_OF_YEAR, day.toString());
    }

    private static Shown.Part money(BigDecimal amount, String currency) {
        return new Shown.Part(Shown.MONEY, amount.toPlainString() + " " + currency);
    }

    private void text(String name, Function<ProposeFacts, @Nullable String> value) {
        fields.add(Shown.Field.text(LABEL + name, said(value), value.apply(after)));
    }

    private void code(String name, String list, Function<ProposeFacts, @Nullable String> value) {
        fields.add(Shown.Field.code(LABEL + name, list, said(value), value.apply(after)));
    }

    private void day(String name, Function<ProposeFacts, @Nullable LocalDate> value) {
        code(name, Shown.DAYS_OF_YEAR, facts -> Objects.toString(value.apply(facts), null));
    }

    private void lines(String name, Function<ProposeFacts, List<Object>> value) {
        lines(name, null, value);
    }

    private void lines(String name, @Nullable String list, Function<ProposeFacts, List<Object>> value) {
        fields.add(new Shown.Field(
                LABEL + name, list, before == null ? List.of() : value.apply(before), value.apply(after)));
    }

    private @Nullable String said(Function<ProposeFacts, @Nullable String> value) {
        return before == null ? null : value.apply(before);
    }
}
