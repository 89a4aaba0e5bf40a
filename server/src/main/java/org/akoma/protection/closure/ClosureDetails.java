package org.akoma.protection.closure;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.placement.Homes;
import org.akoma.protection.placement.Placement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The grounds of a closing or reopening, for the person who decides: each criterion with its value, and the state of the file. */
@Component
class ClosureDetails {

    private final Closures closures;
    private final ClosureStore store;
    private final Homes places;
    private final Formats words;
    private final Identities identities;
    private final CaseWork work;
    private final CaseFiles files;

    ClosureDetails(
            Closures closures,
            ClosureStore store,
            Homes places,
            Formats words,
            Identities identities,
            CaseWork work,
            CaseFiles files) {
        this.files = files;
        this.identities = identities;
        this.work = work;
        this.closures = closures;
        this.store = store;
        this.places = places;
        this.words = words;
    }

    /** Each criterion as it is while the request waits, and those that were not met when the closing was asked for. */
    List<Shown.Field> ofClosure(CaseFile file, Decision decision) {
        Closure asked = CaseWork.among(store.of(file.id()), Closure::id, decision.subject())
                .orElse(null);
        if (asked == null) return List.of();
        if (asked.code() == Closure.Code.DUPLICATE) return ofDouble(file, decision);
        List<Shown.Field> shown = new ArrayList<>(List.of(
                status(file, CaseFile.Status.CLOSED, decision),
                Shown.Field.text("cases.proposed.ageToday", null, age(file))));
        // what a death or a double ends is not measured by what a plan should have reached
        if (!asked.code().endsAtAnyTime()) {
            shown.add(criteria(file, decision, asked));
            shown.add(unmetThen(decision, asked));
        }
        return List.copyOf(shown);
    }

    /** While it waits the criteria themselves say so. */
    private static Shown.Field unmetThen(Decision decision, Closure asked) {
        return Shown.Field.codes(
                "cases.proposed.unmetThen",
                "closure-criterion",
                List.of(),
                decision.waits()
                        ? List.of()
                        : asked.unmet().stream().map(Enum::name).toList());
    }

    private Shown.Field criteria(CaseFile file, Decision decision, Closure asked) {
        return new Shown.Field(
                "cases.proposed.criteria",
                Shown.CHECKS,
                List.of(),
                Stream.of(decision)
                        .filter(Decision::waits)
                        .flatMap(one -> closures.findings(file, asked.words()).stream())
                        .filter(one -> one.criterion() != ClosureFinding.Criterion.SUPERVISOR)
                        .<Object>map(this::line)
                        .toList());
    }

    /** Which file goes on in place of this one, who supervises it, and what it still lacks: the criteria of a child's end do not count. */
    private List<Shown.Field> ofDouble(CaseFile file, Decision decision) {
        FileFrame.SameChild other = files.sameChild(file.id()).orElse(null);
        List<Object> lacks = decision.waits()
                ? closures.lacks(file).stream()
                        .<Object>map(one -> words.text("error." + one))
                        .toList()
                : List.of();
        return List.of(
                status(file, CaseFile.Status.CLOSED, decision),
                Shown.Field.text("cases.proposed.goesOn", null, other == null ? null : other.other()),
                Shown.Field.text("cases.proposed.goesOnWith", null, other == null ? null : other.call()),
                new Shown.Field("cases.proposed.goesOnLacks", null, List.of(), lacks));
    }

    /** In years, of this day. */
    private @Nullable String age(CaseFile file) {
        Integer years = Ages.on(file, identities.birthDate(file), work.today());
        return years == null ? null : words.age(years);
    }

    private Shown.Line line(ClosureFinding one) {
        return new Shown.Line(List.of(
                new Shown.Part("closure-criterion", one.criterion().name()),
                new Shown.Part("closure-answer", one.answer().name()),
                new Shown.Part(null, words.text(one.why(), one.args().toArray()))));
    }

    /** How and when the file was closed, and where the child lives as far as is known. */
    List<Shown.Field> ofReopening(CaseFile file, Decision decision) {
        Closure closed = store.of(file.id()).stream()
                .filter(one -> one.decision() == Closure.Decision.CLOSED)
                .findFirst()
                .orElse(null);
        LocalDate day = file.closedAt() == null ? null : LocalDate.ofInstant(file.closedAt(), ZoneOffset.UTC);
        String home = places.in(file.id(), Placement.State.CURRENT)
                .map(one -> one.kind().name())
                .orElse(null);
        return List.of(
                status(file, CaseFile.Status.REOPENED, decision),
                new Shown.Field("cases.proposed.closedOn", null, List.of(), list(day)),
                same(
                        "cases.proposed.closureCode",
                        "closure-reason",
                        closed == null ? null : closed.code().name()),
                same(
                        "cases.proposed.details",
                        null,
                        closed == null ? null : closed.words().details()),
                same("cases.proposed.kind", "placement-kind", home));
    }

    /** What does not change by the decision, and is read beside what does. */
    private static Shown.Field same(String label, @Nullable String list, @Nullable String value) {
        return new Shown.Field(label, list, List.of(), list(value));
    }

    private static List<Object> list(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private static Shown.Field status(CaseFile file, CaseFile.Status next, Decision decision) {
        String now = decision.waits() ? file.status().name() : null;
        return Shown.Field.code("cases.proposed.status", "case-status", now, next.name());
    }
}
