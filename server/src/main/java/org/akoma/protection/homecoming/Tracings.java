package org.akoma.protection.homecoming;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CareOrder;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.ProposedWords;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.identity.EarlierVersion;
import org.akoma.protection.identity.EarlierVersions;
import org.akoma.protection.placement.Homes;
import org.akoma.protection.placement.Placement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The search for children's families. One runs at a time for a child. */
@Service
public class Tracings {

    public static final String KIND = "TRACING";

    private final TracingStore store;
    private final Homes places;
    private final CaseWork work;
    private final Decisions decisions;
    private final ProposedWords words;
    private final EarlierVersions former;

    Tracings(
            TracingStore store,
            Homes places,
            CaseWork work,
            Decisions decisions,
            ProposedWords words,
            EarlierVersions former) {
        this.words = words;
        this.store = store;
        this.places = places;
        this.work = work;
        this.decisions = decisions;
        this.former = former;
    }

    /** The verification of this tracing that waits for a supervisor; null = none does. */
    public @Nullable UUID waiting(Actor actor, UUID tracing) {
        return work.as(actor, () -> decisions.waiting(KIND, tracing))
                .map(Decision::id)
                .orElse(null);
    }

    /** Newest first; the reading is journalled. */
    public Outcome<List<Tracing>> of(Actor actor, String code) {
        return work.read(actor, code, Section.FAMILY, "cases.tracing-read", file -> store.of(file.id()));
    }

    /**
     * Begins the tracing or takes it a step further: who works with the child does, a supervisor only agrees. That a family is verified and the return safe is only asked for by it: the tracing stays as
     * it was until a supervisor agrees ({@link #decide}), see {@link #waiting}.
     */
    public Outcome<Tracing> trace(Actor actor, String code, TraceFamily command) {
        return work.once(
                actor,
                code,
                Verb.CHILD_WRITE,
                Section.FAMILY,
                new Once<>(
                        command.id(),
                        command,
                        file -> command.version() == null ? store.find(file.id(), command.id()) : Optional.empty()),
                file -> command.version() == null
                        ? begin(actor, file, command)
                        : move(actor, file, command, command.version()));
    }

    private Outcome<Tracing> begin(Actor actor, CaseFile file, TraceFamily command) {
        if (store.of(file.id()).stream().anyMatch(Tracing::runs))
            return Outcome.Refused.because("status", "cases.tracing-runs");
        Tracing opened = new Tracing(
                command.id(),
                Tracing.Status.OPEN,
                work.today(),
                null,
                null,
                null,
                command.words(),
                actor.personId(),
                1);
        FieldError why = opened.refusal(command.status(), command.verifiedBy(), command.returnSafe());
        if (why != null) return new Outcome.Refused<>(why);
        store.insert(file.id(), opened.moved(command, 1, work.today()));
        return noted(file, command.id());
    }

    private Outcome<Tracing> move(Actor actor, CaseFile file, TraceFamily command, int version) {
        Tracing before = store.find(file.id(), command.id()).orElse(null);
        if (before == null) return new Outcome.NotFound<>();
        FieldError early = CareOrder.tooEarly(file, command.verifiedOn(), "verifiedOn");
        if (early != null) return new Outcome.Refused<>(early);
        Tracing wanted = before.moved(command, version, work.today());
        Outcome<Tracing> stale = Outcome.Stale.between(before, wanted, Tracing::fields);
        if (before.version() != version) return stale;
        FieldError why = before.refusal(command.status(), command.verifiedBy(), command.returnSafe());
        if (why == null && before.rewrites(wanted)) why = FieldError.of("found", "cases.tracing-agreed");
        if (why == null && before.reunitesWith(wanted) && !livesWithFamily(file))
            why = FieldError.of("status", "cases.not-with-family");
        if (why != null) return new Outcome.Refused<>(why);
        if (command.status() == Tracing.Status.VERIFIED) return ask(actor, file, before, wanted);
        if (!store.update(file.id(), wanted)) return stale;
        return noted(file, before.id());
    }

    /** In a home to which two people agreed. */
    private boolean livesWithFamily(CaseFile file) {
        return places.in(file.id(), Placement.State.CURRENT)
                .filter(home -> home.kind().isFamily())
                .isPresent();
    }

    private Outcome<Tracing> ask(Actor actor, CaseFile file, Tracing before, Tracing wanted) {
        if (decisions.waitsOfAnother(KIND, before.id()))
            return Outcome.Refused.because("status", Decisions.WAITS_OF_ANOTHER);
        Decision asked = decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), before.id(), before.version())
                        .writtenBy(Set.of(before.recordedBy()))
                        .with(Proposed.sideBySide(before.fields(), wanted.fields()))
                        .writing(Map.of(
                                ProposedWords.SEALED, words.seal(file, TracingStore.SEAL_CONTEXT, sealed(wanted)))));
        store.propose(asked.id(), wanted);
        work.note(file, Section.FAMILY, "cases.tracing-verification-asked", Map.of());
        return new Outcome.Done<>(before);
    }

    /** A supervisor who traced nothing of it agrees that the family is verified, and that the return is as safe as was said. */
    public Outcome<Tracing> decide(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.FAMILY, file -> {
            Tracing before = store.find(file.id(), decision.subject()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            Tracing wanted = verified(before, decision);
            if (agreed
                    && (before.version() != decision.version()
                            || !words.say(
                                    file, decision, ProposedWords.SEALED, TracingStore.SEAL_CONTEXT, sealed(wanted))))
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) store.verify(wanted, decision.id());
            return noted(file, before.id());
        });
    }

    private static TracingStore.Sealed sealed(Tracing one) {
        return new TracingStore.Sealed(one.verifiedBy(), one.words());
    }

    private static Tracing verified(Tracing before, Decision decision) {
        String on = Proposed.text(decision, "verifiedOn");
        return new Tracing(
                before.id(),
                Tracing.Status.VERIFIED,
                before.openedOn(),
                Proposed.text(decision, "verifiedBy"),
                on == null ? null : LocalDate.parse(on),
                Boolean.valueOf(Proposed.text(decision, "returnSafe")),
                new Tracing.SealedText(Proposed.text(decision, "found"), Proposed.text(decision, "safety")),
                before.recordedBy(),
                before.version());
    }

    private Outcome<Tracing> noted(CaseFile file, UUID tracing) {
        Tracing now = store.find(file.id(), tracing).orElseThrow();
        work.note(
                file,
                Section.FAMILY,
                "cases.traced",
                Map.of("status", now.status().name()));
        return new Outcome.Done<>(now);
    }

    /** What was sealed of tracings before, newest first. Call inside an actor's transaction; not journalled. */
    public List<EarlierVersion> former(UUID file) {
        return former.of(file, TracingStore.SEAL_CONTEXT, TracingStore.Sealed.class, Tracings::fields);
    }

    private static Map<String, @Nullable Object> fields(TracingStore.Sealed traced) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("verifiedBy", traced.verifiedBy());
        fields.put("found", traced.words().found());
        fields.put("safety", traced.words().safety());
        return fields;
    }
}
