package org.akoma.protection.consent;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseChanged;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Refusals of children of 12 to 14, and of case management: the supervisor is notified and decides what follows ({@code requirements.md 2.6}).
 * Emergency care never waits for that.
 */
@Service
class ConsentRefusals {

    private final ConsentRefusalStore store;
    private final CaseWork work;
    private final Policies policies;
    private final ApplicationEventPublisher events;

    ConsentRefusals(ConsentRefusalStore store, CaseWork work, Policies policies, ApplicationEventPublisher events) {
        this.store = store;
        this.work = work;
        this.policies = policies;
        this.events = events;
    }

    /** Call inside an actor's transaction, in the transaction that recorded the no. Of a no that holds by itself nobody is notified. */
    void escalate(CaseFile file, Consent refused) {
        LocalDate day = LocalDate.ofInstant(refused.recordedAt(), ZoneOffset.UTC);
        store.insert(
                file,
                refused,
                day.plusDays(policies.hours("consent-refusal.review.max").toDays()));
        if (ConsentRefusal.holds(refused)) return;
        work.note(
                file,
                Section.FAMILY,
                "cases.consent-refusal-escalated",
                Map.of("purpose", refused.purpose().name()));
        UUID supervisor = file.supervisorId();
        // of case management the database rings who leads the file
        if (refused.purpose() != Consent.Purpose.CASE_MANAGEMENT
                && supervisor != null
                && !supervisor.equals(refused.recordedBy()))
            events.publishEvent(
                    new Notification(Set.of(supervisor), Notification.TASK).onFile(file.id(), Matter.CONSENT_NO));
    }

    /** Whether this no went to the supervisor. Call inside an actor's transaction. */
    boolean escalated(CaseFile file, UUID consent) {
        return store.find(file.id(), consent).isPresent();
    }

    /** Newest first; empty to who does not hold the section. Read together with the answers, whose reading is journalled. */
    public List<ConsentRefusal> of(Actor actor, String code) {
        return work.peek(actor, code, Section.FAMILY, file -> store.of(file.id()))
                .orElse(List.of());
    }

    /**
     * A supervisor who did not record the no says what follows.
     *
     * @param consent the answer that was no
     * @param reason always needed: the child may ask for it
     */
    public Outcome<ConsentRefusal> decide(
            Actor actor, String code, UUID consent, ConsentRefusal.Decision decision, @Nullable String reason) {
        return work.on(actor, code, Verb.CASE_APPROVE, Section.FAMILY, file -> {
            Optional<ConsentRefusal> waiting = store.find(file.id(), consent);
            if (waiting.isEmpty()) return new Outcome.NotFound<>();
            if (waiting.get().holds()) return Outcome.Refused.because("decision", "cases.refusal-holds");
            if (!waiting.get().waits()) return Outcome.Refused.because("decision", "cases.nothing-waits");
            if (waiting.get().recordedBy().equals(actor.personId()))
                return Outcome.Refused.because("decision", "cases.own-work");
            if (!store.choices(consent).contains(decision))
                return Outcome.Refused.because("decision", "cases.refusal-holds");
            if (reason == null) return Outcome.Refused.because("reason", "form.required");
            store.decide(file.id(), consent, decision, reason, actor.personId(), work.now());
            work.note(file, Section.FAMILY, "cases.consent-refusal-decided", Map.of("decision", decision.name()));
            if (!file.workerId().equals(actor.personId()))
                events.publishEvent(new Notification(Set.of(file.workerId()), Notification.TASK)
                        .onFile(file.id(), Matter.CONSENT_NO));
            return new Outcome.Done<>(store.find(file.id(), consent).orElseThrow());
        });
    }

    @EventListener
    void moved(CaseChanged change) {
        boolean moved = !change.before().workerId().equals(change.after().workerId())
                || !change.before().organisationId().equals(change.after().organisationId());
        if (moved) store.move(change.after());
    }
}
