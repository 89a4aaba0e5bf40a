package org.akoma.protection.rights;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.consent.RecordConsent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A consent is taken back after who takes it back has heard what stops and what goes on ({@code requirements.md 2.6}). Taking back needs one person, and
 * nothing that is shown holds it up: only what was shown must still be so.
 */
@Service
class Withdrawals {

    private final WithdrawalStore store;
    private final Consents consents;
    private final CaseWork work;

    Withdrawals(WithdrawalStore store, Consents consents, CaseWork work) {
        this.store = store;
        this.consents = consents;
        this.work = work;
    }

    /**
     * One thing that follows.
     *
     * @param effect {@code rights.effects.<effect>} is its text
     * @param stops whether it ends; else it goes on in spite of the withdrawal
     * @param howMany null = nothing is counted
     */
    record Effect(String effect, boolean stops, @Nullable Integer howMany) {}

    /** @param seen version of these effects, which the confirmation names */
    record Effects(Consent.Purpose purpose, List<Effect> items, String seen) {
        public Effects {
            items = List.copyOf(items);
        }

        public List<Effect> stopping() {
            return items.stream().filter(Effect::stops).toList();
        }

        public List<Effect> going() {
            return items.stream().filter(one -> !one.stops()).toList();
        }
    }

    /** Not found where this is not agreed to now: there is nothing to take back. */
    Outcome<Effects> effects(Actor actor, String code, Consent.Purpose purpose) {
        return work.open(actor, code, Section.FAMILY, "rights.effects-read", file -> effects(file, purpose))
                .flatMap(found -> found)
                .<Outcome<Effects>>map(Outcome.Done::new)
                .orElseGet(Outcome.NotFound::new);
    }

    private Optional<Effects> effects(CaseFile file, Consent.Purpose purpose) {
        if (consents.current(file, purpose).orElse(null) != Consent.Status.GIVEN) return Optional.empty();
        List<WithdrawalStore.Found> found = store.effects(file.id(), purpose);
        if (found.isEmpty()) return Optional.empty();
        byte[] shown = (purpose + found.toString()).getBytes(StandardCharsets.UTF_8);
        return Optional.of(new Effects(
                purpose,
                found.stream().map(WithdrawalStore.Found::effect).toList(),
                UUID.nameUUIDFromBytes(shown).toString()));
    }

    /**
     * Looks first, and records in a transaction of its own: an id that is another record's is refused there, as everywhere. What is sent again is answered by the
     * consents, which know what was said under this id.
     */
    Outcome<Boolean> withdraw(Actor actor, String code, Consent.Purpose purpose, WithdrawConsent command) {
        Looked looked = work.peek(actor, code, Section.FAMILY, file -> look(file, purpose, command))
                .orElse(null);
        if (looked == null) return new Outcome.NotFound<>();
        if (looked.refusal() != null) return looked.refusal();
        return switch (consents.record(actor, code, answer(purpose, command, looked.at()))) {
            case Outcome.Done<Consent> done -> new Outcome.Done<>(true);
            case Outcome.NotFound<Consent> none -> new Outcome.NotFound<>();
            case Outcome.Forbidden<Consent> others -> new Outcome.Forbidden<>();
            case Outcome.Stale<Consent>(var current, var fields) -> new Outcome.Stale<>(false, fields);
            case Outcome.Refused<Consent>(var errors) ->
                errors.stream().anyMatch(one -> one.code().equals("cases.id-taken"))
                        ? Outcome.Refused.because("id", CaseWork.OTHER_CONTENT)
                        : new Outcome.Refused<>(errors);
        };
    }

    /**
     * @param at when it is said: now, or when it was said where it is sent again
     * @param refusal null = what was shown is still so
     */
    private record Looked(Instant at, @Nullable Outcome<Boolean> refusal) {}

    private Looked look(CaseFile file, Consent.Purpose purpose, WithdrawConsent command) {
        Instant before = store.givenAt(file.id(), command.id()).orElse(null);
        if (before != null) return new Looked(before, null);
        Instant at = work.now().truncatedTo(ChronoUnit.MICROS);
        if (command.seen() == null) return new Looked(at, Outcome.Refused.because("main", "rights.effects-unseen"));
        Effects now = effects(file, purpose).orElse(null);
        if (now == null) return new Looked(at, Outcome.Refused.because("main", "rights.nothing-to-withdraw"));
        return new Looked(
                at,
                now.seen().equals(command.seen()) ? null : Outcome.Refused.because("main", "rights.effects-changed"));
    }

    private RecordConsent answer(Consent.Purpose purpose, WithdrawConsent command, Instant at) {
        return new RecordConsent(
                command.id(),
                purpose,
                Consent.Status.WITHDRAWN,
                command.givenBy(),
                at,
                null,
                null,
                List.of(),
                null,
                null,
                command.words());
    }
}
