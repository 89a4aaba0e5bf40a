package org.akoma.protection.referrals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * An urgent referral that left without consent, because a child's life is in danger and nobody could be asked ({@code requirements.md 2.6}): the
 * file's supervisor hears of it at once and agrees to it afterwards. Until then it opens the file for three days; a refusal ends it. Against a no that holds
 * it opens health alone, and never for longer. Call inside an actor's transaction.
 */
@Component
class ReferralsInDanger implements Decidable {

    static final String KIND = "REFERRAL_DANGER";

    /** How long it opens the file while nobody has agreed; the database takes no more. */
    static final Duration UNCONFIRMED = Duration.ofHours(72);

    private final ReferralStore store;
    private final Receivers receivers;
    private final Decisions decisions;
    private final Consents consents;
    private final People people;
    private final Formats words;
    private final Journal journal;
    private final CaseWork work;
    private final ApplicationEventPublisher events;

    ReferralsInDanger(
            ReferralStore store,
            Receivers receivers,
            Decisions decisions,
            Consents consents,
            People people,
            Formats words,
            Journal journal,
            CaseWork work,
            ApplicationEventPublisher events) {
        this.store = store;
        this.receivers = receivers;
        this.decisions = decisions;
        this.consents = consents;
        this.people = people;
        this.words = words;
        this.journal = journal;
        this.work = work;
        this.events = events;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** One after the other on a file: what another session has just sent is seen by {@link ReferralObstacles}. */
    void queue(CaseFile file) {
        store.queueDanger(file.id());
    }

    void ask(Actor actor, CaseFile file, Referral sent) {
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), sent.id(), sent.version()).with(Map.of("to", sent.to())));
    }

    /**
     * What the supervisor said to it, or has not said yet, as the sender's side reads it.
     *
     * @param by code of who decided
     */
    record Asked(Decision decision, @Nullable String by) {}

    Optional<Asked> asked(Referral one) {
        return decisions.of(KIND, one.id()).stream().findFirst().map(last -> new Asked(last, code(last.decidedBy())));
    }

    private @Nullable String code(@Nullable UUID person) {
        return person == null
                ? null
                : people.find(person)
                        .map(one -> one.username().toUpperCase(Locale.ROOT))
                        .orElse(null);
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.byId(decision.subject())
                .map(one ->
                        new Shown(one.code(), "/referrals/" + one.code(), fields(one, decision), notes(one, decision)));
    }

    /** What its sender has ended since is closed, whatever is answered: the supervisor still says whether it was right that it left. */
    private List<Shown.Note> notes(Referral one, Decision decision) {
        Instant ended = one.course().endedAt();
        return ended == null || !decision.waits()
                ? List.of()
                : List.of(Shown.Note.of(
                        words.text("referral.danger.ended", words.orUnknown(endedBy(one)), words.moment(ended))));
    }

    private @Nullable String endedBy(Referral one) {
        return code(store.endedBy(one.id()).orElse(null));
    }

    private List<Shown.Field> fields(Referral one, Decision decision) {
        List<Shown.Field> fields = new ArrayList<>();
        fields.add(Shown.Field.text("referral.file", null, one.fileCode()));
        consents.ofDanger(one.fileId(), decision.proposedAt()).ifPresent(answer -> {
            fields.add(Shown.Field.text("referral.danger.sought", null, answer.words()));
            fields.add(new Shown.Field("referral.danger.sought-at", null, List.of(), List.of(answer.at())));
        });
        Optional<Consent> no = consents.heldNo(one.fileId());
        no.ifPresent(said -> {
            fields.add(Shown.Field.code(
                    "referral.danger.no", "cases.giver", null, said.givenBy().name()));
            fields.add(new Shown.Field("referral.danger.no-at", null, List.of(), List.of(said.at())));
        });
        fields.addAll(
                WrittenReferrals.fields(one, store.said(one.fileId(), one.id()).words()));
        if (one.course().endedAt() != null) {
            fields.add(Shown.Field.code("referral.danger.ended-by", Shown.PERSON, null, endedBy(one)));
            fields.add(new Shown.Field(
                    "referral.danger.ended-at",
                    null,
                    List.of(),
                    List.of(one.course().endedAt())));
            return fields;
        }
        if (!decision.waits() || one.course().validUntil() == null) return fields;
        fields.add(new Shown.Field(
                "referral.danger.until", null, List.of(), List.of(one.course().validUntil())));
        if (no.isPresent()) return fields;
        fields.add(new Shown.Field(
                "referral.danger.until-agreed", null, List.of(), List.of(store.termWhenAgreed(one.id()))));
        return fields;
    }

    /** For a list nothing else is read. */
    @Override
    public Optional<String> title(Actor actor, Decision decision) {
        return store.byId(decision.subject()).map(Referral::code);
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Decisions.Verdict.Done)) return verdict;
        if (agreed) store.confirmDanger(decision.subject());
        else end(actor, decision);
        return verdict;
    }

    /** The supervisor answers for what has left, also where its sender has ended it since. */
    @Override
    public boolean mayWithdraw() {
        return false;
    }

    private void end(Actor actor, Decision decision) {
        Referral one = store.byId(decision.subject()).orElse(null);
        if (one == null || one.course().endedAt() != null) return;
        store.end(one.id(), actor.personId(), work.now());
        journal.note(one.fileId(), Referrals.SECTION, "referrals.ended", one.facts());
        Notification.others(receivers.of(one.toId(), one.toPerson()), actor.personId(), Notification.REFERRAL)
                .map(ring -> ring.of(one.id()))
                .ifPresent(events::publishEvent);
    }
}
