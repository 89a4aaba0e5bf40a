package org.akoma.protection.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * Asks people to a conference, or changes what was planned.
 *
 * @param version of the plan that is changed; null = a new one
 * @param section only of a new one
 * @param chair and {@code people} by user name
 */
public record PlanConference(
        UUID id,
        @Nullable Integer version,
        Section section,
        Instant plannedFor,
        String chair,
        Set<String> people,
        Conference.Agenda agenda) {

    static final int MOST_PEOPLE = 30;

    /** One plans for the months ahead, and writes down afterwards what was never planned. */
    private static final Duration AHEAD = Duration.ofDays(366);

    public PlanConference {
        people = Set.copyOf(people);
    }

    /** Everybody who is to come: the chair among them. */
    Set<String> everybody() {
        Set<String> all = new java.util.TreeSet<>(people);
        all.add(chair);
        return all;
    }

    /**
     * @param readers who may come, by user name.
     * @param registered when the file was
     */
    List<FieldError> wrong(Map<String, Recipient> readers, Instant now, Instant registered) {
        List<FieldError> wrong = new ArrayList<>();
        if (plannedFor.isAfter(now.plus(AHEAD)) || plannedFor.isBefore(registered))
            wrong.add(FieldError.of("plannedFor", "referrals.conference-when"));
        if (!readers.containsKey(chair)) wrong.add(FieldError.of("chair", "referrals.not-a-reader", chair));
        people.stream()
                .filter(name -> !readers.containsKey(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> wrong.add(FieldError.of("people", "referrals.not-a-reader", name)));
        if (everybody().size() < 2) wrong.add(FieldError.of("people", "referrals.nobody-asked"));
        if (people.size() > MOST_PEOPLE) wrong.add(FieldError.of("people", "referrals.too-many-asked", MOST_PEOPLE));
        return wrong;
    }
}
