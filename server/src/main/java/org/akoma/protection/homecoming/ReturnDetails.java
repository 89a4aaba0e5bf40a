package org.akoma.protection.homecoming;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.assessment.BestInterests;
import org.akoma.protection.assessment.Weighing;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.identity.EarlierVersion;
import org.akoma.protection.identity.Families;
import org.akoma.protection.identity.Family;
import org.akoma.protection.identity.Guardians;
import org.akoma.protection.placement.Homes;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.placement.ReturnExceptions;
import org.akoma.protection.placement.ReturnGate;
import org.akoma.protection.placement.ReturnShown;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The state of a return to a family, for the person who decides about it: whether each condition ({@link ReturnGate}) is met now, what the file says about
 * it (only sections that the reader may see), and the exception that replaces conditions that are not met. Call inside an actor's transaction.
 */
@Component
class ReturnDetails implements ReturnShown {

    private final Homes places;
    private final TracingStore tracings;
    private final Families families;
    private final Guardians guardians;
    private final BestInterests weighings;
    private final Consents consents;
    private final ReturnExceptions exceptions;
    private final CaseWork work;

    ReturnDetails(
            Homes places,
            TracingStore tracings,
            Families families,
            Guardians guardians,
            BestInterests weighings,
            Consents consents,
            ReturnExceptions exceptions,
            CaseWork work) {
        this.places = places;
        this.tracings = tracings;
        this.families = families;
        this.guardians = guardians;
        this.weighings = weighings;
        this.consents = consents;
        this.exceptions = exceptions;
        this.work = work;
    }

    /**
     * Fields for a decision about a home. For a home that is no family: what the panel determined, the exception by which it may begin in spite of a danger
     * and, where a family bars a return, its record.
     */
    @Override
    public List<Shown.Field> ofHome(CaseFile file, Decision decision) {
        Placement home = places.find(file.id(), decision.subject()).orElse(null);
        if (home == null) return List.of();
        // the record of a family that bars a return is shown too, so that the decider can compare it with the hosts
        ReturnGate gate = exceptions.gate(file, home.country(), home.since());
        if (!home.kind().isFamily())
            return Stream.of(
                            determined(file).stream(),
                            home.kind().needsApproval() && !gate.ofDanger().isOpen()
                                    ? Stream.of(exception(file, home, gate.ofDanger()))
                                    : Stream.<Shown.Field>empty(),
                            home.kind().needsApproval() && places.isBarredByFamily(file.id())
                                    ? part(file).stream()
                                    : Stream.<Shown.Field>empty())
                    .flatMap(fields -> fields)
                    .toList();
        List<Shown.Field> shown = new ArrayList<>(determined(file));
        shown.add(criteria(file, decision, gate));
        shown.add(exception(file, home, gate));
        return shown;
    }

    private Shown.Field exception(CaseFile file, Placement home, ReturnGate gate) {
        return new Shown.Field(
                "cases.proposed.exception",
                null,
                List.of(),
                exceptions
                        .of(file, home, gate)
                        .<List<Object>>map(one -> List.of(exception(one)))
                        .orElse(List.of()));
    }

    /** What a panel determined last, and what the child said to it; empty where there was no panel. */
    List<Shown.Field> determined(CaseFile file) {
        return weighings
                .determined(file.id())
                .map(made -> List.of(
                        new Shown.Field("cases.proposed.determination", null, List.of(), List.of(answer(made))),
                        Shown.Field.text(
                                "cases.proposed.childsView", null, made.words().childsView())))
                .orElse(List.of());
    }

    private static Shown.Line answer(Weighing made) {
        Facts facts = new Facts();
        Weighing.Answer answer = made.answer();
        if (answer != null) facts.add("weighing-answer", answer.solution()).add("country", answer.country());
        return facts.add(Shown.DAYS_OF_YEAR, day(made.at()))
                .add(null, made.words().decision())
                .line();
    }

    /** Fields for a change of address or hosts: how they are related, and the record of a family that bars a return. */
    @Override
    public List<Shown.Field> ofChange(CaseFile file, Decision decision) {
        return places.isBarredByFamily(file.id())
                ? Stream.concat(Stream.of(Proposed.field(decision, "relation")), part(file).stream())
                        .toList()
                : List.of();
    }

    /** Fields for an exception: where the child lives now, the home for which the exception is asked, and whether each condition is met. */
    List<Shown.Field> ofException(CaseFile file, Decision decision) {
        Placement proposed = places.in(file.id(), Placement.State.PROPOSED).orElse(null);
        Placement current = places.in(file.id(), Placement.State.CURRENT).orElse(null);
        String asked = Proposed.text(decision, "country");
        String country = asked == null ? places.countryNow(file.id()).orElse(file.country()) : asked;
        LocalDate day = proposed == null ? work.today() : proposed.since();
        Shown.Field home = new Shown.Field(
                proposed == null ? "cases.proposed.livesNow" : "cases.proposed.kind",
                "placement-kind",
                proposed == null ? List.of() : kind(current),
                decision.waits() ? kind(proposed == null ? current : proposed) : List.of());
        // what the request says is missing is what is agreed to; while it waits, beside what is missing today
        Shown.Field missing = Proposed.field(decision, "missing");
        return decision.waits()
                ? List.of(home, missing, criteria(file, decision, exceptions.gate(file, country, day)))
                : List.of(home, missing);
    }

    /** Fields for the verification of a family: the guardians recorded as relatives. An agreement makes them guardians in force. */
    List<Shown.Field> ofTracing(CaseFile file, Decision decision) {
        List<Object> family = guardians.of(file.id()).stream()
                .filter(one -> !one.kind().byAuthority() && one.answersOn(work.today()))
                .<Object>map(one -> new Facts()
                        .add("guardian-kind", one.kind())
                        .add(null, one.name())
                        .add(Shown.DAYS_OF_YEAR, one.appointedOn())
                        .line())
                .toList();
        List<Shown.Field> shown = new ArrayList<>(part(file));
        shown.add(new Shown.Field("cases.proposed.guardians", null, List.of(), family));
        return shown;
    }

    /** What is recorded of the part that the family had, now and before: an agreement makes an earlier removal of a bar effective. */
    private List<Shown.Field> part(CaseFile file) {
        Family now = families.of(file.id()).orElse(null);
        if (now == null) return List.of();
        LocalDate barred = families.unbarredOn(file.id()).orElse(null);
        Map<String, @Nullable Object> before = (barred == null
                        ? families.otherwise(file.id(), now)
                        : families.barring(file.id()))
                .map(EarlierVersion::fields)
                .orElse(Map.of());
        return List.of(
                Shown.Field.code(
                        "cases.proposed.familyRole", "cases.family.roles", said(before, "role"), name(now.role())),
                Shown.Field.code(
                        "cases.proposed.familyContact",
                        "cases.family.contacts",
                        said(before, "contact"),
                        name(now.contact())),
                Shown.Field.text("cases.proposed.familySafety", said(before, "safety"), now.safety()));
    }

    private static @Nullable String said(Map<String, @Nullable Object> before, String name) {
        Object value = before.get(name);
        return value == null ? null : value.toString();
    }

    private static @Nullable String name(@Nullable Enum<?> code) {
        return code == null ? null : code.name();
    }

    private static List<Object> kind(@Nullable Placement home) {
        return home == null ? List.of() : List.of(home.kind().name());
    }

    private static Shown.Line exception(Decision exception) {
        Facts facts = new Facts().add("decision-state", exception.state()).add(null, exception.why());
        ReturnExceptions.missing(exception).forEach(part -> facts.add("return-lacks", part));
        return facts.line();
    }

    /** The conditions as they are today; empty after the decision, since they may have changed since. */
    private Shown.Field criteria(CaseFile file, Decision decision, ReturnGate gate) {
        return new Shown.Field(
                "cases.proposed.criteria", Shown.CHECKS, List.of(), decision.waits() ? lines(file, gate) : List.of());
    }

    private List<Object> lines(CaseFile file, ReturnGate gate) {
        return Stream.of(ReturnGate.Part.values())
                .<Object>map(part -> written(
                                file,
                                part,
                                new Facts().add("return-part", part).add("closure-answer", answer(gate, part)))
                        .line())
                .toList();
    }

    private static String answer(ReturnGate gate, ReturnGate.Part part) {
        if (!gate.known()) return "UNKNOWN";
        return gate.missing().contains(part) ? "NOT_MET" : "MET";
    }

    /** Adds what the file records about this condition. */
    private Facts written(CaseFile file, ReturnGate.Part part, Facts facts) {
        switch (part) {
            case TRACING ->
                tracing(file)
                        .ifPresent(one -> facts.add("tracing-status", one.status())
                                .add(null, one.verifiedBy())
                                .add(Shown.DAYS_OF_YEAR, one.verifiedOn()));
            case RETURN_SAFE ->
                tracing(file)
                        .ifPresent(one -> facts.add("return-safe", one.returnSafe())
                                .add(null, one.words().safety()));
            case FAMILY ->
                families.of(file.id())
                        .ifPresent(one -> facts.add("cases.family.roles", one.role())
                                .add("cases.family.contacts", one.contact()));
            case DANGER -> {} // the alerts are named above what is shown (KnownDangers)
            case ASSESSMENT -> facts.add(Shown.DAYS_OF_YEAR, day(file.assessedAt()));
            case BEST_INTERESTS -> weighings.of(file.id()).stream().findFirst().ifPresent(one -> weighed(one, facts));
            case DETERMINATION ->
                weighings.of(file.id()).stream()
                        .filter(one -> one.kind() == Weighing.Kind.DETERMINATION)
                        .findFirst()
                        .ifPresent(one -> weighed(one, facts));
            case CONSENT ->
                Stream.ofNullable(Consents.newest(consents.of(file.id())).get(Consent.Purpose.CASE_MANAGEMENT))
                        .forEach(one -> facts.add("consent-answer", one.status())
                                .add("cases.giver", one.givenBy())
                                .add(Shown.DAYS_OF_YEAR, day(one.at())));
        }
        return facts;
    }

    private static void weighed(Weighing made, Facts facts) {
        facts.add("weighing-kind", made.kind())
                .add(Shown.DAYS_OF_YEAR, day(made.at()))
                .add(null, made.words().decision());
    }

    /** The one that is verified, else the newest. */
    private Optional<Tracing> tracing(CaseFile file) {
        List<Tracing> all = tracings.of(file.id());
        return all.stream()
                .filter(one -> one.status() == Tracing.Status.VERIFIED || one.status() == Tracing.Status.REUNIFIED)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static @Nullable LocalDate day(@Nullable Instant at) {
        return at == null ? null : LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** The parts of a line, as far as they are known. */
    private static final class Facts {
        private final List<Shown.Part> parts = new ArrayList<>();

        Facts add(@Nullable String list, @Nullable Object value) {
            if (value != null) parts.add(new Shown.Part(list, value.toString()));
            return this;
        }

        Shown.Line line() {
            return new Shown.Line(parts);
        }
    }
}
