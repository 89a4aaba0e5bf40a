package org.akoma.protection.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.Identity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the form for an answer starts from, so that little is typed on a telephone: facts that the file holds already. What was answered is never one. */
@Component
class ConsentStart {

    /** So long the next answer belongs to the same conversation: the same language, and the same person is there. */
    static final Duration CONVERSATION = Duration.ofHours(2);

    private final CaseWork work;
    private final ConsentStore store;
    private final Identities identities;
    private final Consents consents;
    private final Clock clock;

    ConsentStart(CaseWork work, ConsentStore store, Identities identities, Consents consents, Clock clock) {
        this.work = work;
        this.store = store;
        this.identities = identities;
        this.consents = consents;
        this.clock = clock;
    }

    /**
     * By the name of the field.
     *
     * @param purpose null = the first that was not asked yet
     */
    Map<String, @Nullable Object> of(Actor actor, FileFrame frame, Consent.@Nullable Purpose purpose) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        List<Consent> answers = work.peek(actor, frame.code(), Section.FAMILY, file -> store.of(file.id()))
                .orElse(List.of());
        known.put("purpose", purpose == null ? next(answers) : purpose);
        known.put("at", clock.instant());
        consents.rule(actor, frame.code(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .ifPresent(rule -> known.put("givenBy", rule.usual()));
        known.put("language", language(actor, frame, answers));
        known.put("witness", witness(actor, answers));
        return known;
    }

    private static Consent.@Nullable Purpose next(List<Consent> answers) {
        Map<Consent.Purpose, Consent> asked = Consents.newest(answers);
        for (Consent.Purpose purpose : Consent.Purpose.values()) if (!asked.containsKey(purpose)) return purpose;
        return null;
    }

    /** The language of the last answer, else the one that the child speaks, as far as the reader knows it. */
    private @Nullable String language(Actor actor, FileFrame frame, List<Consent> answers) {
        for (Consent answer : answers) if (answer.language() != null) return answer.language();
        if (!frame.holds(Section.IDENTITY)) return null;
        List<String> spoken = work.peek(actor, frame.code(), Section.IDENTITY, identities::of)
                .flatMap(identity -> identity)
                .map(Identity::languages)
                .orElse(List.of());
        return spoken.isEmpty() ? null : spoken.getFirst();
    }

    private @Nullable String witness(Actor actor, List<Consent> answers) {
        if (answers.isEmpty()) return null;
        Consent last = answers.getFirst();
        Instant oldest = clock.instant().minus(CONVERSATION);
        return last.recordedBy().equals(actor.personId()) && last.at().isAfter(oldest) ? last.witness() : null;
    }
}
