package org.akoma.protection.rights;

import java.nio.charset.StandardCharsets;
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
        List<Effect> items = store.effects(file.id(), purpose);
        byte[] shown = (purpose + items.toString()).getBytes(StandardCharsets.UTF_8);
        return Optional.of(
                new Effects(purpose, items, UUID.nameUUIDFromBytes(shown).toString()));
    }

    Outcome<Boolean> withdraw(Actor actor, String code, Consent.Purpose purpose, WithdrawConsent command) {
        return work.as(actor, () -> {
            Outcome<Boolean> stale = work.peek(actor, code, Section.FAMILY, file -> unlessSeen(file, purpose, command))
                    .orElseGet(() -> Optional.of(new Outcome.NotFound<>()))
                    .orElse(null);
            if (stale != null) return stale;
            return switch (consents.record(actor, code, answer(purpose, command))) {
                case Outcome.Done<Consent> done -> new Outcome.Done<>(true);
                case Outcome.NotFound<Consent> none -> new Outcome.NotFound<>();
                case Outcome.Forbidden<Consent> others -> new Outcome.Forbidden<>();
                case Outcome.Stale<Consent>(var current, var fields) -> new Outcome.Stale<>(false, fields);
                case Outcome.Refused<Consent>(var errors) -> new Outcome.Refused<>(errors);
            };
        });
    }

    /** What is answered before anything is recorded; empty where what was shown is still so. */
    private Optional<Outcome<Boolean>> unlessSeen(CaseFile file, Consent.Purpose purpose, WithdrawConsent command) {
        if (store.isRecorded(file.id(), command.id(), command, purpose)) return Optional.of(new Outcome.Done<>(true));
        Effects now = effects(file, purpose).orElse(null);
        if (now == null) return Optional.of(Outcome.Refused.because("main", "rights.nothing-to-withdraw"));
        return now.seen().equals(command.seen())
                ? Optional.empty()
                : Optional.of(Outcome.Refused.because("main", "rights.effects-changed"));
    }

    private RecordConsent answer(Consent.Purpose purpose, WithdrawConsent command) {
        return new RecordConsent(
                command.id(),
                purpose,
                Consent.Status.WITHDRAWN,
                command.givenBy(),
                work.now(),
                null,
                null,
                List.of(),
                null,
                null,
                command.words());
    }
}
